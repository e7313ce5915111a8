/** An id nobody else draws: 124 bits, 24 characters of base 36. `roll` gives numbers from 0 to 1; by default nobody can guess them. */
export function drawId(roll?: () => number): string {
  return (roll ? [roll(), roll(), roll(), roll()] : draws())
    .map(number =>
      Math.floor(number * 36 ** 6)
        .toString(36)
        .padStart(6, '0'),
    )
    .join('');
}

/** What was drawn and not used: to ask for it takes as long as all the rest. */
let drawn: number[] = [];

function draws(): readonly number[] {
  try {
    if (!drawn.length) drawn = [...crypto.getRandomValues(new Uint32Array(64))];
    return drawn.splice(0, 4).map(number => number / 2 ** 32);
  } catch {
    // A page without it still needs ids; that somebody could guess them is the smaller harm.
    return [0, 0, 0, 0].map(Math.random);
  }
}
