// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Decision } from '../../src/core/trigger.js';
import { indexedDbStore } from '../../src/platform/indexed-db.js';
import { taps } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, ready } from './start.js';

onFakeTime();

const shout = (): void => {};

/** What plugins may make that no database takes. */
const ODD: Readonly<Record<string, Plugin>> = {
  'a decision': {
    name: 'odd',
    triggers: [{ name: 'odd', decision: 'taps.reach', when: () => ({ taps: 1, shout }) as { taps: number } }],
  },
  'a decision that is no JSON': {
    name: 'odd',
    triggers: [{ name: 'odd', decision: 'taps.reach', when: () => ({ taps: 1n }) as unknown as { taps: number } }],
  },
  'a slice': {
    name: 'odd',
    slice: { name: 'seen', version: 1, initial: 0, reduce: () => ({ shout }) as unknown as number },
  },
  'a touchpoint': {
    name: 'odd',
    normalize: touchpoint => ({ ...touchpoint, data: { shout } }) as unknown as typeof touchpoint,
  },
};

describe('data that cannot be stored', () => {
  it.each(Object.keys(ODD))('in %s is left out and named, and everything else is stored', async kind => {
    const store = indexedDbStore(`plain ${kind}`);
    const world = await ready({ store, consent: GRANTED, plugins: [taps(), ODD[kind] as Plugin] });
    const ids = [world.waymark.track('tap', {}), world.waymark.track('tap', {})];
    await world.waymark.flush();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await world.waymark.flush();
    expect(world.waymark.status).toBe('ready');
    expect(world.problems.map(({ code }) => code)).toContain('not-plain');
    expect(world.problems.every(({ code }) => code === 'not-plain')).toBe(true);
    const { log } = (await world.waymark.export()) as { log: { touchpoint: { id: string } | null }[] };
    expect(log.flatMap(({ touchpoint }) => touchpoint?.id ?? [])).toEqual(ids);
    ledgerOf(world);
  });

  it('is left out of that decision alone, and what is left is frozen', async () => {
    const vast = { shout, text: 'x'.repeat(70_000) } as unknown as { taps: number };
    const odd: Plugin = { name: 'odd', triggers: [{ name: 'odd', decision: 'taps.rest', when: () => vast }] };
    const world = await ready({ consent: GRANTED, plugins: [odd, taps()], store: indexedDbStore('plain alone') });
    const decisions: Decision[] = [];
    world.waymark.on('decision', decision => decisions.push(decision));
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    expect(decisions.map(({ name }) => name)).toEqual(['taps.rest', 'taps.reach']);
    expect(decisions.every(decision => Object.isFrozen(decision) && Object.isFrozen(decision.data))).toBe(true);
  });

  it('names the plugin it came from', async () => {
    const store = indexedDbStore('plain named');
    const world = await ready({ store, consent: GRANTED, plugins: [taps(), ODD['a decision'] as Plugin] });
    world.waymark.track('tap', {});
    await world.waymark.flush();
    expect(world.problems[0]).toMatchObject({ plugin: 'odd', message: expect.stringContaining('"odd"') });
  });
});
