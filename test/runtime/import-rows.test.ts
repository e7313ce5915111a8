// @vitest-environment happy-dom

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { campaigns } from '../../src/capture/campaigns.js';
import { commerce } from '../../src/capture/commerce.js';
import type { Plugin } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { EVERYTHING } from '../../src/core/purpose.js';
import type { Row } from '../../src/core/touchpoint.js';
import { activity } from '../../src/learn/activity.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { recent } from '../../src/learn/recent.js';
import { viewed } from '../../src/learn/viewed.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { flush, logOf, taps } from './builders.js';
import { GRANTED, leave, leaveAll, ledgerOf, onFakeTime, ready, type World } from './start.js';

onFakeTime();

const DAY_MS = 86_400_000;

/** Two devices of one visitor beside one clock. */
async function devices(plugins: () => readonly Plugin[] = () => [taps()]): Promise<readonly [World, World]> {
  const clock = fakeClock();
  const one = await ready({ plugins: plugins(), clock });
  const other = await ready({ plugins: plugins(), clock });
  return [one, other];
}

async function tap({ waymark, clock }: World, times = 1): Promise<void> {
  for (let each = 0; each < times; each++) {
    clock.pass(1_000);
    waymark.track('tap', {});
    await waymark.flush();
  }
}

