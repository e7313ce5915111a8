import type { Touchpoint } from '../core/touchpoint.js';
import { fakeClock } from '../testing/fake-clock.js';
import type { JourneyStep } from '../testing/play.js';
import { append } from './append.js';
import type { Click } from './click-formats.js';
import { readClicks } from './clickstreams.js';
import { readLogs } from './read-logs.js';
import { readText } from './read-rows.js';

/** Something that happened; without anything, time passed. */
export interface Happening {
  /** Epoch ms. */
  readonly now: number;
  /** As the log holds it: checked, redacted and normalized. */
  readonly logged?: Touchpoint;
  /** As a site tells it. */
  readonly told?: { readonly type: string; readonly data: object; readonly url?: string };
}

/** What happened to visitors, oldest first. */
export interface Journeys {
  readonly note: string;
  readonly visitors: ReadonlyMap<string, readonly Happening[]>;
}

/**
 * Reads journeys from a file: what `waymark.export()` returned, rows of a log or batches of `http()` as JSON or a line each,
 * steps as `play` takes them, or a clickstream (CSV). `.gz` too. Throws where it is none of these.
 */
export function readJourneys(path: string): Journeys {
  const content = readText(path);
  if (!/^\s*[[{]/.test(content)) return ofClicks(path);
  const steps = stepsIn(content);
  if (steps) return { note: 'a journey as `play` takes it', visitors: new Map([['visitor', ofSteps(steps)]]) };
  const { visitors } = readLogs([path]);
  const told = [...visitors].map(([visitor, rows]) => {
    const logged = rows.flatMap(({ now, touchpoint }) => (touchpoint ? { now, logged: touchpoint } : []));
    return [visitor, logged] as const;
  });
  return { note: 'a log; what is in it is not normalized again', visitors: new Map(told) };
}

/** What a clickstream tells of one click. */
export function dataOf({ type, item, at: moment }: Click, index: number): object {
  const items = item ? [item] : [];
  const value = item?.price ?? 0;
  if (type === 'purchase') return { transaction_id: `${moment}-${index}`, currency: 'EUR', value, items };
  return item ? { currency: 'EUR', value, items } : {};
}

function ofClicks(path: string): Journeys {
  const { note, clicks } = readClicks(path);
  const visitors = new Map<string, Happening[]>();
  for (const [index, click] of clicks.entries()) {
    const { visitor, at: now, type } = click;
    append(visitors, visitor, { now, told: { type, data: dataOf(click, index) } });
  }
  return { note, visitors };
}

/** Steps say when they come after each other, and a log says when they came. */
function stepsIn(content: string): readonly JourneyStep[] | null {
  try {
    const list: unknown = JSON.parse(content);
    const isSteps = (step: object): boolean =>
      ('type' in step || 'after' in step) && !('at' in step || 'now' in step || 'seq' in step || 'ts' in step);
    return Array.isArray(list) && list.length > 0 && list.every(step => isSteps(Object(step))) ? list : null;
  } catch {
    // A line each.
    return null;
  }
}

function ofSteps(steps: readonly JourneyStep[]): readonly Happening[] {
  const clock = fakeClock();
  return steps.map(({ after = 1_000, type, data = {}, url }) => {
    clock.pass(after);
    const told = type === undefined ? {} : { told: { type, data, ...(url !== undefined && { url }) } };
    return { now: clock.now(), ...told };
  });
}
