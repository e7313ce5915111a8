import { describe, expect, it } from 'vitest';
import { WaymarkError } from '../../src/core/problem.js';
import type { LikelihoodModel } from '../../src/stages/likelihood-model.js';
import { type ScoreEvent, score } from '../../src/stages/score.js';
import { DAY, MINUTE, SECOND, T0 } from '../journeys/journey.js';

const at = (minutes: number, event: string, item = 'cedar') => ({ ts: T0 + minutes * MINUTE, event, item });

describe('score.open', () => {
  it('starts at the base rate it is given', () => {
    const busy = score.open({ baseRate: 0.2 });
    const quiet = score.open({ baseRate: 0.01 });
    for (const visit of [busy, quiet]) visit.push(at(0, 'view_item'));
    expect(busy.buy()).toBeGreaterThan(10 * quiet.buy());
  });

  it('takes a blank moment for that of the row before', () => {
    const buyAfter = (ts: unknown) => {
      const visit = score.open();
      visit.push(at(0, 'view_item'));
      // Rows of a file may hold anything.
      visit.push({ ...at(0, 'add_to_cart'), ts: ts as number });
      visit.push(at(1, 'view_item', 'case'));
      return visit.buy();
    };
    expect(['', ' ', null, undefined, Number.NaN].map(buyAfter)).toEqual(Array.from({ length: 5 }, () => buyAfter(T0)));
  });

  it('takes a price below nought, as of a return, for none', () => {
    const buyAt = (price: number) => {
      const visit = score.open();
      visit.push({ ...at(0, 'view_item'), price });
      return visit.buy();
    };
    expect(buyAt(-20)).toBe(buyAt(0));
    expect(buyAt(20)).not.toBe(buyAt(0));
  });

  it('reads the visit after every event and names its reasons, largest first', () => {
    const visit = score.open();
    visit.push(at(0, 'view_item'));
    const before = visit.buy();
    visit.push(at(1, 'add_to_cart'));
    expect(visit.buy()).toBeGreaterThan(before);
    expect(visit.abandon()).toBeCloseTo(1 - visit.buy(), 12);
    const sizes = visit.why().map(({ weight }) => Math.abs(weight));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(visit.why()[0]?.signal).toBe('cart');
  });

  it('sees silence: the cart is likelier left, and the visitor less likely to go on', () => {
    const visit = score.open();
    visit.push(at(0, 'add_to_cart'));
    const later = T0 + 5 * MINUTE;
    expect(visit.abandon(later)).toBeGreaterThan(visit.abandon());
    expect(visit.goesOn(later)).toBeLessThan(visit.goesOn());
    expect(visit.nudgeAfter()).toBe(160);
  });

  it('counts earlier visits and the orders in them, but no event of theirs as one of this visit', () => {
    const day = (days: number, event: string) => ({ ts: T0 - days * DAY, event, item: 'cedar' });
    const buyer = [
      day(9, 'view_item'),
      day(9, 'purchase'),
      day(6, 'add_to_cart'),
      day(6, 'purchase'),
      day(3, 'add_to_cart'),
    ];
    const looker = [day(9, 'view_item'), day(6, 'view_item')];
    const chances = (...events: readonly string[]) =>
      [buyer, looker, []].map(history => {
        const visit = score.open({}, history);
        for (const event of events) visit.push(at(0, event));
        return visit.buy();
      });
    const [known = 0, seen = 0, stranger = 1] = chances('view_item', 'page_view');
    expect(known).toBeGreaterThan(4 * stranger);
    expect(seen).toBeLessThan(stranger);
    // At the first look who comes back is likelier to buy than who is new.
    const [knownAtFirst = 0, seenAtFirst = 0, strangerAtFirst = 1] = chances('view_item');
    expect(knownAtFirst).toBeGreaterThan(4 * strangerAtFirst);
    expect(seenAtFirst).toBeGreaterThan(strangerAtFirst);
  });

  it('says what is likely next: what shops see at first, then what this visitor does', () => {
    const visit = score.open();
    visit.push(at(0, 'view_item'));
    expect(visit.next()[0]?.type).toBe('view_item');
    for (let minute = 1; minute < 60; minute += 2) {
      visit.push(at(minute, 'view_help'));
      visit.push(at(minute + 1, 'view_item'));
    }
    expect(visit.next()[0]?.type).toBe('view_help');
    const told = score.open({ steps: { view_item: { add_to_cart: 30 } } });
    told.push(at(0, 'view_item'));
    expect(told.next()[0]?.type).toBe('add_to_cart');
  });

  it('takes events without any field but the two it needs', () => {
    const visit = score.open();
    for (const event of ['session_start', 'view_item', '', '__proto__', 'purchase']) visit.push({ ts: T0, event });
    expect(visit.buy()).toBeGreaterThan(0);
    // As a file of rows holds them.
    const row = { ts: `${T0}`, event: 'view_item', item: null, price: '' } as unknown as ScoreEvent;
    const sample = score.open({ baseRate: 0 }, [row]);
    for (const _ of [1, 2, 3]) sample.push(row);
    expect(sample.buy()).toBeGreaterThan(0);
    expect(sample.why().every(({ weight }) => Number.isFinite(weight))).toBe(true);
  });

  it('reads on past rows without a moment, a name, or anything', () => {
    const rows = [{ ts: 'soon' }, { ts: undefined }, { ts: Infinity }, { event: null }, { event: 7 }, {}, null];
    for (const odd of rows) {
      const row = (odd && { ts: T0, event: 'view_item', ...odd }) as ScoreEvent;
      const visit = score.open({}, [row]);
      for (const event of [at(0, 'view_item'), at(1, 'add_to_cart'), row, at(2, 'view_item')]) visit.push(event);
      const odds = visit.why().reduce((sum, { weight }) => sum + weight, 0);
      expect(1 / (1 + Math.exp(-odds)), JSON.stringify(odd)).toBeCloseTo(visit.buy(), 12);
      expect(visit.goesOn(T0 + 3 * MINUTE)).toBeGreaterThan(0);
    }
  });

  it('knows of no moment before the last event, and keeps odd rates and sites from making chances none', () => {
    const visit = score.open();
    visit.push(at(0, 'add_to_cart'));
    for (const now of [0, T0 - MINUTE, Number.NaN])
      expect([visit.buy(now), visit.goesOn(now)]).toEqual([visit.buy(), visit.goesOn()]);
    const rate = (baseRate: unknown) => score.open({ baseRate: baseRate as number }).buy();
    expect(rate(0)).toBe(rate(0.001));
    expect(rate(1)).toBe(rate(0.999));
    expect(rate(null)).toBe(score.open().buy());
    expect(score.firstView({}, 0)).toBe(score.firstView({}, 0.001));
    expect(score.open({ steps: null, model: null } as never, null as never).next()).toEqual([]);
    expect(score.open(null as never).buy()).toBe(score.open().buy());
  });

  it('refuses a base rate that is no share', () => {
    for (const odd of [3, -0.03, Number.NaN, '0.03', 'many']) {
      const said = `\`baseRate\` is "${odd}". Give the share of visits with an order, from 0 to 1.`;
      expect(() => score.open({ baseRate: odd as number })).toThrow(said);
      expect(() => score.firstView({}, odd as number)).toThrow(said);
    }
  });

  it('refuses a model that is none', () => {
    for (const model of [{}, { weights: {} }, 'model.json'])
      expect(() => score.open({ model: model as LikelihoodModel })).toThrow('The `model` of `score` is none.');
  });

  it('takes earlier visits in any order, and a row without a moment for one after that before it', () => {
    const rows = [9, 6, 3].flatMap(days => [
      { ts: T0 - days * DAY, event: 'view_item', item: 'cedar' },
      { event: 'add_to_cart', item: 'cedar' } as ScoreEvent,
      { ts: T0 - days * DAY + SECOND, event: days === 6 ? 'purchase' : 'view_cart' },
    ]);
    const [one, two, three] = [rows.slice(0, 3), rows.slice(3, 6), rows.slice(6)];
    const read = (history: readonly ScoreEvent[]) => {
      const visit = score.open({}, history);
      visit.push(at(0, 'page_view'));
      return [visit.why(), visit.goesOn(T0 + MINUTE), visit.next()];
    };
    const expected = read(rows);
    for (const history of [
      [three, two, one],
      [two, three, one],
    ])
      expect(read(history.flat())).toEqual(expected);
  });

  it('refuses earlier visits that are no list of events', () => {
    for (const odd of [7, true, {}, { ts: T0, event: 'purchase' }, 'purchase'])
      expect(() => score.open({}, odd as never)).toThrow(
        new WaymarkError('history-odd', 'The history of `score.open` is no list. Give the events of earlier visits.'),
      );
  });

  it('refuses a share of visitors that is none', () => {
    for (const odd of [Number.NaN, -0.1, 25, '0.25'])
      expect(() => score.open().nudgeAfter(odd as number)).toThrow(
        `\`nudgeAfter\` was asked for "${odd}". Give a share of visitors, from 0 to 1.`,
      );
    expect(score.open().nudgeAfter(0)).toBe(1800);
    expect(score.open().nudgeAfter(undefined)).toBe(160);
  });

  it('reads moments as files have them: text, which is UTC unless it says another zone, and dates', () => {
    const moments = (of: (ms: number) => unknown) => {
      const row = (minutes: number, event: string) => ({ ...at(0, event), ts: of(T0 + minutes * MINUTE) as number });
      const visit = score.open({}, [row(-90, 'purchase')]);
      for (const event of [row(0, 'view_item'), row(3, 'add_to_cart'), row(20, 'view_item')]) visit.push(event);
      return [visit.why(), visit.why(of(T0 + 25 * MINUTE) as number)];
    };
    const iso = (ms: number) => new Date(ms).toISOString();
    const told = [iso, (ms: number) => new Date(ms), (ms: number) => iso(ms).slice(0, 19).replace('T', ' '), String];
    for (const of of told) expect(moments(of)).toEqual(moments(ms => ms));
  });

  it('takes whatever clock a file has, one that starts at nought as well', () => {
    const buy = (start: number) => {
      const visit = score.open();
      for (const ms of [MINUTE, 2 * MINUTE, 20 * MINUTE]) visit.push({ ...at(0, 'view_item'), ts: start + ms });
      return visit.buy();
    };
    for (const start of [0, 1e9, T0 * 1000]) expect(buy(start)).toBeCloseTo(buy(T0), 12);
  });

  it('reads numbers that a file holds as texts, and rows that hold nothing', () => {
    const text = (row: object) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, `${value}`]));
    const look = { secondsToView: 40, pageViews: 3, engagements: 2, earlierVisits: 1, daysSinceLast: 2 };
    const cart = { views: 4, carts: 1, sinceFirst: 300, sinceFirstCart: 60, sinceLastCart: 60, repeatViews: 0 };
    expect(score.firstView(text(look))).toBe(score.firstView(look));
    expect(score.cart(text(cart))).toBe(score.cart(cart));
    const answers = { isNew: false, boughtBefore: true, sameCategory: false };
    for (const answer of [text(answers), { isNew: 'False', boughtBefore: 'TRUE', sameCategory: 'false' } as never])
      expect(score.firstView(answer)).toBe(score.firstView(answers));
    const empty = { views: '', carts: null, repeatViews: [] } as never;
    expect([score.cart(empty), score.cart()]).toEqual([score.cart({}), score.cart({})]);
    expect([score.firstView(empty), score.firstView(null as never)]).toEqual([score.firstView(), score.firstView({})]);
  });

  it('holds the two models of rows beside it', () => {
    expect(score.firstView({ boughtBefore: true })).toBeGreaterThan(score.firstView({}));
    expect(score.cart({ repeatViews: 0 })).toBeGreaterThan(score.cart({ repeatViews: 2 }));
  });
});
