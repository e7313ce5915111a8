import type { Touchpoint } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import { detailOf } from './detail.js';
import type { Inspected } from './inspected.js';
import { type Sketch, sketch } from './sketch.js';
import { plain, timeOf } from './words.js';

interface Line {
  readonly at: number;
  readonly name: string;
  readonly detail: string;
}

const DECISIONS = 15;

/** Decisions made on this page, and when other triggers fired last; newest first. */
export function showDecisions(
  { profile, plugins }: Inspected,
  decisions: readonly Decision[],
  now: number,
): readonly Sketch[] {
  const made: readonly Line[] = decisions.map(({ at, name, data }) => ({ at, name, detail: detailOf(data) }));
  const triggers = plugins.flatMap(plugin => plugin.triggers ?? []);
  const earlier = Object.entries(profile.fired).flatMap(([trigger, { at }]) => {
    if (decisions.some(decision => decision.trigger === trigger)) return [];
    const name = triggers.find(other => other.name === trigger)?.decision ?? trigger;
    // `audience-enter-buyers` makes `audience.enter`: what it adds is worth saying.
    const added = trigger.split(`${name.replace('.', '-')}-`)[1];
    return { at, name, detail: `${added ? `${added}, ` : ''}earlier` };
  });
  const all = [...made, ...earlier].sort((a, b) => b.at - a.at).slice(0, DECISIONS);
  return rows(all, ({ at, name, detail }) => [timeOf(at, now), sketch('code', name), detail]);
}

/** What happened on this page, newest first. */
export function showTouchpoints(touchpoints: readonly Touchpoint[], now: number): readonly Sketch[] {
  return rows(touchpoints, ({ at, type, data }) => [timeOf(at, now), sketch('b', plain(type)), detailOf(data)]);
}

/** One line for each, or nothing. */
function rows<T>(
  entries: readonly T[],
  read: (entry: T) => readonly [time: string, name: Sketch, detail: string],
): readonly Sketch[] {
  const lines = entries.map(entry => {
    const [time, name, detail] = read(entry);
    return sketch('li.row', [sketch('time', time), sketch('div', [name, sketch('span', detail)])]);
  });
  return lines.length ? [sketch('ol', lines)] : [];
}
