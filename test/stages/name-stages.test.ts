import { describe, expect, it } from 'vitest';
import type { StageView } from '../../src/core/stage-model.js';
import { nameStages } from '../../src/stages/name-stages.js';

const labels = { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' };
const model = { name: 'four-steps', stages: ['look', 'weigh', 'buy', 'stay'], views: { plain: labels, other: labels } };
const names = (view?: string | StageView) => nameStages(model, view);

describe('nameStages', () => {
  it('names every micro-stage, with label and group', () => {
    expect(names({ ...labels, buy: ['Buy now', 'sale'] })).toEqual({
      look: { name: 'look', label: 'Look', group: '' },
      weigh: { name: 'weigh', label: 'Weigh', group: '' },
      buy: { name: 'buy-now', label: 'Buy now', group: 'sale' },
      stay: { name: 'stay', label: 'Stay', group: '' },
    });
  });

  it.each([
    ['Prospect management', 'prospect-management'],
    ['Post-purchase', 'post-purchase'],
    ['Retention  &  loyalty', 'retention-loyalty'],
    ['Überlegung', 'überlegung'],
    ['認知', '認知'],
    ['सेवा', 'सेवा'],
  ])('makes a name for code of %s', (label, name) => {
    expect(names({ ...labels, look: label }).look?.name).toBe(name);
  });

  it('tells labels in any script apart', () => {
    const { look, weigh } = names({ ...labels, look: '認知', weigh: '検討' });
    expect(look?.name).not.toBe(weigh?.name);
  });

  it('takes the first view of the model by default, or another by name', () => {
    expect(names()).toEqual(names('other'));
  });

  it.each([
    ['a view the model does not have', model, 'nowhere', ['"nowhere"', '"four-steps"', 'plain', 'other']],
    [
      'a view that names only some stages',
      model,
      { look: 'Look', weigh: ['', 'group'], buy: '' } as StageView,
      ['weigh', 'buy', 'stay', '"four-steps"'],
    ],
    ['a model without views', { ...model, views: {} }, undefined, ['"four-steps"']],
  ])('refuses %s, and says which names are missing', (_, data, view, things) => {
    for (const thing of things) expect(() => nameStages(data, view)).toThrow(thing);
  });
});
