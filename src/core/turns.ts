import type { Profile } from './profile.js';

/** Two triggers of which one enters what the other leaves. */
export interface Turns {
  /** Name of the trigger that enters. */
  readonly enter: string;
  /** Name of the trigger that leaves. */
  readonly leave: string;
  /** Pure. Whether it was entered and not left since, whatever the clock says. */
  isIn(profile: Profile): boolean;
}

/** The triggers of a thing that is entered and left by turns, such as a segment of a name. Pure. */
export function turnsOf(noun: string, name: string): Turns {
  const enter = `${noun}-enter-${name}`;
  const leave = `${noun}-leave-${name}`;
  return {
    enter,
    leave,
    isIn: ({ fired }) => (fired[enter]?.times ?? 0) > (fired[leave]?.times ?? 0),
  };
}
