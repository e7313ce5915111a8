// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { dropGap, findGap, type Gap, leaveGap, takeGap } from '../../src/runtime/gap.js';
import { tap, waitingRow } from './builders.js';

const { purposes } = waitingRow(1);
const touchpoint = tap('w1');
const gap: Gap = {
  id: 'gap-1',
  rows: [{ touchpoint, purposes }],
  consent: { choice: { analytics: 'granted' }, at: 1, source: 'site' },
};

afterEach(() => {
  localStorage.clear();
});

it('finds what a page left, as it was', () => {
  leaveGap('waymark:x', gap);
  expect(findGap('waymark:x')).toEqual(gap);
  dropGap('waymark:x');
  expect(findGap('waymark:x')).toBeNull();
});

it.each(['{', '7', '{"rows":1}', '{"rows":[],"id":{}}', '{"rows":[],"id":"x","consent":{"at":"now"}}'])(
  'takes %s for nothing and removes it',
  text => {
    localStorage.setItem('waymark:x', text);
    expect(findGap('waymark:x')).toBeNull();
    expect(localStorage.length).toBe(0);
  },
);

it('takes in the rows that are whole, and no others', async () => {
  const store = memoryStore();
  const rows = [7, null, {}, { touchpoint: { id: 1 }, purposes }, { touchpoint, purposes }] as unknown as Gap['rows'];
  await takeGap('waymark:x', { ...gap, rows }, store, 'epoch', 5);
  const [inbox] = await store.read([], [{ name: 'inbox' }]);
  expect(inbox).toMatchObject([{ touchpoint, n: 4 }]);
});

it('puts the rows into the inbox once, whoever takes them in, and empties the entry', async () => {
  const store = memoryStore();
  for (let tab = 0; tab < 2; tab++) {
    leaveGap('waymark:x', gap);
    await takeGap('waymark:x', gap, store, 'epoch', 5);
  }
  const [inbox] = await store.read([], [{ name: 'inbox' }]);
  expect(inbox).toEqual([{ touchpoint, purposes, tab: 'gap-1', n: 0, epoch: 'epoch', at: 5 }]);
  expect(localStorage.length).toBe(0);
});
