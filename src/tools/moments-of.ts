import { NOTHING, type Shown, show } from '../stages/shown.js';
import type { Label } from './metrics.js';
import type { Visit } from './visits.js';

/** The moment after a touchpoint, before the first order of its visit; `y`: an order comes later in the visit. */
export interface Moment {
  readonly visitor: string;
  readonly shown: Shown;
  readonly y: Label;
}

/** Every moment of every visit, with what was shown up to then. Pure. */
export function momentsOf(visits: readonly Visit[]): readonly Moment[] {
  const moments: Moment[] = [];
  const known = new Map<string, Shown>();
  for (const visit of visits) {
    const { visitor, session, acts } = visit;
    let shown = known.get(visitor) ?? NOTHING;
    let isBefore = true;
    for (const act of acts) {
      shown = show(shown, act, session);
      isBefore &&= act.type !== 'purchase';
      if (isBefore) moments.push({ visitor, shown, y: isBuying(visit) ? 1 : 0 });
    }
    known.set(visitor, shown);
  }
  return moments;
}

/** Whether a visit has an order. Pure. */
export function isBuying({ acts }: Visit): boolean {
  return acts.some(({ type }) => type === 'purchase');
}