describe('import', () => {
  it('takes in what happened on another device, once', async () => {
    const [phone, laptop] = await devices();
    await tap(phone, 2);
    await tap(laptop);
    const exported = await phone.waymark.export();
    expect(await laptop.waymark.import(exported)).toEqual({ imported: 2, skipped: 0, reasons: {} });
    expect(laptop.waymark.profile.slices.taps).toBe(3);
    const again = await laptop.waymark.import(JSON.stringify(exported));
    expect(again).toEqual({ imported: 0, skipped: 2, reasons: { known: 2 } });
    expect(laptop.waymark.profile.slices.taps).toBe(3);
    expect(laptop.problems).toEqual([]);
  });

  it('keeps its own visitor id and takes nothing of its own back', async () => {
    const [phone, laptop] = await devices();
    const { visitorId } = laptop.waymark.profile;
    await tap(phone);
    await tap(laptop);
    await laptop.waymark.import(await phone.waymark.export());
    expect(laptop.waymark.profile.visitorId).toBe(visitorId);
    expect(await phone.waymark.import(await laptop.waymark.export())).toMatchObject({
      imported: 1,
      reasons: { known: 1 },
    });
    expect(await laptop.waymark.import(await laptop.waymark.export())).toMatchObject({ imported: 0, skipped: 2 });
  });

  it('takes in what was here before an erasure, where the site grants by itself', async () => {
    const world = await ready({ plugins: [taps()] });
    await tap(world, 2);
    const exported = await world.waymark.export();
    await world.waymark.erase();
    expect(await world.waymark.import(exported)).toEqual({ imported: 2, skipped: 0, reasons: {} });
    expect(world.waymark.profile.slices.taps).toBe(2);
    expect(world.problems).toEqual([]);
  });

  it('waits for the choice that an erasure took with everything else, and says so', async () => {
    const world = await ready({ plugins: [taps()], consent: {} });
    world.waymark.setConsent({ analytics: 'granted' });
    await tap(world, 2);
    const exported = await world.waymark.export();
    await world.waymark.erase();
    expect(await world.waymark.import(exported)).toMatchObject({ imported: 0, reasons: { consent: 2 } });
    expect(await world.store.entries()).toEqual([]);
    expect(world.problems).toMatchObject([{ code: 'import-consent' }]);
    world.waymark.setConsent({ analytics: 'granted' });
    expect(await world.waymark.import(exported)).toMatchObject({ imported: 2 });
  });

  it('decides nothing and tells nobody', async () => {
    const clock = fakeClock();
    const deliver = vi.fn();
    const decided = vi.fn();
    const heard = vi.fn();
    const phone = await ready({ plugins: [taps()], clock });
    const laptop = await ready({ plugins: [taps(), { name: 'spy', deliver }], clock });
    laptop.waymark.on('decision', decided);
    laptop.waymark.on('touchpoint', heard);
    await tap(phone, 3);
    await laptop.waymark.import(await phone.waymark.export());
    await laptop.waymark.flush();
    expect(laptop.waymark.profile.slices.taps).toBe(3);
    expect([deliver, decided, heard].map(spy => spy.mock.calls.length)).toEqual([0, 0, 0]);
    expect(ledgerOf(laptop).destinations.spy).toEqual({ delivered: 0, stored: 0, dropped: { imported: 3 } });
    // What follows is decided upon and told as ever.
    await tap(laptop, 3);
    await laptop.pass(5_000);
    expect(decided).toHaveBeenCalledOnce();
    expect(deliver.mock.calls.flatMap(([rows]) => rows as Row[])).toHaveLength(3);
    ledgerOf(laptop);
  });

  it('is there after a reload, and in another tab at once', async () => {
    const [phone, laptop] = await devices();
    await tap(phone, 2);
    const { store, clock } = laptop;
    await tap(laptop);
    const site = laptop.waymark.site;
    await laptop.waymark.import(await phone.waymark.export());
    const { profile } = laptop.waymark;
    await leave(laptop);
    const later = await ready({ site, store, clock, plugins: [taps()] });
    expect(later.waymark.profile).toEqual(profile);
    await tap(later);
    expect(later.waymark.profile.slices.taps).toBe(4);
  });

  it('is still there in one order when the database had to be mended', async () => {
    const [phone, laptop] = await devices(() => [commerce(), campaigns(), taps()]);
    const tell = async ({ waymark, clock }: World, channel: string): Promise<void> => {
      clock.pass(1_000);
      waymark.track('campaign_details', { channel, campaign: channel });
      await waymark.flush();
    };
    await tell(phone, 'email');
    await tell(laptop, 'sms');
    await laptop.waymark.import(await phone.waymark.export());
    const { store, clock } = laptop;
    const { campaigns: known } = laptop.waymark.profile.slices;
    await leave(laptop);
    await store.transact([], [], () => ({ put: [['head', 'gone']], drop: ['profile'] }));
    const plugins = [commerce(), campaigns(), taps()];
    const later = await ready({ site: laptop.waymark.site, store, clock, plugins });
    expect(later.waymark.profile.slices.campaigns).toEqual(known);
    expect(known?.first?.at).toBe(phone.waymark.profile.firstSeenAt);
  });

  it('can be forgotten, touchpoint by touchpoint', async () => {
    const [phone, laptop] = await devices();
    await tap(phone, 2);
    await laptop.waymark.import(await phone.waymark.export());
    const [first] = await logOf(laptop.store);
    expect(await laptop.waymark.forget(first?.touchpoint?.id ?? '')).toBe(true);
    expect(laptop.waymark.profile.slices.taps).toBe(1);
  });

  it('keeps only purposes that are granted here', async () => {
    const clock = fakeClock();
    const phone = await ready({ plugins: [taps()], clock, consent: { default: EVERYTHING } });
    const laptop = await ready({ plugins: [taps()], clock });
    const shop = await ready({ plugins: [taps()], clock, consent: { default: { functional: 'granted' } } });
    await tap(phone);
    await laptop.waymark.import(await phone.waymark.export());
    expect((await logOf(laptop.store)).map(({ purposes }) => purposes)).toEqual([['analytics']]);
    const report = await shop.waymark.import(await laptop.waymark.export());
    expect(report).toEqual({ imported: 0, skipped: 1, reasons: { consent: 1 } });
    const nobody = await ready({ plugins: [taps()], clock, consent: {} });
    expect(await nobody.waymark.import(await phone.waymark.export())).toMatchObject({ reasons: { consent: 1 } });
    expect(await nobody.store.entries()).toEqual([]);
  });

  it('takes no choice, logout or correction of another device, and nobody else’s rows', async () => {
    const [phone, laptop] = await devices();
    await tap(phone, 2);
    await phone.waymark.reset();
    await tap(phone);
    phone.waymark.correct('taps', 99);
    phone.waymark.setConsent({ advertising: 'granted' });
    phone.waymark.identify('customer-7');
    await phone.waymark.flush();
    const report = await laptop.waymark.import(await phone.waymark.export());
    expect(report).toEqual({
      imported: 1,
      skipped: 6,
      reasons: { 'other-visitor': 3, identity: 1, 'not-carried': 2 },
    });
    expect(laptop.waymark.profile.slices).toMatchObject({ taps: 1, identity: { userId: null } });
    expect(laptop.waymark.consent.advertising).toBe('pending');
  });

  it('refuses another visitor’s, and takes what the same one is called', async () => {
    const [phone, laptop] = await devices();
    phone.waymark.identify('customer-7', { tier: 'gold' });
    laptop.waymark.identify('customer-8');
    await Promise.all([phone.waymark.flush(), laptop.waymark.flush()]);
    expect(await laptop.waymark.import(await phone.waymark.export())).toMatchObject({ imported: 0 });
    expect(laptop.problems.map(({ code }) => code)).toEqual(['import-other']);
    const tablet = await ready({ plugins: [taps()], clock: laptop.clock });
    tablet.waymark.identify('customer-7');
    await tablet.waymark.import(await phone.waymark.export());
    expect(tablet.waymark.profile.slices.identity).toEqual({ userId: 'customer-7', traits: { tier: 'gold' } });
  });

  it('keeps what was here before its own last logout with the visitor who left', async () => {
    const [phone, laptop] = await devices();
    await tap(phone);
    await tap(laptop, 2);
    await laptop.waymark.reset();
    await laptop.waymark.import(await phone.waymark.export());
    expect(laptop.waymark.profile.slices.taps).toBe(1);
  });

  it('takes nothing that is older than raw touchpoints are kept', async () => {
    const [phone, laptop] = await devices();
    await tap(phone);
    laptop.clock.pass(31 * DAY_MS);
    await tap(phone);
    expect(await laptop.waymark.import(await phone.waymark.export())).toMatchObject({
      imported: 1,
      reasons: { retention: 1 },
    });
  });

  it('knows again what retention has moved out of the log', async () => {
    const [phone, laptop] = await devices();
    await tap(phone);
    await tap(laptop);
    const exported = await phone.waymark.export();
    await laptop.waymark.import(exported);
    const { store, clock } = laptop;
    await leave(laptop);
    clock.pass(20 * DAY_MS);
    const retention = { touchpointDays: 10 };
    const later = await ready({ site: laptop.waymark.site, store, clock, plugins: [taps()], retention });
    await later.pass(0);
    await flush(20);
    expect(await logOf(store)).toEqual([]);
    expect(later.waymark.profile.slices.taps).toBe(2);
    await leave(later);
    const last = await ready({ site: laptop.waymark.site, store, clock, plugins: [taps()] });
    expect(await last.waymark.import(exported)).toMatchObject({ imported: 0, reasons: { known: 1 } });
    expect(last.waymark.profile.slices.taps).toBe(2);
  });

  it('holds up no row that still has to be delivered, however old what comes is', async () => {
    const clock = fakeClock();
    const phone = await ready({ plugins: [taps()], clock });
    await tap(phone);
    clock.pass(9 * DAY_MS);
    const told: Row[] = [];
    let isOpen = false;
    const spy: Plugin = {
      name: 'spy',
      deliver(rows) {
        if (!isOpen) return { accepted: 0, retryAfterMs: 1_000 };
        told.push(...rows);
        return {};
      },
    };
    const laptop = await ready({ plugins: [taps(), spy], clock });
    await tap(laptop, 2);
    await laptop.waymark.import(await phone.waymark.export());
    await leave(laptop);
    isOpen = true;
    const later = await ready({ site: laptop.waymark.site, store: laptop.store, clock, plugins: [taps(), spy] });
    await later.pass(0);
    await later.waymark.flush();
    expect(told.map(({ seq }) => seq)).toEqual([1, 2]);
    ledgerOf(later);
  });
});

