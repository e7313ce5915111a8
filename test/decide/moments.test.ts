import { describe, expect, it } from 'vitest';
import { campaigns } from '../../src/capture/campaigns.js';
import { commerce } from '../../src/capture/commerce.js';
import { advance } from '../../src/core/advance.js';
import { gatherRules } from '../../src/core/rules.js';
import { type ContactMoment, moments } from '../../src/decide/moments.js';
import { orders } from '../../src/learn/orders.js';
import { rhythm } from '../../src/learn/rhythm.js';
import { play } from '../../src/testing/play.js';
import { DAY, HOUR, T0, visitor } from '../journeys/journey.js';

const order = (id: string, more: object = {}) => ({
  transaction_id: id,
  currency: 'EUR',
  value: 20,
  items: [],
  ...more,
});

function shop(plugins = [commerce(), campaigns(), orders(), rhythm(), moments()]) {
  const person = visitor(plugins);
  const inShort = (decisions: readonly { readonly name: string; readonly data: unknown }[]) =>
    decisions
      .filter(({ name }) => name.startsWith('moment.'))
      .map(({ name, data }) => {
        // Only such decisions are left.
        const { kind, at, ...rest } = data as ContactMoment;
        return [name.slice(7), kind, at - T0, rest] as const;
      });
  return {
    person,
    see: (type: string, data: object = {}) => inShort(person.track(type, data).decisions),
    wait: (ms: number) => inShort(person.wait(ms)),
    leave: (ms: number) => inShort(person.leave(ms)),
  };
}

describe('moment.first', () => {
  it('is the arrival of the visitor, with how the visitor came, once', () => {
    const { see } = shop();
    expect(see('consent_update', { choice: { analytics: 'granted' } })).toEqual([]);
    expect(see('campaign_details', { channel: 'email', source: 'letter' })).toEqual([
      ['first', 'arrival', 0, { channel: 'email' }],
    ]);
    expect([see('page_view'), see('campaign_details', { channel: 'ads' })].flat()).toEqual([]);
  });

  it('is an arrival whose channel nobody knows', () => {
    const { see } = shop([moments()]);
    expect(see('page_view')).toEqual([['first', 'arrival', 0, {}]]);
  });

  it('comes again for another visitor of this browser', () => {
    const { see, wait } = shop();
    see('page_view');
    wait(HOUR);
    see('reset', { visitor_id: 'another' });
    expect(see('page_view')).toEqual([['first', 'arrival', HOUR, {}]]);
  });

  it('is the promise of a delivery, then the first delivery, each once', () => {
    const { see, wait } = shop();
    see('purchase', order('o1'));
    see('purchase', order('o2'));
    const promise = (id: string) => see('promise_delivery', { transaction_id: id, promised_at: T0 + 3 * DAY });
    expect(promise('o1')).toEqual([['first', 'estimate', 3 * DAY, { transaction_id: 'o1' }]]);
    expect(promise('o2')).toEqual([]);
    wait(HOUR);
    const firsts = (id: string) => see('deliver_order', { transaction_id: id }).filter(([name]) => name === 'first');
    expect(firsts('o2')).toEqual([['first', 'delivery', HOUR, { transaction_id: 'o2' }]]);
    expect(firsts('o1')).toEqual([]);
  });

  it('takes the moment at which the parcel was there', () => {
    const { see, wait } = shop();
    see('page_view');
    wait(DAY);
    expect(see('deliver_order', { transaction_id: 'o1', delivered_at: T0 + HOUR })[0]).toEqual([
      'first',
      'delivery',
      HOUR,
      { transaction_id: 'o1' },
    ]);
  });

  it('is no delivery that was promised for no moment, where no vocabulary checks it', () => {
    const { steps } = play(
      [moments()],
      [
        { type: 'promise_delivery', data: { promised_at: 'soon', transaction_id: [{}] } },
        { type: 'deliver_order', data: { delivered_at: {}, transaction_id: { id: 1 } } },
      ],
    );
    expect(steps[0]?.decisions.map(({ data }) => data)).toMatchObject([{ kind: 'arrival' }]);
    expect(steps[1]?.decisions.map(({ data }) => data)).toMatchObject([{ kind: 'delivery', transaction_id: '' }]);
  });
});

describe('moment.last', () => {
  const lasts = (decisions: readonly (readonly unknown[])[]) => decisions.filter(([name]) => name === 'last');

  it('is the delivery after which nothing is on its way', () => {
    const { see } = shop();
    for (const id of ['o1', 'o2', 'o3', 'o4']) see('purchase', order(id));
    const deliver = (id: string) => lasts(see('deliver_order', { transaction_id: id }));
    expect(deliver('o2')).toEqual([]);
    see('refund', order('o3'));
    see('refund', order('o4', { value: 1 }));
    expect(deliver('o1')).toEqual([]);
    expect(deliver('o4')).toEqual([['last', 'delivery', 0, { transaction_id: 'o4' }]]);
    expect(deliver('o4')).toEqual([]);
    see('purchase', order('o5'));
    expect(deliver('o5')).toEqual([['last', 'delivery', 0, { transaction_id: 'o5' }]]);
  });

  it('is no refund, which brings nobody anything', () => {
    const { see } = shop();
    see('purchase', order('o1'));
    expect(lasts(see('refund', order('o1')))).toEqual([]);
  });

  it('is to be expected when the rhythm of the visitor is over, told once a visit', () => {
    const { person, see, leave } = shop();
    see('page_view');
    leave(7 * DAY);
    const told = see('page_view');
    const { lapsesAt } = person.profile.slices.rhythm ?? {};
    expect(told).toEqual([['last', 'estimate', (lapsesAt ?? 0) - T0, {}]]);
    expect(see('page_view')).toEqual([]);
    leave(7 * DAY);
    expect(see('page_view').map(([, kind]) => kind)).toEqual(['estimate']);
  });

  it('was the visit after which the visitor was silent for too long, once a silence', () => {
    const { see, leave, wait } = shop();
    see('page_view');
    leave(7 * DAY);
    see('page_view');
    expect(leave(400 * DAY)).toEqual([['last', 'arrival', 7 * DAY, {}]]);
    expect(see('page_view').map(([, kind]) => kind)).toEqual(['estimate']);
    expect(wait(9000 * DAY)).toEqual([['last', 'arrival', 407 * DAY, {}]]);
  });

  it('is told with the first touchpoint of the return when nothing came before it', () => {
    const { person, see } = shop();
    see('page_view');
    person.leave(7 * DAY);
    see('page_view');
    const rules = gatherRules([commerce(), campaigns(), orders(), rhythm(), moments()]);
    const at = T0 + 500 * DAY;
    const touchpoint = { id: 'back', type: 'page_view', at, url: '', by: 'site', session: '', data: {} } as never;
    const { decisions } = advance(rules, person.profile, at, touchpoint);
    expect(decisions.map(({ data }) => data)).toContainEqual({ kind: 'arrival', at: T0 + 7 * DAY });
  });
});
