import type { SequenceChannel } from '../../src/decide/sequence.js';

/** A sequence as the interpreter knows it: times in ms, conditions as touchpoint types. */
export interface Told {
  readonly startsOn: string;
  /** `null` for the default, an order. */
  readonly exitsOn: string | null;
  readonly rest: number | null;
  readonly from: number;
  readonly until: number;
  readonly steps: readonly {
    readonly name: string;
    readonly channel: SequenceChannel;
    readonly delay: number;
    /** Waits until a search was made. */
    readonly afterSearch: boolean;
  }[];
}

/** What has happened at a moment: a touchpoint type, or `null` for nothing but time. */
export type Event = readonly [now: number, type: string | null];

interface Run {
  readonly startedAt: number;
  /** Steps behind us. */
  passed: number;
  /** When the last of them was passed. */
  at: number;
}

/** What a sequence decides, told a second time: by a cursor that moves, instead of what the profile remembers. */
export function interpret(told: Told, events: readonly Event[]): readonly string[] {
  const out: string[] = [];
  let run: Run | null = null;
  let lastStart: number | null = null;
  let issue = false;
  let searched = false;
  /** Channels the visitor is not to be told by. */
  let unwished: readonly string[] = [];
  for (const [now, type] of events) {
    if (type === 'contact_support') issue = true;
    if (type === 'solve_issue') issue = false;
    if (type === 'search') searched = true;
    // Declared without a field, it takes back what was said before.
    if (type === 'contact_wish') unwished = [];
    if (type === 'unsubscribe') unwished = ['email'];
    const lastMail = told.steps.map(step => step.channel !== 'page').lastIndexOf(true);
    if (!run) {
      const isRested: boolean = lastStart === null || (told.rest !== null && now - lastStart >= told.rest);
      const isUnwished = told.steps.some(({ channel }) => unwished.includes(channel));
      const isBarred = (lastMail >= 0 && issue) || isUnwished || type === told.exitsOn;
      if (type !== told.startsOn || !isRested || isBarred || now < told.from || now >= told.until) continue;
      run = { startedAt: now, passed: 0, at: now };
      lastStart = now;
      const due = told.steps.map((step, index) => [step.name, step.channel, now + planned(told, index)] as const);
      out.push(`${now} plan ${JSON.stringify(due.filter(([, , at]) => at < told.until))}`);
      continue;
    }
    const { startedAt }: Run = run;
    for (const [index, step] of told.steps.entries()) {
      if (index < run.passed || step.channel === 'page' || now < startedAt + planned(told, index)) continue;
      run.passed = index + 1;
      run.at = startedAt + planned(told, index);
    }
    let reason = '';
    if (issue && lastMail >= run.passed) reason = 'open-issue';
    if (told.steps.slice(run.passed).some(({ channel }) => unwished.includes(channel))) reason = 'wish';
    if (run.passed === told.steps.length) reason = 'done';
    if (told.exitsOn && type === told.exitsOn) reason = 'exit';
    if (!told.exitsOn && told.startsOn !== 'purchase' && type === 'purchase') reason = 'converted';
    if (now >= told.until) reason = 'over';
    if (reason) {
      out.push(`${now} exit ${reason}`);
      run = null;
      continue;
    }
    const step = told.steps[run.passed];
    if (step?.channel !== 'page' || issue || now < run.at + step.delay || (step.afterSearch && !searched)) continue;
    out.push(`${now} step ${step.name} ${run.at + step.delay}`);
    run = { startedAt, passed: run.passed + 1, at: now };
  }
  return out;
}

/** When a step is due after the start, when nothing is late. */
function planned({ steps }: Told, index: number): number {
  return steps.slice(0, index + 1).reduce((sum, { delay }) => sum + delay, 0);
}
