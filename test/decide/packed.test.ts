import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from '../../src/decide/packed.js';

it('gives back every number that was packed', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), numbers => {
      expect([...unpack(pack(numbers))]).toEqual(numbers);
    }),
  );
});

it('takes a character for a small number, and none that JSON has to escape', () => {
  expect(pack([0, 25])).toHaveLength(2);
  expect(pack([26])).toHaveLength(2);
  const text = pack(Array.from({ length: 800 }, (_, number) => number));
  expect(JSON.stringify(text)).toHaveLength(text.length + 2);
});
