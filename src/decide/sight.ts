import type { Profile } from '../core/profile.js';
import type { Likelihood } from '../core/stage.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type {} from '../learn/recent.js';
import { MINUTE_MS } from './fits.js';

/** What a rule looks at; every `Situation` is one. */
export interface Sight {
  /** Epoch ms. */
  readonly now: number;
  readonly profile: Profile;
  /** `null`, or none, when time alone asks. */
  readonly touchpoint?: Touchpoint | null;
}

/** What no profile holds. */
export interface Terms {
  /** Minutes ahead of UTC where the visitor's clock is unknown, such as those of the shop. Default 0. */
  readonly offsetMinutes?: number;
  /** Pure. Answers the scores `buy` and `abandon`, such as that of a stage model. Default: unknown. */
  likelihood?(profile: Profile, now: number): Pick<Likelihood, 'buy' | 'abandon'> | null;
}

/** How far the visitor's clock is ahead of UTC, ms. Pure. */
export function offsetMs({ slices }: Pick<Profile, 'slices'>, { offsetMinutes = 0 }: Terms): number {
  return (slices.recent?.offsetMinutes ?? offsetMinutes) * MINUTE_MS;
}
