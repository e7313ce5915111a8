import type { Profile } from '../core/profile.js';
import type { Rules } from '../core/rules.js';
import { nextWake } from '../core/trigger.js';

/** Runs at each moment after `from` and before `to` at which time alone makes something due, by the profile as it is then. */
export function eachWake(
  { triggers }: Rules,
  { profile, from, to }: { profile(): Profile; readonly from: number; readonly to: number },
  run: (wake: number) => void,
): void {
  for (
    let wake = nextWake(triggers, profile(), from);
    wake !== null && wake < to;
    wake = nextWake(triggers, profile(), wake)
  )
    run(wake);
}
