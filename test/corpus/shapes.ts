import type { Draw } from './draw.js';

const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const UPPER = LOWER.toUpperCase();

/** What machines draw, by the letter it has in a template. */
export const SECRET_SHAPES: Readonly<Record<string, (draw: Draw, length: number) => string>> = {
  a: ({ opaque }, length) => opaque(length),
  d: ({ digits }, length) => digits(length),
  g: draw => [8, 4, 4, 4, 12].map(length => many(draw, length, HEX)).join('-'),
  l: (draw, length) => `${many(draw, length - 2, LOWER)}k7`,
  n: ({ digits }, length) => digits(length),
  s: (draw, length) => many(draw, length, 'abcdefghijklmnopqrstuvwxyz234567'),
  u: (draw, length) => `${draw.opaque(length - 12)}-${draw.opaque(5)}_${draw.opaque(5)}`,
  w: draw => draw.canary(),
  x: (draw, length) => `${many(draw, length - 2, HEX)}c7`,
  z: (draw, length) => `${many(draw, length - 2, UPPER)}K7`,
};

function many({ below }: Draw, length: number, letters: string): string {
  return Array.from({ length }, () => letters[below(letters.length)]).join('');
}
