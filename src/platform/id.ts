/** A number from 0 to 1 that nobody can guess. */
export function random(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

/** An id nobody else draws: 124 bits, 24 characters of base 36. */
export function drawId(draw: () => number): string {
  const part = (): string =>
    Math.floor(draw() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');
  return part() + part() + part() + part();
}
