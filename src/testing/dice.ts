/** Numbers from 0 to below 1. */
export type Dice = () => number;

/** Numbers that are always the same for a seed. Source: linear congruential generator, Knuth and Lewis, in Numerical Recipes. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One of these; `undefined` for an empty list. */
export function oneOf<T>(list: readonly T[], dice: Dice): T | undefined {
  return list[Math.floor(dice() * list.length)];
}
