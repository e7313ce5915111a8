// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import { activity } from '../../src/learn/activity.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { DAY_MS } from '../../src/runtime/age.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { leave, ledgerOf, onFakeTime, ready, start, type World } from './start.js';

onFakeTime();

const dead: Plugin = definePlugin({ name: 'dead', deliver: () => ({ accepted: 0 }) });

/** A visitor of one store and one clock, page after page. */
function visitor(options: Parameters<typeof ready>[0] = {}) {
  const [store, clock] = [memoryStore(), fakeClock()];
  let page: World | undefined;
  return {
    clock,
    async visit(more: Parameters<typeof ready>[0] = {}): Promise<World> {
      if (page) await leave(page);
      page = await ready({ store, clock, plugins: [activity()], ...options, ...more });
      await page.waymark.flush();
      return page;
    },
  };
}

async function seen(world: World, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) world.waymark.track('search', { search_term: 'cedar' });
  await world.waymark.flush();
}

async function logOf({ waymark }: World): Promise<number> {
  return ((await waymark.export()) as { log: unknown[] }).log.length;
}

describe('what is too old', () => {
  it('leaves the log after thirty days, and is still known', async () => {
    const { visit, clock } = visitor();
    await seen(await visit(), 250);
    clock.pass(31 * DAY_MS);
    const world = await visit();
    expect(await logOf(world)).toBe(0);
    expect(world.waymark.profile.slices.activity?.types.search?.count).toBe(250);
    ledgerOf(world);
  });

  it('leaves it earlier where the site wants that', async () => {
    const { visit, clock } = visitor({ retention: { touchpointDays: 3 } });
    await seen(await visit());
    clock.pass(2 * DAY_MS);
    expect(await logOf(await visit())).toBe(1);
    clock.pass(2 * DAY_MS);
    expect(await logOf(await visit())).toBe(0);
  });

  it('goes once a day on a page that stays open', async () => {
    const { visit, clock } = visitor();
    await seen(await visit());
    clock.pass(29.5 * DAY_MS);
    const world = await visit();
    expect(await logOf(world)).toBe(1);
    await world.pass(DAY_MS);
    expect(await logOf(world)).toBe(0);
  });

  it('is told to nobody any more after a week, and counted', async () => {
    const { visit, clock } = visitor({ plugins: [activity(), dead] });
    await seen(await visit(), 3);
    clock.pass(8 * DAY_MS);
    const world = await visit();
    expect(ledgerOf(world).destinations.dead).toMatchObject({ stored: 0, dropped: { expired: 3 } });
    expect(await logOf(world)).toBe(3);
  });

  it.each([400 * DAY_MS, -400 * DAY_MS])('is nothing this page saw come, when the clock jumps by %d ms', async jump => {
    const { visit, clock } = visitor({ plugins: [activity(), dead] });
    const world = await visit();
    await seen(world, 3);
    await world.pass(0);
    clock.pass(jump);
    await seen(world);
    await world.pass(DAY_MS);
    expect(await logOf(world)).toBe(4);
    expect(ledgerOf(world).destinations.dead?.stored).toBe(4);
  });
});

describe('a visitor who was away for thirteen months', () => {
  it('is not one whose clock was that far back at the last visit', async () => {
    const { visit, clock } = visitor();
    const first = await visit();
    await seen(first, 3);
    const { visitorId } = first.waymark.profile;
    clock.pass(-400 * DAY_MS);
    await seen(await visit(), 1);
    clock.pass(400 * DAY_MS);
    const world = await visit();
    expect(world.waymark.profile.visitorId).toBe(visitorId);
    expect(world.waymark.profile.slices.activity?.types.search?.count).toBe(4);
    ledgerOf(world);
  });

  it('is somebody new, and is asked again', async () => {
    const { visit, clock } = visitor({ consent: {} });
    const first = await visit();
    first.waymark.setConsent({ analytics: 'granted' });
    await seen(first);
    const { visitorId } = first.waymark.profile;
    clock.pass(397 * DAY_MS);
    const world = await visit();
    expect(world.waymark.status).toBe('pending');
    expect(world.waymark.consent.analytics).toBe('pending');
    world.waymark.setConsent({ analytics: 'granted' });
    await seen(world);
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect(world.waymark.profile.slices.activity?.types.search?.count).toBe(1);
  });

  it('loses nothing of this visit', async () => {
    const { visit, clock } = visitor();
    const first = await visit();
    await seen(first, 5);
    await leave(first);
    clock.pass(397 * DAY_MS);
    const { waymark } = start({
      store: first.store,
      clock,
      plugins: [activity()],
      consent: { default: { analytics: 'granted' } },
    });
    waymark.track('search', { search_term: 'cedar' });
    await waymark.ready;
    await waymark.flush();
    expect(waymark.profile.slices.activity?.types.search?.count).toBe(1);
  });

  it('is known for as long as the site says, and for no shorter because of a clock in 2099', async () => {
    const { visit, clock } = visitor({ retention: { profileDays: 30 } });
    await seen(await visit());
    clock.pass(80 * 365 * DAY_MS);
    const far = await visit();
    expect(far.waymark.profile.slices.activity?.types.search?.count).toBe(1);
    clock.pass(-80 * 365 * DAY_MS + 31 * DAY_MS);
    expect((await visit()).waymark.profile.slices.activity?.types.search).toBeUndefined();
  });
});
