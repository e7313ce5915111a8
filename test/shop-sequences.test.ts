import { describe, expect, it } from 'vitest';
import { aftercare } from '../src/aftercare.js';
import { flatten, type PluginList } from '../src/core/plugin.js';
import { gatherRules } from '../src/core/rules.js';
import { recent } from '../src/learn/recent.js';
import { shopRules } from '../src/shop-rules.js';
import { type ShopSequencesOptions, shopSequences } from '../src/shop-sequences.js';
import { storefront } from '../src/storefront.js';
import { DAY, T0, visitor } from './journeys/journey.js';

const JSON_OF_A_SHOP = `{
  "sequences": {
    "first-guitar": {
      "start": { "all": [{ "looks": { "item_category": "Guitars" }, "atLeast": 3 }, { "not": { "bought": {} } }] },
      "until": "2026-12-24",
      "steps": [
        { "name": "guide", "afterMinutes": 0, "content": { "title": "Which size fits me?", "url": "/sizes" } },
        { "name": "letter", "afterDays": 3, "channel": "email", "content": { "template": "first-guitar" } },
        { "name": "offer", "afterDays": 4, "when": { "hours": [8, 22] }, "content": { "code": "FIRST5" } }
      ]
    }
  },
  "thankYou": { "channel": "email", "content": { "note": { "title": "Thank you!" } } },
  "winBack": true,
  "reviewInvitation": { "channel": "email", "days": 10 },
  "birthday": { "lateDays": 7 },
  "moments": true
}`;

const CEDAR = {
  currency: 'EUR',
  items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', item_category: 'Guitars', price: 219 }],
};
const order = { ...CEDAR, transaction_id: 'o1', value: 219 };

function shop(options: ShopSequencesOptions, more: PluginList = []) {
  const person = visitor([storefront(), aftercare(), shopSequences(options), ...more]);
  const own = (decisions: readonly { readonly name: string; readonly at: number; readonly data: object }[]) =>
    decisions.flatMap(({ name, data, at }) =>
      /^(sequence|review|birthday|occasion)\./.test(name)
        ? [[name, 'step' in data ? data.step : 'reason' in data ? data.reason : '', Math.floor((at - T0) / DAY)]]
        : [],
    );
  return {
    person,
    see: (type: string, data: object = {}) => own(person.track(type, data).decisions),
    wait: (days: number) => own(person.wait(days * DAY)),
  };
}

describe('sequences beside the storefront', () => {
  it('do what the JSON of a shop says', () => {
    const { see, wait } = shop(JSON.parse(JSON_OF_A_SHOP));
    see('view_item', CEDAR);
    see('view_item', CEDAR);
    expect(see('view_item', CEDAR)).toEqual([['sequence.plan', '', 0]]);
    expect(wait(5)).toEqual([['sequence.step', 'guide', 0]]);
    expect(wait(5)).toEqual([
      ['sequence.step', 'offer', 7],
      ['sequence.exit', 'done', 7],
    ]);
    expect(see('purchase', order)).toEqual([['sequence.plan', '', 10]]);
    expect(wait(1)).toEqual([['sequence.step', 'note', 10]]);
    expect(see('deliver_order', { transaction_id: 'o1' })).toEqual([['review.invite', '', 11]]);
    expect(see('identify', { user_id: 'u', traits: { birthday: '1990-01-12' } })).toEqual([
      ['birthday.arrive', '', 11],
    ]);
    expect(wait(40)).toEqual([['sequence.exit', 'done', 33]]);
  });

  it('end with an order', () => {
    const { see } = shop(JSON.parse(JSON_OF_A_SHOP));
    for (let look = 0; look < 3; look++) see('view_item', CEDAR);
    expect(see('purchase', order)).toEqual([
      ['sequence.plan', '', 0],
      ['sequence.exit', 'converted', 0],
    ]);
  });

  it('bring what stands alone, and nothing that was not asked for', () => {
    const triggers = (options?: ShopSequencesOptions) =>
      [shopSequences(options)].flat(9).flatMap(plugin => (plugin ? (plugin as { triggers?: object[] }).triggers : []));
    expect(triggers().filter(Boolean)).toEqual([]);
    expect(triggers({ thankYou: true, reviewInvitation: true, birthday: true }).filter(Boolean)).toHaveLength(8);
  });

  it('take the occasions of a shop, too, since both need the slice `recent`', () => {
    const { see } = shop({ occasions: { asked: { when: { on: 'search' } } } });
    expect(see('search', { search_term: 'oak' })).toEqual([['occasion.arise', '', 0]]);
  });

  it('refuse what is no sequence with the path to the mistake', () => {
    const json = JSON_OF_A_SHOP.replace('"email"', '"letter"');
    expect(() => shopSequences(JSON.parse(json))).toThrow(
      '`sequences.first-guitar.steps[1].channel` is missing or odd.',
    );
  });
});

describe('sequences beside the conditions of a shop', () => {
  it('count with what those bring', () => {
    const { sequences } = JSON.parse(JSON_OF_A_SHOP);
    const asked = { count: 'search', atLeast: 2 };
    const person = visitor([
      storefront(),
      shopRules({ occasions: { seeker: { when: asked } } }),
      shopSequences({
        recent: false,
        sequences: { ...sequences, found: { start: asked, steps: sequences['first-guitar'].steps } },
      }),
    ]);
    person.track('search', { search_term: 'oak' });
    const names = person.track('search', { search_term: 'elm' }).decisions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['occasion.arise', 'sequence.plan']));
  });

  it('leave out what an add-on before them brought', () => {
    const first = flatten(shopRules());
    const second = flatten(shopSequences({}, first));
    expect(() => gatherRules([storefront(), first, second])).not.toThrow();
    expect(() => gatherRules([storefront(), recent(), second, shopRules({}, [recent()])])).not.toThrow();
  });
});

describe('what would do nothing', () => {
  it.each([
    [{ sequence: {} }, '`sequence` must be left out: there is no such option; known are sequences, thankYou,'],
    [{ sequences: [] }, '`sequences` must be sequences by their names.'],
    [{ audiences: {} }, '`audiences` must be left out'],
    [{ thankYou: { chanel: 'email' } }, '`thankYou.chanel` must be left out'],
    [{ winBack: { day: 3 } }, '`winBack.day` must be left out'],
    [{ winBack: { days: 'x' } }, '`winBack.days` must be a number'],
    [{ reviewInvitation: { days: 'x' } }, '`reviewInvitation.days` must be a number'],
    [{ birthday: { late: 3 } }, '`birthday.late` must be left out'],
    [{ recent: 'x' }, '`recent` must be an object of fields.'],
    [{ occasions: { a: { when: { on: 'search' }, every: 3 } } }, '`occasions.a.every` must be left out'],
  ])('is refused with the path: %j', (options, why) => {
    expect(() => shopSequences(options as never)).toThrow(why);
  });

  it('is a welcome for which nobody keeps the pauses between visits', () => {
    const shop = flatten(storefront());
    expect(() => shopSequences({ winBack: true }, shop)).toThrow('`winBack` needs the add-on `aftercare`.');
    expect(() => shopSequences({ winBack: true }, flatten([shop, aftercare()]))).not.toThrow();
  });
});
