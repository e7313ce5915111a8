import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/core/stage.js';
import { showStage } from '../../src/inspect/show-stage.js';
import type { Sketch } from '../../src/inspect/sketch.js';
import type { Waymark } from '../../src/runtime/face.js';
import { CEDAR, fakeWaymark, OAK } from './fake-waymark.js';
import { textOf } from './text-of.js';

const NOW = new Date(2026, 0, 5, 15).getTime();
const STAGE: Stage = {
  name: 'consideration',
  label: 'Überlegung',
  group: 'pre-sale',
  micro: 'consider',
  sure: false,
  overlays: [],
  belief: { awareness: 0.2, consideration: 0.5, 'after-sale': 0.3 },
  since: new Date(2026, 0, 5, 14, 2).getTime(),
  reasons: [
    { touchpoint: 't1', type: 'compare_items', at: 0, weight: 4, left: 1, text: 'Compared 3 guitars' },
    { touchpoint: 't2', type: 'remove_from_cart', at: 0, weight: -2, left: 1, text: 'Took Oak OM out of the cart' },
    { touchpoint: 't3', type: 'search', at: 0, weight: 0.01, left: 1, text: 'Searched' },
  ],
  next: [],
};

function show(stage: Stage | null = STAGE): readonly Sketch[] {
  // The stage is all it looks at.
  return showStage({ stage } as Waymark, NOW);
}

function styles(sketches: readonly Sketch[]): string[] {
  return sketches.flatMap(({ attributes, content }) => [
    ...(attributes.style ? [attributes.style] : []),
    ...(typeof content === 'string' ? [] : styles(content)),
  ]);
}

describe('showStage', () => {
  it('shows nothing before anything has happened', () => {
    expect(show(null)).toEqual([]);
  });

  it('says where the visitor is, since when, how sure it is, and why in one sentence', () => {
    expect(textOf(show()).slice(0, 3)).toEqual([
      'Überlegung',
      'since 14:02, unsure',
      'Überlegung: compared 3 guitars. Against it: took Oak OM out of the cart.',
    ]);
  });

  it('says so where another stage is likelier, but was not reached', () => {
    const belief = { awareness: 0.1, consideration: 0.35, 'after-sale': 0.55 };
    expect(textOf(show({ ...STAGE, belief }))[3]).toBe(
      'By now more like After sale. A stage is not left by one look back, only after a pause.',
    );
    expect(textOf(show()).join()).not.toContain('By now');
  });

  it('says what is open beside the stage', () => {
    expect(textOf(show({ ...STAGE, sure: true, overlays: ['friction-open', 'at-risk'] }))[1]).toBe(
      'since 14:02, sure, friction open, at risk',
    );
  });

  it('shows the belief in every stage in the order of the journey', () => {
    expect(textOf(show()).slice(3, 9)).toEqual(['Awareness', '20 %', 'Überlegung', '50 %', 'After sale', '30 %']);
    expect(styles(show()).slice(0, 3)).toEqual([
      'width:20%;background:var(--s1)',
      'width:50%;background:var(--s3)',
      'width:30%;background:var(--s5)',
    ]);
  });

  it('draws what speaks for the stage to the right, what speaks against it to the left, and leaves out the slight', () => {
    expect(textOf(show()).slice(10)).toEqual(['Compared 3 guitars', '+4.0', 'Took Oak OM out of the cart', '−2.0']);
    expect(styles(show()).slice(3)).toEqual([
      'width:50%;margin-left:50%;background:var(--s2)',
      'width:25%;margin-left:25%;background:var(--bad)',
    ]);
  });

  it('reads what the real stage model says', () => {
    const waymark = fakeWaymark();
    waymark.happen('compare_items', { items: [CEDAR, OAK] });
    const text = textOf(showStage(waymark, Date.now()));
    expect(text).toContain('Consideration: compared 2 guitars.');
    expect(text).toEqual(expect.arrayContaining(['Awareness', 'Purchase', 'Retention', 'Advocacy']));
  });
});
