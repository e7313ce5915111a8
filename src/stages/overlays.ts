import type { Profile } from '../core/profile.js';
import type { Overlay } from '../core/stage.js';

/** What is read of slices that may not be there: moments, epoch ms. */
interface Known {
  /** Since when a friction or an issue is open. */
  readonly care?: { readonly frictionAt?: unknown; readonly issueAt?: unknown };
  /** From when the visitor is at risk, and lapsed. */
  readonly rhythm?: { readonly riskFrom?: unknown; readonly lapsesAt?: unknown };
}

/** What holds beside the stage, as far as the slices `care` and `rhythm` are there to say it. Pure; takes odd slices. */
export function overlaysOf(slices: Profile['slices'], isPassive: boolean, now: number): readonly Overlay[] {
  // Nothing here needs their owners, which come after this folder.
  const { care, rhythm } = slices as Known;
  const isPast = (at: unknown) => typeof at === 'number' && at <= now;
  const isLapsed = isPast(rhythm?.lapsesAt);
  const overlays: readonly (readonly [Overlay, boolean])[] = [
    ['passive', isPassive],
    ['friction-open', isPast(care?.frictionAt)],
    ['issue-open', isPast(care?.issueAt)],
    ['at-risk', !isLapsed && isPast(rhythm?.riskFrom)],
    ['lapsed', isLapsed],
  ];
  return overlays.flatMap(([overlay, holds]) => (holds ? overlay : []));
}
