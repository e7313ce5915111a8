import { afterEach, describe, expect, it, vi } from 'vitest';
import { pages } from '../../src/capture/pages.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { taps } from './builders.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

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

  it('throws at no call, where there is neither address nor navigator', async () => {
    vi.stubGlobal('navigator', undefined);
    const waymark = createWaymark({ plugins: [taps(), pages()] });
    expect(waymark.page({ page_type: 'product' })).toBeNull();
    await waymark.reset();
    waymark.identify('customer-7');
    expect(waymark.profile.slices.identity?.userId).toBeNull();
  });

  it('shares nothing between requests', () => {
    const [one, other] = [createWaymark({ site: 'fretwell' }), createWaymark({ site: 'fretwell' })];
    expect(one).not.toBe(other);
  });

  it('still refuses plugins that cannot work together', () => {
    expect(() => createWaymark({ plugins: [taps(), taps()] })).toThrow('taps');
  });
});
