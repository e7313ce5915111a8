import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shopSteps } from '../../src/stages/shop-steps.js';
import { nextSteps, type StepsOptions, steps } from '../../src/stages/steps.js';
import { HOUR, visitor } from '../journeys/journey.js';

function shop(types: readonly string[], options?: StepsOptions) {
  const person = visitor([steps(options)]);
  for (const type of types) person.track(type);
  return { ...person, known: person.profile.slices.steps ?? { last: '', counts: {}, next: [] } };
}

describe('steps', () => {
  it('count what follows what in a visit, and not over its end', () => {
    const person = visitor([steps()]);
    for (const type of ['search', 'view_item', 'view_item']) person.track(type);
    person.leave(HOUR);
    for (const type of ['search', 'view_item']) person.track(type);
    expect(person.profile.slices.steps).toEqual({
      last: 'view_item',
      counts: { search: { view_item: 2 }, view_item: { view_item: 1 } },
      next: [],
    });
  });

  it('see through what measures and books', () => {
    const { counts } = shop([
      'search',
      'web_vitals',
      'device_details',
      'form_details',
      'solve_issue',
      'answer_support',
      'promise_delivery',
      'deliver_order',
      'view_item',
    ]).known;
    expect(counts).toEqual({ search: { view_item: 1 } });
  });

  it('keep 16 types with 8 that followed, and let old counts fade', () => {
    const many = shop(Array.from({ length: 60 }, (_, index) => `type_${index}`)).known;
    expect(Object.keys(many.counts)).toHaveLength(16);
    const wide = shop(Array.from({ length: 60 }, (_, index) => (index % 2 ? `type_${index}` : 'hub'))).known;
    expect(Object.keys(wide.counts.hub ?? {})).toHaveLength(8);
    expect(wide.counts.hub?.type_59).toBe(1);
    const long = shop(Array(500).fill('view_item')).known;
    expect(long.counts.view_item?.view_item).toBeLessThanOrEqual(60);
    const changed = shop([
      ...Array(200).fill('a'),
      ...Array.from({ length: 200 }, (_, index) => 'ab'[index % 2] ?? ''),
    ]);
    expect(changed.known.next[0]?.type).toBe(changed.known.last === 'a' ? 'b' : 'a');
  });

  it('take types for what they are, whatever they are called', () => {
    const { counts, last } = shop(['constructor', '__proto__', 'constructor', '__proto__', 'toString']).known;
    expect(Object.keys(counts)).toEqual(['constructor', '__proto__']);
    expect(last).toBe('toString');
    expect(nextSteps({}, 'constructor', {})).toEqual([]);
  });
});

describe('next steps', () => {
  it('come of what is usual until the visitor shows otherwise', () => {
    const prior = { search: { view_item: 60, search: 40 } };
    expect(nextSteps({}, 'search', prior)).toEqual([
      { type: 'view_item', p: 12 / 21 },
      { type: 'search', p: 8 / 21 },
    ]);
    expect(nextSteps({ search: { search: 20 } }, 'search', prior)).toEqual([
      { type: 'search', p: 28 / 41 },
      { type: 'view_item', p: 12 / 41 },
    ]);
  });

  it('takes of a prior what is a count', () => {
    const odd = { search: { view_item: 10, search: -5, login: Number.NaN, share: '7', sign_up: null } } as never;
    expect(nextSteps({}, 'search', odd)).toEqual(nextSteps({}, 'search', { search: { view_item: 10 } }));
  });

  it('are none below a support of five', () => {
    expect(nextSteps({ search: { view_item: 4 } }, 'search')).toEqual([]);
    expect(nextSteps({ search: { view_item: 5 } }, 'search')).toEqual([{ type: 'view_item', p: 5 / 6 }]);
    expect(nextSteps({ search: { view_item: 4 } }, 'search', { search: { view_item: 1 } })).toHaveLength(1);
    expect(nextSteps({ search: { view_item: 9 } }, 'view_item', { search: { view_item: 9 } })).toEqual([]);
  });

  it('are at most five, ranked, and sum to less than one', () => {
    const row = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(row, row, (own, usual) => {
        const next = nextSteps({ x: own }, 'x', { x: usual });
        const chances = next.map(({ p }) => p);
        expect(next.length).toBeLessThanOrEqual(5);
        expect(chances).toEqual([...chances].sort((a, b) => b - a));
        expect(chances.reduce((sum, p) => sum + p, 0)).toBeLessThan(1);
      }),
    );
  });

  it('stand in the slice, for the stage to show', () => {
    const { known } = shop(['page_view', 'add_payment_info'], { prior: shopSteps });
    expect(known.next[0]).toEqual({ type: 'purchase', p: 0.5 });
  });
});

/** Two shops in which what comes next hangs on what was last, as it does in the data they stand for. */
it('ranks the step that came above the most frequent types', () => {
  const walks: Readonly<Record<string, readonly string[]>> = {
    a: ['list', 'item', 'list', 'item', 'cart', 'checkout', 'pay', 'order'],
    b: ['search', 'item', 'search', 'item', 'list', 'item', 'cart', 'item'],
  };
  const journey = Array.from({ length: 40 }, (_, index) => walks[index % 3 ? 'a' : 'b'] ?? []).flat();
  const counts: Record<string, number> = {};
  let hits = 0;
  let frequent = 0;
  const person = visitor([steps()]);
  for (const [index, type] of journey.entries()) {
    if (index > 100) {
      const top = Object.entries(counts).sort((a, b) => b[1] - a[1]);
      hits += Number(person.profile.slices.steps?.next.slice(0, 3).some(step => step.type === type));
      frequent += Number(top.slice(0, 3).some(([known]) => known === type));
    }
    counts[type] = (counts[type] ?? 0) + 1;
    person.track(type);
  }
  expect(hits).toBeGreaterThan(1.3 * frequent);
});
