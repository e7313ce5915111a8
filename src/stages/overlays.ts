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
  const overlays: Overlay[] = [];
  if (isPassive) overlays.push('passive');
  if (isPast(care?.frictionAt)) overlays.push('friction-open');
  if (isPast(care?.issueAt)) overlays.push('issue-open');
  if (isPast(rhythm?.lapsesAt)) overlays.push('lapsed');
  else if (isPast(rhythm?.riskFrom)) overlays.push('at-risk');
  return overlays;
}
