import { describe, expect, it } from 'vitest';
import type { Likelihood, Stage } from '../../src/core/stage.js';
import { showLikelihood } from '../../src/inspect/show-likelihood.js';
import type { Waymark } from '../../src/runtime/face.js';
import { textOf } from './text-of.js';

const LIKELY: Likelihood = {
  buy: 0.238,
  abandon: 0.762,
  basis: 'default',
  score: -1.16,
  reasons: [
    { signal: 'cart', weight: -1.27 },
    { signal: 'again', weight: 0.02 },
    { signal: 'moon', weight: 0.4 },
    { signal: 'minutesSince', weight: -0.29 },
  ],
};
const next = [
  { type: 'begin_checkout', p: 0.41 },
  { type: 'view_item', p: 0.2 },
];

function show(likelihood: Likelihood | null, stage: Partial<Stage> = { next }, orderedAt = 0): string {
  const orders = { recent: orderedAt ? [{ at: orderedAt }] : [] };
  const profile = { session: { startedAt: 1_000 }, slices: { orders } };
  // That is all it looks at.
  return textOf(showLikelihood({ likelihood, stage, profile } as unknown as Waymark)).join('\n');
}

describe('showLikelihood', () => {
  it('shows nothing before there is a chance to speak of', () => {
    expect(show(null)).toBe('');
  });

  it('says both chances, where the weights come from, and what is likely next', () => {
    const text = show(LIKELY);
    expect(text).toContain('An order in this visit: 24 %; the cart is left: 76 %.');
    expect(text).toContain('Default weights');
    expect(text).toContain('Likely next: Begin checkout 41 %, View item 20 %.');
    expect(show({ ...LIKELY, abandon: null, basis: 'fitted' }, { next: [] })).toContain(
      'An order in this visit: 24 %.\n',
    );
  });

  it('speaks of another order after one in this visit', () => {
    expect(show(LIKELY, { next }, 1_500)).toContain('Another order in this visit: 24 %');
    expect(show(LIKELY, { next }, 500)).toContain('An order in this visit: 24 %');
  });

  it('does not say of a small chance that there is none', () => {
    expect(show({ ...LIKELY, buy: 0.003, abandon: null })).toContain('An order in this visit: under 1 %.');
    expect(show({ ...LIKELY, buy: 0, abandon: null })).toContain('An order in this visit: 0 %.');
  });

  it('starts from what is usual, then names what raises and lowers it, largest first', () => {
    const text = show(LIKELY);
    const words = [
      'Usual with something put in the cart\n 22 %',
      'Moon\n raises it',
      'The cart began a while ago\n lowers it',
    ];
    const places = words.map(line => text.indexOf(line));
    expect(places.every(place => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).not.toContain('second look');
  });
});
