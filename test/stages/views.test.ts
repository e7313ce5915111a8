import { describe, expect, it } from 'vitest';
import { nameStages } from '../../src/stages/name-stages.js';
import { sixStages } from '../../src/stages/six-stages.js';
import { views } from '../../src/stages/views.js';

const model = sixStages;
const named = (view: string) => sixStages.stages.map(stage => nameStages(model, view)[stage]);

describe('views', () => {
  it.each([
    ['retention-advocacy', ['awareness', 'consideration', 'purchase', 'retention', 'retention', 'advocacy']],
    ['service-loyalty', ['awareness', 'consideration', 'purchase', 'service', 'loyalty', 'loyalty']],
    [
      'post-purchase-advocacy',
      ['awareness', 'consideration', 'purchase', 'post-purchase', 'post-purchase', 'advocacy'],
    ],
    [
      'prospect-loyalty',
      [
        'prospect-management',
        'customer-acquisition',
        'customer-acquisition',
        'customer-service',
        'retention-and-loyalty',
        'retention-and-loyalty',
      ],
    ],
    ['before-during-after', ['before', 'before', 'during', 'after', 'after', 'after']],
  ])('names every micro-stage in %s', (view, names) => {
    expect(named(view).map(stage => stage?.name)).toEqual(names);
  });

  it('is retention-advocacy by default', () => {
    expect(Object.keys(views)[0]).toBe('retention-advocacy');
  });

  it('groups stages, each in its own way', () => {
    const purchase = (view: string) => nameStages(model, view).purchase?.group;
    expect([purchase('retention-advocacy'), purchase('before-during-after'), purchase('service-loyalty')]).toEqual([
      'post-sale',
      'during',
      'sale',
    ]);
    expect(
      Object.keys(views)
        .flatMap(named)
        .every(stage => stage?.group),
    ).toBe(true);
  });

  it('gives one group to all that share a name', () => {
    for (const view of Object.keys(views)) {
      const groups = new Map(named(view).map(stage => [stage?.name, stage?.group]));
      expect(named(view).every(stage => groups.get(stage?.name) === stage?.group)).toBe(true);
    }
  });
});
