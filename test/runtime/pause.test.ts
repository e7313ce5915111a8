// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { pages } from '../../src/capture/pages.js';
import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import { GRANTED, leave, ledgerOf, onFakeTime, ready } from './start.js';

onFakeTime();

function eager(told: unknown[]): Plugin {
  return definePlugin({
    name: 'eager',
    vocabulary: { nod: (data: object) => data } as never,
    capture: () => void told.push('captures'),
    acts: ['stage.enter'],
    deliver: rows => void told.push(...rows.map(({ touchpoint }) => touchpoint?.type)),
  });
}

describe('a pause', () => {
  it('takes nothing, delivers nothing, and keeps what is stored', async () => {
    const told: unknown[] = [];
    const world = await ready({ plugins: [eager(told)] });
    world.waymark.track('nod', {});
    await world.waymark.flush();
    told.length = 0;
    world.waymark.pause();
    expect(world.waymark.paused).toBe(true);
    expect(world.waymark.track('nod', {})).toBeNull();
    await world.waymark.flush();
    await world.pass(60_000);
    expect(told).toEqual([]);
    expect(ledgerOf(world).dropped).toEqual({ paused: 1 });
    expect(((await world.waymark.export()) as { log: unknown[] }).log).toHaveLength(2);
    expect(world.waymark.consent.analytics).toBe('granted');
  });

  it('ends where it is ended, with what came before it delivered', async () => {
    const told: unknown[] = [];
    const world = await ready({ plugins: [eager(told)] });
    world.waymark.pause();
    await world.waymark.flush();
    told.length = 0;
    world.waymark.resume();
    expect(told).toEqual(['captures']);
    expect(world.waymark.track('nod', {})).not.toBeNull();
    await world.waymark.flush();
    expect(told).toEqual(['captures', 'consent_update', 'consent_update', 'nod']);
  });

  it('holds on the next page', async () => {
    const told: unknown[] = [];
    const first = await ready({ site: 'paused' });
    first.waymark.pause();
    await first.waymark.flush();
    await leave(first);
    const next = await ready({ site: 'paused', store: first.store, plugins: [eager(told)] });
    expect(next.waymark.paused).toBe(true);
    expect(next.waymark.track('nod', {})).toBeNull();
    next.waymark.resume();
    expect(next.waymark.track('nod', {})).not.toBeNull();
  });

  it('hinders no logout, for whoever comes next is another visitor', async () => {
    const world = await ready({});
    world.waymark.identify('customer-7');
    await world.waymark.flush();
    const { visitorId } = world.waymark.profile;
    world.waymark.pause();
    await world.waymark.reset();
    expect(world.waymark.profile.slices.identity?.userId).toBeNull();
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect(world.waymark.paused).toBe(true);
  });

  it.each([
    ['a grant is given in it', true],
    ['a grant is given after it', false],
  ])('counts the page once that was open before it where %s', async (_, isMeanwhile) => {
    const world = await ready({ consent: {}, plugins: [pages()] });
    await world.pass(0);
    world.waymark.pause();
    if (isMeanwhile) world.waymark.setConsent({ analytics: 'granted' });
    world.waymark.resume();
    if (!isMeanwhile) world.waymark.setConsent({ analytics: 'granted' });
    await world.waymark.flush();
    const { log } = (await world.waymark.export()) as { log: { touchpoint: { type: string } }[] };
    expect(log.filter(({ touchpoint }) => touchpoint.type === 'page_view')).toHaveLength(1);
  });

  it('is heard of in the other tab', async () => {
    const first = await ready({ site: 'paused-tabs', consent: GRANTED });
    const other = await ready({ site: 'paused-tabs-2', store: first.store, consent: GRANTED });
    first.waymark.pause();
    await first.waymark.flush();
    await other.waymark.flush();
    expect(other.waymark.paused).toBe(true);
  });

  it('tells listeners of no decision that time or the pause brings about', async () => {
    const decided = vi.fn();
    const due = definePlugin({
      name: 'due',
      triggers: [{ name: 'due', decision: 'stage.enter', when: () => ({}) as never, wakeAt: () => null }],
    });
    const world = await ready({ plugins: [due] });
    world.waymark.on('decision', decided);
    world.waymark.pause();
    await world.waymark.flush();
    await world.pass(3_600_000);
    expect(decided).not.toHaveBeenCalled();
  });
});
