import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../src/testing/fake-clock.js';

describe('fakeClock', () => {
  it('starts on a Monday morning, or where it is told', () => {
    expect(new Date(fakeClock().now()).toISOString()).toBe('2026-01-05T10:00:00.000Z');
    expect(fakeClock(5).now()).toBe(5);
  });

  it('stands still', () => {
    const clock = fakeClock(5);
    clock.now();
    expect(clock.now()).toBe(5);
  });

  it.each<[number | string, number]>([
    [0, 0],
    [1_500, 1_500],
    [-1_000, -1_000],
    ['250 ms', 250],
    ['30 s', 30_000],
    ['20 min', 1_200_000],
    ['3 h', 10_800_000],
    ['2 d', 172_800_000],
    ['1.5 h', 5_400_000],
    ['20min', 1_200_000],
    ['0 s', 0],
  ])('moves on by %s', (time, ms) => {
    const clock = fakeClock(5);
    clock.pass(time);
    expect(clock.now()).toBe(5 + ms);
  });

  it('adds up', () => {
    const clock = fakeClock(0);
    clock.pass('1 s');
    clock.pass('1 s');
    expect(clock.now()).toBe(2_000);
  });

  it.each(['', '20', 'min', '20 minutes', '20  min', '-5 s', '1,5 h', '1.5.5 h', 'soon', '20 min ', '__proto__'])(
    'refuses %j and names it',
    text => {
      const clock = fakeClock(5);
      expect(() => clock.pass(text)).toThrow(`"${text}"`);
      expect(clock.now()).toBe(5);
    },
  );

  it('is one of many: each has its own time', () => {
    const [one, other] = [fakeClock(0), fakeClock(0)];
    one.pass('1 h');
    expect(other.now()).toBe(0);
  });
});