describe('what is no export', () => {
  const odd: readonly unknown[] = [
    undefined,
    null,
    7,
    '',
    '{',
    [],
    {},
    { format: 2, log: [] },
    { format: 2, base: {}, log: [] },
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    ),
  ];
  it.each([...odd.keys()])('becomes a problem, number %i', async index => {
    const { waymark, problems } = await ready({ plugins: [taps()] });
    expect(await waymark.import(odd[index])).toEqual({ imported: 0, skipped: 0, reasons: {} });
    expect(problems.map(({ code }) => code)).toEqual(['import-odd']);
  });

  it('is refused where a newer build made it', async () => {
    const [phone, laptop] = await devices();
    await laptop.waymark.import({ ...(await phone.waymark.export()), format: 99 });
    expect(laptop.problems.map(({ code }) => code)).toEqual(['import-newer']);
  });

  it('is checked and redacted row by row', async () => {
    const [phone, laptop] = await devices(() => [commerce(), taps()]);
    await tap(phone);
    const exported = await phone.waymark.export();
    const [good] = exported.log as readonly Row[];
    const touchpoint = good?.touchpoint;
    const withData = (more: object): object => ({ ...good, touchpoint: { ...touchpoint, ...more } });
    const log = [
      withData({ id: 'a b' }),
      withData({ id: 'x1', by: { toString: 1 } }),
      withData({ id: 'x2', at: 'now' }),
      withData({ id: 'x3', type: 'purchase', data: { items: 7 } }),
      withData({ id: 'x4', url: 9 }),
      { ...good, decisions: [{ id: 'd', trigger: 'third', at: 1 }], imported: 'x' },
      withData({
        id: 'x5',
        data: { text: 'write to jane.doe@example.com' },
        url: 'https://shop.example/?email=jane.doe@example.com',
      }),
      withData({ id: 'x6', data: JSON.parse('{"__proto__":{"polluted":1}}') }),
      { ...withData({ id: 'x7' }), now: (good?.now ?? 0) + 2 * DAY_MS },
      null,
      'row',
    ];
    const report = await laptop.waymark.import({ ...exported, log });
    expect(report).toMatchObject({ imported: 2, reasons: { refused: 9 } });
    const stored = JSON.stringify(await laptop.store.entries());
    expect(stored).not.toContain('jane.doe');
    expect(stored).not.toContain('polluted');
    expect(laptop.waymark.profile.fired).toEqual({});
  });

  it('is taken by no database that was erased meanwhile', async () => {
    const [phone, laptop] = await devices();
    await tap(phone);
    await tap(laptop);
    const exported = await phone.waymark.export();
    const [report] = await Promise.all([laptop.waymark.import(exported), laptop.waymark.erase()]);
    expect(report).toMatchObject({ imported: 0, reasons: { gone: 1 } });
    expect(await laptop.store.entries()).toEqual([]);
  });
});

