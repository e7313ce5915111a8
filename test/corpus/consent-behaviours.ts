import type { Grant, Purpose } from '../../src/core/purpose.js';
import { saying } from './consent.js';
import { SIGNALS, type Signal, THROWS } from './consent-signals.js';

type Act = (signal: Signal) => void;

/** What a platform does over time, and what the visitor has agreed to after each act. */
export interface Behaviour {
  readonly signal: string;
  readonly title: string;
  /** The purpose that is looked at. */
  readonly purpose: Purpose;
  /** What is on the page before Waymark starts. */
  readonly before: Act;
  readonly acts: readonly Act[];
  /** At the start, and after each act. */
  readonly expected: readonly Grant[];
}

const page = globalThis as unknown as Record<string, unknown>;

const nothing: Act = () => {};
const loads: (fields: (signal: Signal) => object) => Act = fields => signal => signal.stage({ ...fields(signal) });
const says: typeof loads = fields => signal => {
  signal.stage({ ...fields(signal) });
  signal.tell();
};
const yes = (signal: Signal): object => ({ ...signal.answered, ...saying(signal, signal.yes) });
const no = (signal: Signal): object => ({ ...signal.answered, ...saying(signal, signal.no) });
const asking = (signal: Signal): object => ({ ...saying(signal, signal.no), ...signal.asking });
const odd = (signal: Signal): object => ({ ...signal.answered, ...saying(signal, 'true'), groups: {} });
const broken = (signal: Signal): object => ({ ...signal.answered, ...saying(signal, THROWS), groups: THROWS });
const repeats: Act = signal => signal.tell();
const vanishes: Act = signal => {
  for (const name of signal.globals) Reflect.deleteProperty(page, name);
};
const imitated: Act = () => {
  const consents = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index + 1, true]));
  const returnValue = {
    gdprApplies: true,
    eventStatus: 'useractioncomplete',
    tcfPolicyVersion: 5,
    purpose: { consents },
  };
  const granted = { __tcfapiReturn: { returnValue, success: true, callId: 1 }, consent: 'granted' };
  for (const data of [granted, JSON.stringify(granted)]) dispatchEvent(new MessageEvent('message', { data }));
};

type Story = readonly [title: string, before: Act, acts: readonly Act[], expected: readonly Grant[]];

const STORIES: readonly Story[] = [
  ['never loads', nothing, [nothing], ['pending', 'pending']],
  ['asks and gets no answer', loads(asking), [repeats], ['pending', 'pending']],
  ['has a grant before the start', loads(yes), [], ['granted']],
  ['has a refusal before the start', loads(no), [], ['denied']],
  ['loads late with a grant, saying nothing', nothing, [loads(yes)], ['pending', 'granted']],
  ['loads late with a refusal, saying nothing', nothing, [loads(no)], ['pending', 'denied']],
  ['asks and is granted', loads(asking), [says(yes)], ['pending', 'granted']],
  ['asks and is refused', loads(asking), [says(no)], ['pending', 'denied']],
  ['is granted, then refused', loads(yes), [says(no)], ['granted', 'denied']],
  ['is refused, then granted', loads(no), [says(yes)], ['denied', 'granted']],
  [
    'changes and changes again',
    loads(yes),
    [says(no), says(yes), says(no)],
    ['granted', 'denied', 'granted', 'denied'],
  ],
  ['says everything twice', loads(yes), [repeats, says(yes), repeats], ['granted', 'granted', 'granted', 'granted']],
  ['says "true"', loads(odd), [repeats], ['pending', 'pending']],
  ['says "true" after a grant', loads(yes), [says(odd)], ['granted', 'pending']],
  ['breaks', loads(broken), [repeats], ['pending', 'pending']],
  ['breaks after a grant', loads(yes), [says(broken)], ['granted', 'pending']],
  ['breaks and is mended', loads(broken), [says(yes)], ['pending', 'granted']],
  ['vanishes after a grant', loads(yes), [vanishes], ['granted', 'granted']],
  ['is imitated by messages', loads(asking), [imitated], ['pending', 'pending']],
  ['is not there and imitated by messages', nothing, [imitated], ['pending', 'pending']],
];

/** What only an API of the IAB can do. */
const TCF: readonly Story[] = [
  ['is a stub that only queues', () => stub(), [nothing], ['pending', 'pending']],
  ['takes over the queue of its stub', () => stub(), [answersQueue(true)], ['pending', 'granted']],
  ['takes over the queue and says that it failed', () => stub(), [answersQueue(false)], ['pending', 'pending']],
  [
    'throws when it is called',
    () =>
      api(() => {
        throw new Error('A platform breaks.');
      }),
    [nothing],
    ['pending', 'pending'],
  ],
  ['never calls back', () => api(() => {}), [nothing], ['pending', 'pending']],
  ['calls back with nothing', () => api(listener => listener(null, true)), [nothing], ['pending', 'pending']],
  [
    'is an element of the page',
    () => {
      page.__tcfapi = document.createElement('form');
    },
    [loads(yes)],
    ['pending', 'granted'],
  ],
];

type Listener = (data: unknown, isOk: boolean) => void;

function api(answer: (listener: Listener) => void): void {
  page.__tcfapi = (_command: string, _version: number, listener: Listener) => answer(listener);
}

function stub(): void {
  const queue: unknown[][] = [];
  page.__tcfapi = Object.assign((...values: unknown[]) => void queue.push(values), { queue });
}

/** What `loads` would hand to a listener goes to those that wait in the stub. */
function answersQueue(isOk: boolean): Act {
  return signal => {
    const { queue } = page.__tcfapi as { queue: unknown[][] };
    Reflect.deleteProperty(page, '__tcfapi');
    signal.stage({ ...yes(signal) });
    const call = page.__tcfapi as (command: string, version: number, listener: Listener) => void;
    for (const [command, version, listener] of queue)
      call(command as string, version as number, data => (listener as Listener)(data, isOk));
  };
}

function behaviour(signal: string, [title, before, acts, expected]: Story): Behaviour {
  return { signal, title, before, acts, expected, purpose: signal === 'gpp' ? 'advertising' : 'analytics' };
}

export const BEHAVIOURS: readonly Behaviour[] = [
  ...Object.keys(SIGNALS).flatMap(signal => STORIES.map(story => behaviour(signal, story))),
  ...TCF.map(story => behaviour('tcf', story)),
];
