/** An id nobody else draws: 124 bits, 24 characters of base 36. `roll` gives numbers from 0 to 1; by default nobody can guess them. */
export function drawId(roll?: () => number): string {
  const numbers = roll
    ? [roll(), roll(), roll(), roll()]
    : Array.from(crypto.getRandomValues(new Uint32Array(4)), number => number / 2 ** 32);
  return numbers
    .map(number =>
      Math.floor(number * 36 ** 6)
        .toString(36)
        .padStart(6, '0'),
    )
    .join('');
}