const plugins = (): readonly Plugin[] => [
  commerce(),
  campaigns(),
  activity(),
  cart(),
  orders(),
  viewed(),
  recent(),
  taps(),
];
const guitar = fc.constantFrom('cedar', 'spruce', 'walnut');
const act: fc.Arbitrary<readonly [string, object]> = fc.oneof(
  guitar.map(id => ['view_item', { items: [{ item_id: id, price: 100 }] }] as const),
  guitar.map(id => ['add_to_cart', { currency: 'EUR', value: 100, items: [{ item_id: id, price: 100 }] }] as const),
  fc
    .integer({ min: 1, max: 4 })
    .map(
      id =>
        ['purchase', { transaction_id: `o${id}`, currency: 'EUR', value: id, items: [{ item_id: 'cedar' }] }] as const,
    ),
  fc.integer({ min: 1, max: 4 }).map(id => ['deliver_order', { transaction_id: `o${id}` }] as const),
  fc
    .constantFrom('email', 'direct', 'offline')
    .map(channel => ['campaign_details', { channel, campaign: channel }] as const),
  fc.constant(['tap', {}] as const),
);
const step = fc.record({
  device: fc.nat(1),
  act,
  passMs: fc.constantFrom(0, 0, 1_000, 60_000, 2_400_000),
  agoMs: fc.constantFrom(0, 0, 0, 3_600_000, 3 * DAY_MS),
});

/** What both devices have to agree on. */
function agreed({ slices, session, firstSeenAt, lastSeenAt }: Profile): object {
  return { slices, session, firstSeenAt, lastSeenAt };
}

describe('two devices', () => {
  it('know the same, whichever takes in the other, and once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async steps => {
        const pair = await devices(plugins);
        for (const {
          device,
          act: [type, data],
          passMs,
          agoMs,
        } of steps) {
          const { waymark, clock } = pair[device as 0 | 1];
          clock.pass(passMs);
          waymark.track(type, data, { at: clock.now() - agoMs });
          await waymark.flush();
        }
        const exports = await Promise.all(pair.map(({ waymark }) => waymark.export()));
        await pair[0].waymark.import(exports[1]);
        await pair[1].waymark.import(exports[0]);
        expect(agreed(pair[0].waymark.profile)).toEqual(agreed(pair[1].waymark.profile));
        const before = pair[0].waymark.profile;
        await pair[0].waymark.import(exports[1]);
        await pair[0].waymark.import(await pair[1].waymark.export());
        expect(pair[0].waymark.profile).toBe(before);
        await leaveAll();
      }),
      { numRuns: 60 },
    );
  });

  it('know the same as a third, in whatever order they meet', async () => {
    const clock = fakeClock();
    const [a, b, c] = [
      await ready({ plugins: plugins(), clock }),
      await ready({ plugins: plugins(), clock }),
      await ready({ plugins: plugins(), clock }),
    ];
    for (const [index, { waymark }] of [a, b, c, b, a, c, c].entries()) {
      clock.pass(index % 2 ? 0 : 2_000_000);
      waymark.track('purchase', { transaction_id: `o${index % 3}`, currency: 'EUR', value: index, items: [] });
      waymark.track('campaign_details', { channel: 'email', campaign: `c${index}` });
      await waymark.flush();
    }
    await a.waymark.import(await b.waymark.export());
    await c.waymark.import(await a.waymark.export());
    await b.waymark.import(await c.waymark.export());
    await a.waymark.import(await c.waymark.export());
    expect(agreed(a.waymark.profile)).toEqual(agreed(b.waymark.profile));
    expect(agreed(a.waymark.profile)).toEqual(agreed(c.waymark.profile));
    const { orders: bought, recent: told } = a.waymark.profile.slices;
    expect(bought?.count).toBe(3);
    // What both told of counts once everywhere.
    expect(told?.touchpoints.filter(({ type }) => type === 'purchase')).toHaveLength(3);
    expect(a.waymark.consent).toMatchObject(GRANTED.default ?? {});
  });
});
