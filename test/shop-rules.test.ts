import { describe, expect, it } from 'vitest';
import { flatten } from '../src/core/plugin.js';
import { lead } from '../src/learn/lead.js';
import { shopRules } from '../src/shop-rules.js';
import { storefront } from '../src/storefront.js';
import { visitor } from './journeys/journey.js';

it('decides beside the storefront what JSON says', () => {
  const json = `{
    "recent": { "fields": ["search_term"] },
    "occasions": { "asked-twice": { "when": { "count": "search", "where": { "search_term": "oak" }, "atLeast": 2 } } }
  }`;
  const person = visitor([storefront(), shopRules(JSON.parse(json))]);
  const arisen = () =>
    person.track('search', { search_term: 'oak' }).decisions.filter(({ name }) => name === 'occasion.arise');
  expect(arisen()).toEqual([]);
  expect(arisen()).toMatchObject([{ data: { name: 'asked-twice' } }]);
});

describe('groups from JSON', () => {
  const json = `{
    "recent": { "fields": ["item_category"] },
    "segments": {
      "gold": { "axis": "purchases", "when": { "spent": "EUR", "atLeast": 1000 } },
      "guitarists": { "axis": "interests", "when": { "interest": "Guitars" } },
      "students": { "axis": "demographics", "when": { "traits": { "occupation": "student" } } }
    },
    "personas": {
      "stage-player": {
        "motivations": ["Plays in a band"],
        "interests": ["Guitars with a pickup"],
        "needs": ["To be heard"],
        "expectations": ["A reply within a day"],
        "desires": ["A guitar like that of the idol"],
        "issues": ["Feedback on stage"],
        "signs": [
          { "when": { "segment": "guitarists" }, "text": "Is drawn by guitars" },
          { "when": { "traits": { "occupation": "student" } }, "weight": 2, "text": "Said to be a student" }
        ]
      }
    },
    "audiences": {
      "guitar-lookers": {
        "when": { "count": "view_item", "where": { "item_category": "Guitars" }, "atLeast": 2, "withinDays": 14 },
        "days": 30
      }
    },
    "occasions": {
      "band": { "when": { "persona": "stage-player" } },
      "gold-in-the-app": { "when": { "all": [{ "segment": "gold" }, { "traits": { "app": true } }] } }
    }
  }`;
  const shop = () => {
    const person = visitor([storefront({ segments: false }), shopRules(JSON.parse(json))]);
    const own = /^(gold|guitar|students|band)/;
    return (type: string, data: object = {}) =>
      person
        .track(type, data)
        .decisions.flatMap(({ name, data: said }) =>
          'name' in said && own.test(`${said.name}`) ? `${name} ${said.name}` : [],
        );
  };
  const cedar = { currency: 'EUR', items: [{ item_id: 'cedar', item_category: 'Guitars', price: 600 }] };
  const order = (transaction_id: string) => ({ ...cedar, transaction_id, value: 600 });

  it('are segments, personas and audiences', () => {
    const track = shop();
    expect(track('view_item', cedar)).toEqual(['segment.enter guitarists']);
    expect(track('view_item', cedar)).toEqual(['audience.enter guitar-lookers']);
    expect(track('identify', { user_id: 'u1', traits: { occupation: 'student' } })).toEqual([
      'segment.enter students',
      'occasion.arise band',
    ]);
    expect(track('purchase', order('1'))).toEqual(['audience.leave guitar-lookers']);
  });

  it('make an offer of one tier, in the app alone', () => {
    const track = shop();
    track('purchase', order('1'));
    expect(track('identify', { user_id: 'u1', traits: { app: true } })).toEqual([]);
    expect(track('purchase', order('2'))).toEqual(['segment.enter gold', 'occasion.arise gold-in-the-app']);
    const web = shop();
    web('purchase', order('1'));
    expect(web('purchase', order('2'))).toEqual(['segment.enter gold']);
    expect(web('page_view')).toEqual([]);
  });

  it('are refused beside the segments of the storefront', () => {
    expect(() => visitor([storefront(), shopRules(JSON.parse(json))])).toThrow('both bring plugin "segments"');
  });

  it('keep the default segments', () => {
    const person = visitor([storefront({ segments: false }), shopRules({ segments: { new: false } })]);
    person.track('add_to_cart', cedar);
    expect(person.profile.slices.segments).toEqual(['cart-holder']);
  });
});

it('tells of leads and of what is due again where JSON asks for it', () => {
  const json = '{ "leads": { "threshold": 30 }, "repurchase": { "cycles": { "Strings": 30 } } }';
  const person = visitor([storefront(), shopRules(JSON.parse(json))]);
  const names = (type: string, data: object): readonly string[] =>
    person.track(type, data).decisions.map(({ name }) => name);
  expect(names('generate_lead', {})).toContain('lead.enter');
  const order = {
    currency: 'EUR',
    transaction_id: '1',
    value: 12,
    items: [{ item_id: 's', item_category: 'Strings', price: 12 }],
  };
  expect(names('purchase', order)).not.toContain('repurchase.due');
  expect(person.wait(31 * 86_400_000).map(({ name }) => name)).toContain('repurchase.due');
  const plain = flatten(shopRules({ leads: true, repurchase: true }, [lead()])).map(({ name }) => name);
  expect(plain).toEqual(['recent', 'leads', 'repurchase', 'occasions']);
});

it.each([
  [{ occasion: {} }, '`occasion` must be left out: there is no such option; known are occasions, recent,'],
  [{ occasions: [{ when: { on: 'search' } }] }, '`occasions` must be an object, each of them by its name.'],
  [{ occasions: { a: { when: { on: 'search' }, everyDay: 3 } } }, '`occasions.a.everyDay` must be left out'],
  [{ occasions: { a: { when: { on: 'search' }, everyDays: 'x' } } }, '`occasions.a.everyDays` must be a number'],
  [{ audiences: { a: { when: { total: 'search' }, day: 3 } } }, '`audiences.a.day` must be left out'],
  [{ recent: { field: ['a'] } }, '`recent.field` must be left out'],
  [{ leads: { treshold: 5 } }, '`leads.treshold` must be left out'],
  [{ leads: { threshold: 'high' } }, '`leads.threshold` must be a number'],
  [{ repurchase: { cycle: {} } }, '`repurchase.cycle` must be left out'],
  [{ segments: true }, '`segments` must be segments by their names.'],
  [{ personas: 'x' }, '`personas` must be personas by their names.'],
])('refuses with the path what would do nothing: %j', (options, why) => {
  expect(() => shopRules(options as never)).toThrow(why);
});

it('asks the stage model that is present for the chance of an order', () => {
  const shop = flatten(storefront());
  const rules = JSON.parse('{ "occasions": { "hot": { "when": { "likelihood": "buy", "atLeast": 0.0001 } } } }');
  const names = (...present: readonly (typeof shop)[]): readonly string[] =>
    visitor([shop, shopRules(rules, ...present)])
      .track('view_item', { currency: 'EUR', items: [{ item_id: 's', price: 12 }] })
      .decisions.map(({ name }) => name);
  expect(names(shop)).toContain('occasion.arise');
  expect(names()).not.toContain('occasion.arise');
});
