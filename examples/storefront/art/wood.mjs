/**
 * Straight grain: fine, slightly bent lines from top to bottom. Pure; the same seed draws the same board.
 *
 * @param {{ left: number, top: number, width: number, height: number, lines: number, seed: number }} board
 * @returns {string} Path data.
 */
export function grain({ left, top, width, height, lines, seed }) {
  const random = randomFrom(seed);
  const step = width / lines;
  return Array.from({ length: lines }, (_, index) => {
    const x = left + step * (index + 0.2 + random() * 0.6);
    const bend = (random() - 0.5) * 14;
    return `M${round(x)} ${top}q${round(bend)} ${round(height / 2)} ${round(bend / 3)} ${height}`;
  }).join('');
}

/** Numbers from 0 to 1 that repeat for a seed. Source: Numerical Recipes, the quick linear congruential generator. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Tenths of a millimetre are finer than any screen shows. */
export function round(value) {
  return Math.round(value * 10) / 10;
}
