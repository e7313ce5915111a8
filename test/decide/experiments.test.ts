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

it.each([
  [{ experiment: {} }, '`experiment` must be left out: there is no such option; known are experiments.'],
  [{ experiments: [] }, '`experiments` must be an object, each of them by its name.'],
  [{ experiments: { price: { variants: ['a', 'b'], shre: 0.5 } } }, '`experiments.price.shre` must be left out'],
])('refuses with the path what would do nothing: %j', (options, why) => {
  expect(() => experiments(options as never)).toThrow(why);
});
