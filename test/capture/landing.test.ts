// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { campaigns } from '../../src/capture/campaigns.js';
import { landing } from '../../src/capture/landing.js';
import { onFakeTime, ready } from '../runtime/start.js';
import { captureContext } from './capture-context.js';

onFakeTime();
afterEach(() => vi.restoreAllMocks());

const params = {
  c: { channel: 'offline', source: 'flyer' },
  wm_m: { channel: 'email', source: 'welcome', campaign: 'drip' },
};

function arrive(search: string, type = 'navigate'): readonly object[] {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`https://shop.example/${search}`);
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as never]);
  const { context, tracked } = captureContext();
  landing({ params }).capture?.(context);
  return tracked.map(({ data }) => data);
}

describe('landing', () => {
  it.each([
    ['?c=a7', [{ channel: 'offline', source: 'flyer', campaign: 'c', content: 'a7' }]],
    ['?x=1&wm_m=step-2', [{ channel: 'email', source: 'welcome', campaign: 'drip', content: 'step-2' }]],
    ['?c=a7&wm_m=2', [{ channel: 'offline', source: 'flyer', campaign: 'c', content: 'a7' }]],
    ['', []],
    ['?c=', []],
    ['?c=jane%40example.com', []],
    [`?c=${'a'.repeat(41)}`, []],
    ['?toString=a', []],
  ])('reads %s', (search, touches) => {
    expect(arrive(search)).toEqual(touches);
  });

  it.each(['reload', 'back_forward'])('takes a %s for no arrival', type => {
    expect(arrive('?c=a7', type)).toEqual([]);
  });

  it('is the first and the last touch, and opens one visit', async () => {
    arrive('?c=a7');
    const { waymark } = await ready({ plugins: [landing({ params }), campaigns()] });
    await waymark.flush();
    expect(waymark.profile.slices.campaigns).toMatchObject({
      first: { channel: 'offline' },
      last: { channel: 'offline' },
    });
    expect(waymark.profile.session?.number).toBe(1);
  });
});
