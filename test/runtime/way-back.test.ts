import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWayBack } from '../../src/runtime/way-back.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('looks after 15 s, then after twice as long, and says when it is back', async () => {
  let isAway = true;
  const heal = vi.fn(async () => {
    if (isAway) throw new Error('not yet');
  });
  const healed = vi.fn();
  const wayBack = createWayBack(() => isAway, heal, healed);
  wayBack.look();
  wayBack.look();
  await vi.advanceTimersByTimeAsync(14_999);
  expect(heal).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1 + 29_999);
  expect(heal).toHaveBeenCalledTimes(1);
  isAway = false;
  await vi.advanceTimersByTimeAsync(1);
  expect(heal).toHaveBeenCalledTimes(2);
  expect(healed).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(heal).toHaveBeenCalledTimes(2);
});

it('looks for nothing while it is not away, and not after it is stopped', async () => {
  const heal = vi.fn(async () => {});
  createWayBack(
    () => false,
    heal,
    () => {},
  ).look();
  const stopped = createWayBack(
    () => true,
    heal,
    () => {},
  );
  stopped.look();
  stopped.stop();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(heal).not.toHaveBeenCalled();
});

it('ends on a page whose timers do not wait', async () => {
  vi.stubGlobal('setTimeout', (run: () => void) => void run());
  const heal = vi.fn(async () => {});
  createWayBack(
    () => true,
    heal,
    () => {},
  ).look();
  for (let task = 0; task < 5_000; task++) await null;
  vi.unstubAllGlobals();
  expect(heal).toHaveBeenCalledTimes(300);
});
