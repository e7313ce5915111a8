import { expect, it } from 'vitest';
import { experiments, variantOf } from '../../src/decide/experiments.js';
import { visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

it('makes of JSON as many experiments as it names', () => {
  const json = `{ "experiments": {
    "price": { "variants": { "plain": 1, "bold": 1 } },
    "slot": { "variants": ["a", "b"], "when": { "on": "search" } }
  } }`;
  const person = visitor(knowing(experiments(JSON.parse(json))));
  const met = (type: string, data: object) =>
    person.track(type, data).decisions.flatMap(({ name, data: told }) => (name === 'experiment.expose' ? told : []));
  expect(met('page_view', {})).toMatchObject([{ experiment: 'price' }]);
  expect(met('search', { search_term: 'oak' })).toMatchObject([
    { experiment: 'slot', variant: variantOf('visitor', { id: 'slot', variants: ['a', 'b'] }) },
  ]);
  expect(experiments()).toEqual([]);
});
