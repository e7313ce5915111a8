import { expect, it } from 'vitest';
import { choose } from './choose.mjs';

const NAMES = ['heap', 'calls', 'busyPage'];

it('takes everything where nothing is named', () => {
  expect(choose(NAMES, [])).toEqual({ isFull: false, isHelp: false, unknown: [], chosen: NAMES });
  expect(choose(NAMES, ['--full'])).toMatchObject({ isFull: true, chosen: NAMES });
});

it('takes what is named, with commas or a word each, in the order of the table', () => {
  expect(choose(NAMES, ['--only', 'busyPage,heap']).chosen).toEqual(['heap', 'busyPage']);
  expect(choose(NAMES, ['--only', 'busyPage', 'heap', '--full'])).toMatchObject({
    chosen: ['heap', 'busyPage'],
    unknown: [],
  });
});

it('names what it does not know', () => {
  expect(choose(NAMES, ['--only', 'heap,busy', '--fast']).unknown).toEqual(['--fast', 'busy']);
  expect(choose(NAMES, ['--only']).unknown).toEqual(['--only without a name']);
});
