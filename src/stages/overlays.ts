import type { Profile } from '../core/profile.js';
import type { Overlay } from '../core/stage.js';
import type {} from '../learn/care.js';
import type {} from '../learn/rhythm.js';

/** What holds beside the stage, as far as the slices `care` and `rhythm` are there to say it. Pure; takes odd slices. */
export function overlaysOf({ care, rhythm }: Profile['slices'], isPassive: boolean, now: number): readonly Overlay[] {
  // A correction may have left a slice odd.
  const isPast = (at: unknown) => typeof at === 'number' && at <= now;
  const overlays: Overlay[] = [];
  if (isPassive) overlays.push('passive');
  if (isPast(care?.frictionAt)) overlays.push('friction-open');
  if (isPast(care?.issueAt)) overlays.push('issue-open');
  if (isPast(rhythm?.lapsesAt)) overlays.push('lapsed');
  else if (isPast(rhythm?.riskFrom)) overlays.push('at-risk');
  return overlays;
}
