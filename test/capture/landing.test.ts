// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { campaigns } from '../../src/capture/campaigns.js';
import { landing } from '../../src/capture/landing.js';
import { sequences } from '../../src/decide/sequences.js';
import { takeOver } from '../../src/platform/left-behind.js';
import { leave, onFakeTime, ready } from '../runtime/start.js';
import { captureContext } from './capture-context.js';

/** Each test is a document of its own. */
const SITES = ['shop', 'drip', 'landing'];

onFakeTime();
afterEach(() => {
  for (const site of SITES) takeOver(`waymark.landing.${site}`);
  vi.restoreAllMocks();
});

const params = {
  c: { channel: 'offline', source: 'flyer' },
  wm_m: { channel: 'email', source: 'welcome', campaign: 'drip' },
};

function go(search: string, type = 'navigate'): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`https://shop.example/${search}`);
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as never]);
}

function arrive(search: string, type?: string): readonly object[] {
  go(search, type);
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
    go('?c=a7');
    const { waymark } = await ready({ plugins: [landing({ params }), campaigns()] });
    await waymark.flush();
    expect(waymark.profile.slices.campaigns).toMatchObject({
      first: { channel: 'offline' },
      last: { channel: 'offline' },
    });
    expect(waymark.profile.session?.number).toBe(1);
  });

  it('is what came, whatever else the address and the referrer say of the same arrival', async () => {
    go('?wm_m=letter&utm_source=news&utm_campaign=spring');
    vi.spyOn(document, 'referrer', 'get').mockReturnValue('https://webmail.example/');
    const { waymark } = await ready({ plugins: [landing({ params }), campaigns()] });
    await waymark.flush();
    expect(waymark.profile.slices.campaigns?.last).toMatchObject({ channel: 'email', content: 'letter' });
    expect(waymark.profile.session).toMatchObject({ number: 1, touchpoints: 1 });
  });

  it('leaves other arrivals to `campaigns()`', async () => {
    go('?utm_source=news&utm_campaign=spring');
    const { waymark } = await ready({ plugins: [landing({ params }), campaigns()] });
    await waymark.flush();
    expect(waymark.profile.slices.campaigns?.last).toMatchObject({ campaign: 'spring' });
  });

  it.each([
    [true, ['t1']],
    [false, ['t1', 't2']],
  ])('is told once while its row is kept: %s', (isKept, ids) => {
    go('?c=a7');
    const { context, tracked } = captureContext();
    const plugin = landing({ params });
    plugin.capture?.(context)?.(isKept);
    plugin.capture?.(context)?.(isKept);
    expect(tracked.map((_, index) => `t${index + 1}`)).toEqual(ids);
  });

  it('knows the step of a sequence whose mail brought the visitor back', async () => {
    const plugins = [
      landing({ params: { wm_m: { channel: 'email', source: 'sequence' } } }),
      campaigns(),
      sequences({
        purpose: 'analytics',
        sequences: {
          'first-guitar': {
            start: { on: 'ask_advice' },
            steps: [{ name: 'letter', afterDays: 3, channel: 'email', content: { template: 'first' } }],
          },
        },
      }),
    ];
    go('');
    const before = await ready({ site: 'drip', plugins });
    const links: string[] = [];
    before.waymark.on('decision', decision => {
      // What the shop's mail system does with a plan.
      if (decision.name === 'sequence.plan')
        for (const { step } of decision.data.steps) links.push(`?wm_m=${decision.data.sequence}.${step}`);
    });
    before.waymark.track('ask_advice' as never, {} as never);
    await before.waymark.flush();
    await leave(before);
    before.clock.pass(3 * 86_400_000);

    expect(links).toEqual(['?wm_m=first-guitar.letter']);
    // Another document, on which nobody has told of an arrival yet.
    takeOver('waymark.landing.drip');
    go(links[0] ?? '');
    const { waymark } = await ready({ site: 'drip', plugins, store: before.store, clock: before.clock });
    await waymark.flush();
    const { last } = waymark.profile.slices.campaigns ?? {};
    expect(last).toMatchObject({ channel: 'email', source: 'sequence', content: 'first-guitar.letter' });
    expect(waymark.profile.session).toMatchObject({ number: 2, touchpoints: 1 });
  });
});
