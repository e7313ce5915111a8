// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Waymark } from '../../src/runtime/face.js';
import { flush, taps } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, ready } from './start.js';

onFakeTime();

/** Ways in which a page that tracks sets off its own tracking. */
const LOOPS: Readonly<Record<string, (waymark: Waymark) => void>> = {
  'a listener of touchpoints': waymark => void waymark.on('touchpoint', () => waymark.track('tap', {})),
  'a listener of a decision': waymark => void waymark.on('taps.reach', () => waymark.track('tap', { weight: 3 })),
  'a listener of problems': waymark => void waymark.on('problem', () => waymark.track('tap', 5 as unknown as object)),
  'a listener of the profile': waymark => void waymark.on('profile', () => waymark.track('tap', {})),
  'a subscriber': waymark => void waymark.subscribe(() => waymark.track('tap', {})),
  'a listener of consent': waymark =>
    void waymark.on('consent', ({ advertising }) => {
      waymark.setConsent({ advertising: advertising === 'granted' ? 'denied' : 'granted' });
      waymark.track('tap', {});
    }),
};

describe('a loop through', () => {
  it.each(Object.keys(LOOPS))('%s ends', async name => {
    const { waymark, ...world } = await ready({ plugins: [taps()] });
    LOOPS[name]?.(waymark);
    waymark.track('tap', { weight: 3 });
    waymark.track('tap', 5 as unknown as object);
    waymark.setConsent({ advertising: 'granted' });
    for (let turn = 0; turn < 40; turn++) await flush();
    await waymark.flush();
    const { tracked } = waymark.diagnostics();
    for (let turn = 0; turn < 40; turn++) await flush();
    expect(waymark.diagnostics().tracked).toBe(tracked);
    expect(tracked).toBeLessThan(120);
    ledgerOf({ waymark, ...world });
  });

  it('`context` and a check ends, and is named', async () => {
    let again: () => unknown = () => {};
    const passing = <T>(value: T): T => {
      again();
      return value;
    };
    const checked: Plugin = { name: 'checked', vocabulary: { tap: data => passing(data) } };
    const world = await ready({ plugins: [checked], context: () => passing({}), consent: GRANTED });
    again = () => world.waymark.track('tap', {});
    world.waymark.track('tap', {});
    await world.waymark.flush();
    again = () => {};
    expect(world.problems.map(({ code }) => code)).toContain('track-loop');
    expect(world.waymark.track('tap', {})).not.toBeNull();
    await world.waymark.flush();
    ledgerOf(world);
  });
});
