import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CooccurrenceFile, cooccurrence } from '../../src/decide/cooccurrence.js';
import type { ItemId } from '../../src/decide/newest-first.js';
import { unpack } from '../../src/decide/packed.js';
import { pairsOf } from '../../src/decide/pairs-of.js';

const fileOf = (sessions: readonly (readonly ItemId[])[]): CooccurrenceFile =>
  cooccurrence(sessions, { maxBytes: 1_000_000 });

/** As the file says it: every pair in both lists, and all lists sorted. */
function plainly({ ids, isText, order, counts, degrees, gaps, weights }: CooccurrenceFile) {
  let sum = 0;
  const sorted = typeof ids === 'string' ? [...unpack(ids)].map(gap => (sum += gap)) : ids;
  const all = sorted.map(id => (isText && typeof ids === 'string' ? `${id}` : id));
  const placed = [...unpack(order)].map(rank => all[rank] ?? '');
  const [levels, apart, together] = [unpack(counts), [...unpack(gaps)], [...unpack(weights)]];
  const lists = placed.map((): [ItemId, number][] => []);
  for (const [from, degree] of [...unpack(degrees)].entries()) {
    let to = from;
    for (let left = degree; left > 0; left--) {
      to += (apart.shift() ?? 0) + 1;
      const weight = together.shift() ?? 0;
      for (const [a, b] of [
        [from, to],
        [to, from],
      ] as const)
        lists[a]?.push([placed[b] ?? '', 2 ** (weight - (levels[a] ?? 0) / 2 - (levels[b] ?? 0) * 0.15)]);
    }
  }
  const popular = placed
    .map((id, place) => [id, levels[place] ?? 0] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([id]) => id);
  return { placed, popular, lists: lists.map(list => list.sort((a, b) => b[1] - a[1])) };
}

const id = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 0, max: 30 }).map(number => `${number}`),
  fc.constantFrom('cedar', 'night', '07', '1e3', '-1', '__proto__', 9e14),
);
const kinds = fc.oneof(
  fc.array(fc.array(id, { maxLength: 8 }), { maxLength: 12 }),
  fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), { maxLength: 20 }),
);

it('finds the neighbours of every product that a plain reading of the file finds, in the same order', () => {
  fc.assert(
    fc.property(kinds, sessions => {
      const file: CooccurrenceFile = JSON.parse(JSON.stringify(fileOf(sessions)));
      const { placed, popular, lists } = plainly(file);
      const pairs = pairsOf(file);
      for (const [place, one] of placed.entries()) {
        expect([pairs.placeOf(one), pairs.placeOf(`${one}`), pairs.idAt(place)]).toEqual([place, place, one]);
        expect(pairs.near(place).map(([other, score]) => [pairs.idAt(other), score])).toEqual(lists[place]);
      }
      expect(pairs.popular()).toEqual(popular.slice(0, 100));
    }),
    { numRuns: 300 },
  );
});

it('keeps a hundred neighbours and a hundred popular products at most', () => {
  const { near, placeOf, popular } = pairsOf(fileOf(Array.from({ length: 300 }, (_, other) => ['cedar', `x${other}`])));
  expect([near(placeOf('cedar')).length, popular().length]).toEqual([100, 100]);
});

it('knows no id that is only written like one', () => {
  const { near, placeOf } = pairsOf(
    fileOf([
      [7, 9],
      [7, 10],
    ]),
  );
  expect([7, '7', '07', '7.0', '', 'x', 8, 99, Number.NaN].map(one => placeOf(one) >= 0)).toEqual([
    ...[true, true],
    ...[false, false, false, false, false, false, false],
  ]);
  expect(near(placeOf('x'))).toEqual([]);
});

it('comes to an end with a file that is spoiled', () => {
  const file = fileOf([
    ['a', 'b'],
    ['b', 'c'],
  ]);
  const spoiled = { ...file, degrees: '\u0000\u0001\u0002', gaps: '', order: file.order.slice(1) };
  expect(pairsOf(spoiled).near(0)).toEqual([]);
  // Some ten million neighbours, of which it holds two.
  expect(pairsOf({ ...file, degrees: `~~~~~${file.degrees}` }).near(0)).toHaveLength(2);
});
