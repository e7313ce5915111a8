// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hearOwnCalls, sayOwnCall } from '../../src/platform/own-calls.js';

let life: AbortController;
beforeEach(() => {
  life = new AbortController();
});
afterEach(() => life.abort());

it('knows a call as often as it was said', () => {
  const isOurs = hearOwnCalls(life.signal);
  sayOwnCall('identify u1');
  sayOwnCall('identify u2');
  expect(['identify u2', 'identify u1', 'identify u1'].map(isOurs)).toEqual([true, true, false]);
});

it('is for everybody who listens', () => {
  const [first, second] = [hearOwnCalls(life.signal), hearOwnCalls(life.signal)];
  sayOwnCall('page');
  expect([first('page'), second('page')]).toEqual([true, true]);
});

it('hears nothing after the stop, and keeps a hundred at most', () => {
  const isOurs = hearOwnCalls(life.signal);
  for (let call = 0; call < 101; call++) sayOwnCall(`page ${call}`);
  expect([isOurs('page 0'), isOurs('page 1'), isOurs('page 100')]).toEqual([false, true, true]);
  life.abort();
  sayOwnCall('page');
  expect(isOurs('page')).toBe(false);
});
