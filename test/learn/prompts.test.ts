import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slice } from '../../src/core/profile.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type Prompts, prompts } from '../../src/learn/prompts.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { play } from '../../src/testing/play.js';

const about = (nudge_id: string, more: object = {}) => ({ nudge_id, ...more });
const stateAfter = (...journey: readonly (readonly [string, object?])[]) => {
  const { profile, problems } = play(
    [prompts()],
    journey.map(([type, data]) => ({ type, ...(data && { data }) })),
  );
  expect(problems.filter(({ code }) => code !== 'type-unknown')).toEqual([]);
  return profile.slices.prompts;
};

describe('prompts', () => {
  it('keeps what became of each nudge, the last one first', () => {
    const state = stateAfter(
      ['show_nudge', about('a')],
      ['dismiss_nudge', about('a')],
      ['show_nudge', about('b', { channel: 'email' })],
      ['convert_nudge', about('b')],
    );
    expect(state?.told).toMatchObject([
      { nudge_id: 'b', channel: 'email', dismissedAt: null, convertedAt: expect.any(Number) },
      { nudge_id: 'a', channel: 'page', shownAt: [expect.any(Number)], dismissedAt: expect.any(Number) },
    ]);
  });

  it('knows what is on the page until it is answered, or the page is another', () => {
    expect(stateAfter(['show_nudge', about('a')])?.open).toBe('a');
    expect(stateAfter(['show_nudge', about('a', { channel: 'push' })])?.open).toBe('');
    expect(stateAfter(['show_nudge', about('a')], ['dismiss_nudge', about('b')])?.open).toBe('a');
    expect(stateAfter(['show_nudge', about('a')], ['convert_nudge', about('a')])?.open).toBe('');
    expect(stateAfter(['show_nudge', about('a')], ['page_view'])?.open).toBe('');
  });

  it('knows where a nudge is said now, wherever it was said before', () => {
    const state = stateAfter(
      ['show_nudge', about('a', { channel: 'email' })],
      ['show_nudge', about('a', { channel: 'page' })],
    );
    expect(state).toMatchObject({ told: [{ channel: 'page' }], open: 'a' });
    expect(
      stateAfter(['show_nudge', about('a', { channel: 'email' })], ['convert_nudge', about('a')])?.told,
    ).toMatchObject([{ channel: 'email' }]);
  });

  it('keeps nothing of what names no nudge', () => {
    const { profile } = play([prompts()], [{ type: 'page_view' }]);
    const { slice } = prompts();
    const odd = { type: 'show_nudge', at: 1, data: { nudge_id: { a: 1 } } } as unknown as Touchpoint;
    expect((slice as Slice<'prompts'>).reduce(slice?.initial as Prompts, odd, profile)).toBe(slice?.initial);
  });

  it('counts what a clock that was ahead has left behind as of now', () => {
    const clock = fakeClock(Date.UTC(2099, 0));
    const far = [
      { type: 'show_nudge', data: about('a') },
      { type: 'dismiss_nudge', data: about('a') },
      { type: 'defer_nudge', data: about('a', { until: Date.UTC(2099, 0, 9) }) },
      { type: 'form_start' },
      { type: 'add_payment_info' },
    ];
    const { profile } = play([prompts()], [...far, { after: Date.UTC(2026, 0) - Date.UTC(2099, 0), type: 'search' }], {
      clock,
    });
    const now = clock.now();
    expect(profile.slices.prompts).toMatchObject({
      told: [
        { shownAt: [now], dismissedAt: now, convertedAt: null, deferredTo: now + 30 * 86_400_000, answeredAt: now },
      ],
      formAt: now,
      payingAt: now,
    });
  });

  it('defers by thirty days at most', () => {
    const [told] = stateAfter(['defer_nudge', about('a', { until: 1e15 })])?.told ?? [];
    expect((told?.deferredTo ?? 0) - (told?.answeredAt ?? 0)).toBe(30 * 86_400_000);
  });

  it('knows when the visitor pays or fills in a form', () => {
    expect(stateAfter(['add_payment_info'], ['form_start'])).toMatchObject({
      payingAt: expect.any(Number),
      formAt: expect.any(Number),
    });
    expect(stateAfter(['payment_error'], ['form_start'], ['form_submit'])).toMatchObject({
      payingAt: expect.any(Number),
      formAt: null,
    });
    expect(stateAfter(['payment_error'], ['form_start'], ['purchase'])).toMatchObject({ payingAt: null, formAt: null });
  });

  it('stays at a logout', () => {
    expect(stateAfter(['show_nudge', about('a')], ['reset', { visitor_id: 'w' }])?.told).toHaveLength(1);
  });

  it.each([5, 'odd', {}, { told: 5 }])('are not put right by what they cannot be, and go on: %j', value => {
    const { profile, problems } = play(
      [prompts()],
      [
        { type: 'show_nudge', data: about('a') },
        { type: 'correct', data: { slice: 'prompts', value } },
        { type: 'page_view' },
        { type: 'show_nudge', data: about('b') },
      ],
    );
    expect(problems.map(({ code }) => code)).toEqual(['correct-failed']);
    expect(profile.slices.prompts?.told).toHaveLength(2);
  });

  it('refuses what names no nudge, or no moment', () => {
    const { problems } = play(
      [prompts()],
      [
        { type: 'show_nudge', data: {} },
        { type: 'defer_nudge', data: about('a', { until: 'later' }) },
      ],
    );
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('`nudge_id` is missing'),
      expect.stringContaining('`until` must be a moment in epoch ms'),
    ]);
  });

  it('is bounded, and plain whatever comes', () => {
    const { slice } = prompts();
    if (slice?.name !== 'prompts') throw new Error('no slice');
    const types = [
      'show_nudge',
      'dismiss_nudge',
      'convert_nudge',
      'defer_nudge',
      'page_view',
      'web_vitals',
      'form_start',
    ];
    const act = fc.record({
      type: fc.constantFrom(...types),
      data: fc.record({
        nudge_id: fc.oneof(fc.constantFrom('a', '__proto__', 'c'), fc.jsonValue()),
        until: fc.oneof(fc.jsonValue(), fc.constantFrom('-1e999', '1e999')),
        channel: fc.jsonValue(),
        name: fc.jsonValue(),
      }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), acts => {
        let state = slice.initial;
        // Whatever a type that nobody checks may hold.
        for (const [at, one] of acts.entries())
          state = slice.reduce(state, { at, ...one } as unknown as Touchpoint, { lastSeenAt: at } as never);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(state.told.length).toBeLessThanOrEqual(50);
        for (const { shownAt } of state.told) expect(shownAt.length).toBeLessThanOrEqual(10);
      }),
      {
        examples: [[[{ type: 'defer_nudge', data: { nudge_id: 'a', until: { toString: 0 }, channel: {}, name: [] } }]]],
      },
    );
  });
});
