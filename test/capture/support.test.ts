// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { support } from '../../src/capture/support.js';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import type { CaptureContext } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type Captured, captureContext } from './capture-context.js';

type Run = (payload?: unknown) => void;

let captured: Captured;
/** What the widget was told to call, by its event. */
let heard: Map<string, Run>;

beforeEach(() => {
  vi.useFakeTimers();
  captured = captureContext();
  heard = new Map();
});
afterEach(() => {
  captured.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const listener = { on: (event: string, run: Run) => void heard.set(event, run) };
/** Each widget as it publishes itself. */
const WIDGETS: Readonly<Record<string, readonly [global: string, api: unknown]>> = {
  intercom: ['Intercom', (event: string, run: Run) => void heard.set(event, run)],
  zendesk: ['zE', (command: string, event: string, run: Run) => command === 'messenger:on' && heard.set(event, run)],
  tawk: ['Tawk_API', {}],
  crisp: ['$crisp', { push: ([, event, run]: [string, string, Run]) => void heard.set(event, run) }],
  hubspot: ['HubSpotConversations', listener],
  livechat: ['LiveChatWidget', listener],
  tidio: ['tidioChatApi', listener],
  drift: ['drift', listener],
};

function put(name: string): void {
  const [global, api] = WIDGETS[name] ?? [];
  if (global) vi.stubGlobal(global, api);
}
function start(): void {
  support().capture?.(captured.context);
}
/** What a widget says of itself; one that says it to the window has no callbacks. */
function say(event: string, payload?: unknown): void {
  const run = heard.get(event);
  if (run) run(payload);
  else window.dispatchEvent(new CustomEvent(event));
}

const from = (type: string) => ({ type: 'message', author: { type } });

it.each([
  ['intercom', [['onShow'], ['onUnreadCountChange', 0], ['onUnreadCountChange', 2], ['onHide']], 'open answer close'],
  [
    'zendesk',
    [['open'], ['conversationStarted'], ['conversationWithAgentAssigned'], ['unreadMessages', 1], ['close']],
    'open start handover answer close',
  ],
  [
    'tawk',
    [
      ['tawkChatMaximized'],
      ['tawkChatStarted'],
      ['tawkAgentJoinChat'],
      ['tawkChatMessageAgent'],
      ['tawkChatEnded'],
      ['tawkChatMinimized'],
    ],
    'open start handover answer end close',
  ],
  [
    'crisp',
    [['chat:opened'], ['message:sent'], ['message:sent'], ['message:received'], ['chat:closed']],
    'open start answer close',
  ],
  [
    'hubspot',
    [['conversationStarted'], ['unreadConversationCountChanged', { unreadCount: 1 }], ['conversationClosed']],
    'start answer end',
  ],
  [
    'livechat',
    [
      ['visibility_changed', { visibility: 'maximized' }],
      ['new_event', { type: 'file', author: { type: 'agent' } }],
      ['new_event', from('customer')],
      ['new_event', from('agent')],
      ['visibility_changed', { visibility: 'hidden' }],
      ['visibility_changed', { visibility: 'minimized' }],
    ],
    'open start answer close',
  ],
  ['tidio', [['open'], ['conversationStart'], ['messageFromOperator'], ['close']], 'open start answer close'],
  ['drift', [['chatOpen'], ['startConversation'], ['message'], ['chatClose']], 'open start answer close'],
] as const)('hears %s', (name, events, expected) => {
  put(name);
  start();
  for (const [event, payload] of events as readonly (readonly [string, unknown?])[]) say(event, payload);
  const told = captured.tracked.map(({ type }) => (type === 'contact_support' ? 'start' : type.replace('chat_', '')));
  expect(told.join(' ')).toBe(expected);
  const others = captured.tracked.filter(({ type }) => type !== 'contact_support');
  expect(new Set(others.map(({ data }) => data.widget))).toEqual(new Set([name]));
});

it('says how long the visitor waited for the first answer of each conversation', () => {
  put('hubspot');
  start();
  for (const waitedMs of [40_000, 5_000]) {
    say('conversationStarted');
    vi.advanceTimersByTime(waitedMs);
    for (const unreadCount of [1, 2]) say('unreadConversationCountChanged', { unreadCount });
    say('conversationClosed');
  }
  const answers = captured.tracked.filter(({ type }) => type === 'chat_answer');
  expect(answers.map(({ data }) => data.waited_ms)).toEqual([40_000, 5_000]);
  expect(captured.tracked[0]).toEqual({ type: 'contact_support', data: { method: 'chat', topic: 'hubspot' } });
});

describe('a chat that goes on over pages', () => {
  /** Another page of a visitor of whom this is known, in the same visit. */
  function turn(person: Visitor): void {
    captured.stop();
    captured = captureContext();
    heard = new Map();
    const { context } = captured;
    const track: CaptureContext['track'] = (type, data) => {
      person.tell(type, data);
      return context.track(type, data);
    };
    support().capture?.({
      ...{ signal: context.signal, site: context.site, problem: context.problem, track },
      get profile() {
        return person.profile;
      },
    });
  }
  interface Visitor {
    readonly profile: Profile;
    tell(type: string, data: object): void;
  }
  function customer(): Visitor {
    const rules = gatherRules([commerce(), support()]);
    let profile = initialProfile(rules, 'visitor');
    let count = 0;
    return {
      get profile() {
        return profile;
      },
      tell(type, data) {
        const said = { id: `t${++count}`, at: Date.now(), url: 'https://shop.example/', by: 'support', type, data };
        const { touchpoint } = admit(rules, said);
        profile = advance(rules, profile, Date.now(), touchpoint, { seq: count, purposes: [] }).profile;
      },
    };
  }
  const told = () => captured.tracked.map(({ type, data }) => [type, data.waited_ms]);

  beforeEach(() => put('crisp'));

  it('is one question with one first answer', () => {
    const person = customer();
    turn(person);
    say('message:sent');
    vi.advanceTimersByTime(60_000);
    turn(person);
    say('chat:opened');
    say('message:sent');
    vi.advanceTimersByTime(30_000);
    say('message:received');
    expect(told()).toEqual([
      ['chat_open', undefined],
      ['chat_answer', 90_000],
    ]);
    turn(person);
    say('message:received');
    say('message:sent');
    expect(told()).toEqual([]);
  });

  it('is another after it ended, in another widget, and in another visit', () => {
    const person = customer();
    turn(person);
    say('message:sent');
    person.tell('chat_end', { widget: 'crisp' });
    turn(person);
    say('message:sent');
    expect(told()).toEqual([['contact_support', undefined]]);
    vi.unstubAllGlobals();
    put('tidio');
    turn(person);
    say('conversationStart');
    expect(told()).toEqual([['contact_support', undefined]]);
    vi.advanceTimersByTime(31 * 60_000);
    turn(person);
    say('conversationStart');
    expect(told()).toEqual([['contact_support', undefined]]);
  });

  it('is another in another visit on a page that stays', () => {
    turn(customer());
    for (const waitedMs of [1_000, 5_000]) {
      say('message:sent');
      vi.advanceTimersByTime(waitedMs);
      say('message:received');
      say('message:sent');
      vi.advanceTimersByTime(31 * 60_000);
    }
    expect(told()).toEqual([
      ['contact_support', undefined],
      ['chat_answer', 1_000],
      ['contact_support', undefined],
      ['chat_answer', 5_000],
    ]);
  });
});

it('remembers at most eight chats, whatever it is told', () => {
  const { slice } = support();
  if (slice?.name !== 'support') throw new Error('no slice');
  const types = ['contact_support', 'chat_answer', 'chat_end', 'page_view'];
  const widget = fc.oneof(fc.constantFrom('crisp', '__proto__'), fc.string(), fc.jsonValue());
  const act = fc.record({
    type: fc.constantFrom(...types),
    by: fc.constantFrom('support', 'support', 'site'),
    at: fc.nat(),
    session: fc.constantFrom('s1', 's2'),
    data: fc.oneof(
      fc.record({ widget, topic: widget, method: fc.constant('chat') }),
      fc.jsonValue().map(value => Object(value)),
    ),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), acts => {
      let state = freeze(slice.initial);
      for (const one of acts) {
        const next = freeze(slice.reduce(state, freeze(one) as unknown as Touchpoint, {} as never));
        if (one.by !== 'support' || one.type === 'page_view') expect(next).toBe(state);
        expect(JSON.parse(JSON.stringify(next))).toStrictEqual(next);
        state = next;
      }
      expect(state.chats.length).toBeLessThanOrEqual(8);
    }),
  );
});

it('finds a widget that comes late, and hears it once', () => {
  start();
  put('drift');
  const on = vi.spyOn(listener, 'on');
  vi.advanceTimersByTime(120_000);
  window.dispatchEvent(new Event('load'));
  say('chatOpen');
  expect(captured.tracked).toHaveLength(1);
  expect(on).toHaveBeenCalledTimes(4);
});

it('does without events that a widget does not have', () => {
  vi.stubGlobal('drift', {
    on: (event: string, run: Run) => {
      if (event === 'chatOpen') throw new Error('No such event');
      heard.set(event, run);
    },
  });
  start();
  say('chatClose');
  expect(captured.tracked).toEqual([{ type: 'chat_close', data: { widget: 'drift' } }]);
});

it('tells nothing of what is said, and nothing after a stop', () => {
  put('crisp');
  start();
  say('message:received', { content: 'cAnArY' });
  captured.stop();
  say('chat:opened');
  expect(captured.tracked).toEqual([{ type: 'chat_answer', data: { widget: 'crisp' } }]);
});
