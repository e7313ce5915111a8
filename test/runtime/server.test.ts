import { describe, expect, it } from 'vitest';
import { createWaymark } from '../../src/runtime/waymark.js';
import { taps } from './builders.js';

describe('an instance on a server', () => {
  it('does nothing, keeps its snapshots and adds nothing global', async () => {
    const before = Object.getOwnPropertyNames(globalThis).sort();
    const waymark = createWaymark({ plugins: [taps()], consent: { default: { analytics: 'granted' } } });
    const { profile } = waymark;
    await waymark.ready;
    expect(waymark.track('tap', {})).toBeNull();
    await waymark.flush();
    expect(waymark.profile).toBe(profile);
    expect(waymark.profile.slices.taps).toBe(0);
    expect(waymark.consent.analytics).toBe('granted');
    expect(waymark.status).toBe('stopped');
    expect(waymark.site).toBe('');
    waymark.stop();
    expect(Object.getOwnPropertyNames(globalThis).sort()).toEqual(before);
  });

  it('shares nothing between requests', () => {
    const [one, other] = [createWaymark({ site: 'fretwell' }), createWaymark({ site: 'fretwell' })];
    expect(one).not.toBe(other);
  });

  it('still refuses plugins that cannot work together', () => {
    expect(() => createWaymark({ plugins: [taps(), taps()] })).toThrow('taps');
  });
});
