const LETTERS = 'bcdfghjklmnpqrstvwxz';

/** A random function, 0 to 1, the same for the same seed. Source: mulberry32, T. Ettinger, public domain. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many pauses of 0 to `most` ms, whole, a third of them none. */
export function pauses(random, { count = 64, most = 12 } = {}) {
  return Array.from({ length: count }, () => (random() < 1 / 3 ? 0 : Math.ceil(random() * most)));
}

/** An ordinary word that nobody else says. */
export function word(random) {
  return `q${Array.from({ length: 11 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('')}`;
}
