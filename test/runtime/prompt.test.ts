import { expect, it, vi } from 'vitest';
import type { Situation } from '../../src/core/trigger.js';
import { createOffer } from '../../src/runtime/prompt.js';

function offer({ isOnPage = true, stands = true } = {}) {
  const track = vi.fn();
  const rule = { id: 'coupon', isOnPage, stands: () => stands };
  const decision = { id: 't1/nudge-coupon', data: { channel: 'page' } as never };
  // Only the clock is asked for here.
  const situation = () => ({ now: 1_000 }) as Situation;
  return { ...createOffer(rule, decision, { track, situation }), told: () => track.mock.calls };
}

it('tells each answer once, with what it is about', () => {
  const { prompt, told } = offer();
  expect([prompt.shown(), prompt.shown()]).toEqual([true, true]);
  prompt.dismiss();
  prompt.dismiss();
  prompt.convert();
  const about = { nudge_id: 'coupon', decision_id: 't1/nudge-coupon', channel: 'page' };
  expect(told()).toEqual([
    ['show_nudge', about],
    ['dismiss_nudge', about],
    ['convert_nudge', about],
  ]);
});

it('counts as shown when nobody answers', () => {
  const { settle, told } = offer();
  settle();
  expect(told()).toMatchObject([['show_nudge', {}]]);
});

it('was seen by whoever took it up', () => {
  const { prompt, told } = offer();
  prompt.convert();
  expect(told().map(([type]) => type)).toEqual(['show_nudge', 'convert_nudge']);
});

it('is not to be shown when it holds no more, and was not', () => {
  const { prompt, settle, told } = offer({ stands: false });
  expect(prompt.shown()).toBe(false);
  settle();
  expect(told()).toEqual([]);
});

it('counts as said elsewhere whatever holds by then', () => {
  const { prompt } = offer({ isOnPage: false, stands: false });
  expect(prompt.shown()).toBe(true);
});

it('waits as long as it is told, ten minutes by default', () => {
  const first = offer();
  first.prompt.defer(5_000);
  first.settle();
  expect(first.told()).toMatchObject([['defer_nudge', { until: 6_000 }]]);
  const other = offer();
  other.prompt.defer();
  expect(other.told()).toMatchObject([['defer_nudge', { until: 601_000 }]]);
  for (const [ms, until] of [
    [Number.NaN, 601_000],
    [Number.POSITIVE_INFINITY, 1_000 + 30 * 24 * 3_600_000],
  ] as const) {
    const odd = offer();
    odd.prompt.defer(ms);
    expect(odd.told()).toMatchObject([['defer_nudge', { until }]]);
  }
});
