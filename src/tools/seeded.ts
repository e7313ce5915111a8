/** Random numbers from 0 to 1 that are the same in every run. Source: xorshift32, Marsaglia, J. Stat. Software 8 (2003). */
export function seeded(seed: number): () => number {
  // The first draws of small seeds resemble each other; a large odd step sets them apart, and nought would stay nought.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const draw = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let n = 0; n < 8; n++) draw();
  return draw;
}
