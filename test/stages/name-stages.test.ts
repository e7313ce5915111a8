import { describe, expect, it } from 'vitest';
import type { StageView } from '../../src/core/stage-model.js';
import { nameStages } from '../../src/stages/name-stages.js';
import { sixStages } from '../../src/stages/six-stages.js';

const labels = { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' };
const model = { name: 'four-steps', stages: ['look', 'weigh', 'buy', 'stay'], views: { plain: labels, other: labels } };
const sixNames = { aware: 'A', consider: 'C', purchase: 'P', advocate: 'T' };
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

  it('takes no label for one that is no text', () => {
    for (const odd of [7, true, {}, [7, 'sale'], [['Look']]])
      expect(() => names({ ...labels, look: odd as never })).toThrow('"look" has no name');
  });

  it('tells labels in any script apart', () => {
    const { look, weigh } = names({ ...labels, look: '認知', weigh: '検討' });
    expect(look?.name).not.toBe(weigh?.name);
  });

  it('takes the first view of the model by default, or another by name', () => {
    expect(names()).toEqual(names('other'));
  });

  it('takes synonyms for micro-stages, as they are written', () => {
    const view = {
      Discovery: 'Find',
      research: ['Weigh', 'before'],
      'Check out': 'Never',
      checkout: 'Buy',
      retention: 'Own',
      'word of mouth': 'Tell',
    } as const;
    expect(() => nameStages(sixStages, view)).toThrow('"Check out" is no micro-stage');
    const { 'Check out': _, ...known } = view;
    const labels = Object.entries(nameStages(sixStages, known)).map(([stage, { label }]) => [stage, label]);
    expect(Object.fromEntries(labels)).toEqual({
      aware: 'Find',
      consider: 'Weigh',
      purchase: 'Buy',
      service: 'Own',
      loyal: 'Own',
      advocate: 'Tell',
    });
  });

  it.each(Object.keys(sixStages.views))('puts the names of %s into other words', view => {
    const known = nameStages(sixStages, view);
    const own = Object.fromEntries(Object.values(known).map(({ name, label }) => [name, `Mein ${label}`]));
    const labels = Object.values(nameStages(sixStages, own)).map(({ label }) => label);
    expect(labels).toEqual(Object.values(known).map(({ label }) => `Mein ${label}`));
  });

  it('prefers the nearest name where several would do', () => {
    const view = { ...sixNames, retention: 'Own', loyalty: 'Love', service: 'Care' };
    const { service, loyal } = nameStages(sixStages, view);
    expect([service?.label, loyal?.label]).toEqual(['Care', 'Love']);
  });

  it.each(Object.entries(sixStages.synonyms ?? {}).flatMap(([stage, names]) => names.map(name => [name, stage])))(
    'takes "%s" for %s',
    (name, stage) => {
      const { [stage]: _, ...others } = sixStages.views['before-during-after'] ?? {};
      expect(nameStages(sixStages, { ...others, [name]: 'Mine' })[stage]?.label).toBe('Mine');
    },
  );

  it.each(['considder', 'constructor', 'event'])('refuses a view that also names "%s", and tells the stages', name => {
    const view = { ...sixStages.views['service-loyalty'], [name]: 'Odd' };
    for (const thing of [`"${name}" is no micro-stage`, 'aware,consider,purchase,service,loyal,advocate'])
      expect(() => nameStages(sixStages, view)).toThrow(thing);
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
