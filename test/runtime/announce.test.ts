import { expect, it, vi } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import type { Row } from '../../src/core/touchpoint.js';
import { createAnnouncer } from '../../src/runtime/announce.js';
import { createBus } from '../../src/runtime/bus.js';
import type { Shell } from '../../src/runtime/shell.js';
import { tap } from './builders.js';

const profile = {} as Profile;

function pageOf() {
  const bus = createBus();
  const causing = vi.fn((_: unknown, run: () => void) => run());
  const rules = { plugins: [], triggers: [] };
  const shell = { bus, causing, now: () => 7, rules, consent: {}, options: {} } as unknown as Shell;
  const page = createAnnouncer(shell, { profile: () => profile, ahead: () => [] }, new AbortController().signal);
  return { bus, causing, page };
}

const rowOf = (seq: number): Row => ({ seq, now: seq, purposes: [], touchpoint: tap(`t${seq}`), decisions: [] });

it('knows which rows this page recorded, each once, whoever gave them a place', () => {
  const { page } = pageOf();
  for (const seq of [1, 2]) page.expect(tap(`t${seq}`));
  expect(page.take([rowOf(2), rowOf(3)], [rowOf(1)]).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(page.take([], [rowOf(1)])).toEqual([]);
  expect(page.captured).toEqual({ [tap('t1').type]: { [tap('t1').by]: 2 } });
});

it('keeps the last hundred rows for a page that leaves, until it is told to forget', () => {
  const { page } = pageOf();
  page.take(
    Array.from({ length: 120 }, (_, index) => rowOf(index)),
    [],
  );
  expect([page.recent.length, page.recent[0]?.seq]).toEqual([100, 20]);
  page.forget();
  expect(page.recent).toEqual([]);
});

it('tells listeners of each row in order, as the cause of what they track meanwhile', () => {
  const { bus, causing, page } = pageOf();
  const heard: string[] = [];
  bus.on('touchpoint', ({ id }) => void heard.push(id));
  page.tell([rowOf(1), { ...rowOf(2), touchpoint: null }, rowOf(3)]);
  expect(heard).toEqual(['t1', 't3']);
  expect(causing.mock.calls.map(([ids]) => ids)).toEqual([['t1'], [undefined], ['t3']]);
});

it('says how it stands now, with what is known now', () => {
  const { page } = pageOf();
  expect(page.situation(tap('t1'))).toEqual({
    now: 7,
    profile,
    before: profile,
    touchpoint: tap('t1'),
    stageChange: null,
  });
});
