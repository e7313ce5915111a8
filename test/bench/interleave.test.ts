import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { interleave } from './interleave.mjs';

const WHOLE = { rounds: 4, ms: 100_000 };
let order: string[];

beforeEach(() => {
  order = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** A subject whose turns do this. */
function entry(name: string, run: (round: number) => Promise<unknown> = async () => {}, more: object = {}) {
  const round = async (number: number): Promise<void> => {
    order.push(`${name}${number}`);
    await run(number);
  };
  const tidy = vi.fn(async () => {});
  return { name, subject: { round, lines: () => [] }, every: 1, limitMs: 10_000, tidy, ...more };
}

async function run(entries: ReturnType<typeof entry>[], options: Partial<typeof WHOLE> = {}) {
  const running = interleave(entries, { ...WHOLE, ...options });
  await vi.runAllTimersAsync();
  return running;
}

it('gives turns round by round', async () => {
  const results = await run([entry('a'), entry('b', undefined, { every: 3 })]);
  expect(order).toEqual(['a0', 'b0', 'a1', 'a2', 'a3', 'b3']);
  expect([...results].map(([name, { rounds, failures }]) => [name, rounds, failures])).toEqual([
    ['a', 4, []],
    ['b', 2, []],
  ]);
});

it('says of a turn that fails, and gives the subject up at the second; the others go on', async () => {
  const fails = async (): Promise<never> => {
    throw new Error('Target page has been closed\nCall log');
  };
  const results = await run([entry('a', fails), entry('b')]);
  expect(results.get('a')).toMatchObject({
    rounds: 0,
    failures: ['round 1 failed: Target page has been closed', 'round 2 failed: Target page has been closed'],
  });
  expect(results.get('b')).toMatchObject({ rounds: 4, failures: [] });
});

it('cuts off a turn that stands still, and tidies up after it', async () => {
  const still = entry('a', number => (number === 1 ? new Promise(() => {}) : Promise.resolve()));
  const results = await run([still, entry('b')]);
  expect(results.get('a')).toMatchObject({ rounds: 1, spentMs: 10_000, failures: ['round 2 was cut off after 10 s'] });
  expect(still.tidy).toHaveBeenCalledTimes(2);
  expect(results.get('b')?.rounds).toBe(4);
});

it('ends when the time of all is over', async () => {
  const slow = () => new Promise(resolve => setTimeout(resolve, 1_000));
  const results = await run([entry('a', slow), entry('b', slow)], { rounds: 100, ms: 5_500 });
  expect(results.get('a')).toMatchObject({ rounds: 3, failures: [] });
  expect(results.get('b')).toMatchObject({ rounds: 2, failures: ['round 3 was cut off after 1 s'] });
});

it('goes on behind what cannot be closed', async () => {
  const results = await run([entry('a', undefined, { tidy: () => new Promise(() => {}) }), entry('b')]);
  expect(results.get('b')?.rounds).toBe(4);
});
