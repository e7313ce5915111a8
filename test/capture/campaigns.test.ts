// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CampaignsOptions, campaigns } from '../../src/capture/campaigns.js';
import { readMore } from '../../src/capture/read-more.js';
import { fold } from '../../src/core/fold.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { captureContext } from './capture-context.js';

/** What is tracked when a visitor arrives like this. */
function arrive(
  query: string,
  referrer: string,
  { type = 'navigate', ...options }: CampaignsOptions & { type?: string } = {},
) {
  history.replaceState(null, '', `https://www.shop.test/${query}`);
  vi.spyOn(document, 'referrer', 'get').mockReturnValue(referrer);
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming]);
  const { context, tracked } = captureContext();
  campaigns(options).capture?.(context);
  return tracked;
}

beforeEach(() => {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://www.shop.test/');
});
afterEach(() => vi.restoreAllMocks());

describe('the landing', () => {
  it('is kept in short texts', () => {
    const [landing] = arrive(`?utm_source=news&utm_campaign=${'x'.repeat(500)}`, '');
    const touchpoint = { type: 'campaign_details', ...landing } as never;
    const kept = campaigns().normalize?.(touchpoint, {} as never);
    expect(kept?.data).toMatchObject({ source: 'news', campaign: 'x'.repeat(100), click_ids: [] });
    const other = { type: 'note', data: {} } as never;
    expect(campaigns().normalize?.(other, {} as never)).toBe(other);
  });

  it('tells the campaign with the names of its click ids', () => {
    expect(
      arrive('?utm_source=google&utm_medium=cpc&utm_campaign=june&gclid=abc', 'https://www.google.com/'),
    ).toMatchObject([
      {
        type: 'campaign_details',
        data: { channel: 'paid-search', source: 'google', campaign: 'june', click_ids: ['gclid'] },
      },
    ]);
  });

  it('tells the host that brought the visitor', () => {
    expect(arrive('', 'https://blog.test/guitars')).toMatchObject([
      { data: { channel: 'referral', referrer: 'blog.test' } },
    ]);
  });

  it('is told once, also when another instance follows in the same document', () => {
    const instance = (isKept: boolean) => {
      const { context, tracked } = captureContext();
      const cleanup = campaigns().capture?.(context);
      if (cleanup) cleanup(isKept);
      return tracked.length;
    };
    vi.spyOn(document, 'referrer', 'get').mockReturnValue('https://blog.test/');
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([]);
    expect([instance(false), instance(true), instance(true), instance(false), instance(false)]).toEqual([
      1, 1, 0, 0, 1,
    ]);
  });

  it('is direct when the address was typed', () => {
    expect(arrive('', '')).toMatchObject([{ data: { channel: 'direct' } }]);
  });

  it('is none where a visit goes on and nothing says who brought the visitor', () => {
    const minute = 60_000;
    const kept = (channel: string, at: number, by = 'campaigns', last: object | null = {}) =>
      campaigns().normalize?.(
        { type: 'campaign_details', by, at, data: { channel } } as never,
        { session: { lastAt: 100 * minute }, slices: { campaigns: { last } } } as never,
      );
    expect([kept('direct', 129 * minute), kept('direct', 90 * minute)]).toEqual([null, null]);
    expect(kept('direct', 60 * minute)).toMatchObject({ at: 60 * minute });
    expect(kept('direct', 129 * minute, 'site')).toMatchObject({ by: 'site' });
    expect(kept('direct', 129 * minute, 'campaigns', null)).toMatchObject({ data: { channel: 'direct' } });
    expect(kept('direct', 131 * minute)).toMatchObject({ data: { channel: 'direct' } });
    expect(kept('email', 129 * minute)).toMatchObject({ data: { channel: 'email' } });
  });

  it('is admitted as it is', () => {
    const rules = gatherRules([campaigns()]);
    const [touch] = arrive('', '');
    expect(rules.vocabulary.campaign_details).toBeTypeOf('function');
    expect((rules.vocabulary.campaign_details as (data: object) => unknown)(touch?.data ?? {})).toEqual(touch?.data);
  });
});

describe('what is no landing', () => {
  it.each(['https://www.shop.test/home', 'https://shop.test/', 'https://blog.shop.test/'])(
    'a page of the site itself: %s',
    referrer => {
      expect(arrive('?utm_source=teaser', referrer)).toEqual([]);
    },
  );

  it('a host that only ends like the own one is not the own one', () => {
    expect(arrive('', 'https://guitarshop.test/')).toHaveLength(1);
  });

  it('another domain of the same owner', () => {
    expect(arrive('', 'https://pay.fretwell-checkout.test/', { own: ['fretwell-checkout.test'] })).toEqual([]);
  });

  it.each(['https://www.paypal.com/checkout', 'https://checkout.stripe.com/c/pay'])('a payment page: %s', referrer => {
    expect(arrive('', referrer)).toEqual([]);
  });

  it.each(['reload', 'back_forward'])('a %s', type => {
    expect(arrive('?utm_source=google&gclid=abc', 'https://www.google.com/', { type })).toEqual([]);
  });
});

describe('a source that the built-in channels do not know', () => {
  const settle = () => vi.dynamicImportSettled();

  it.each(['mkt_tok', 'mc_cid', 'awc', 'srsltid'])(
    'is direct where %s is all there is, unless it is read closer',
    async id => {
      const tracked = arrive(`?${id}=1`, '');
      await settle();
      expect(tracked).toMatchObject([{ data: { channel: 'direct' } }]);
      expect(arrive(`?${id}=1`, '', { read: readMore() })).not.toMatchObject([{ data: { channel: 'direct' } }]);
    },
  );

  it('is told at once, and once more when it is known better', async () => {
    const tracked = arrive('', 'https://www.meetup.com/guitars');
    expect(tracked).toMatchObject([{ data: { channel: 'referral' } }]);
    await settle();
    const [vague, known] = tracked;
    expect(tracked).toHaveLength(2);
    expect(known?.data).toEqual({ ...vague?.data, channel: 'organic-social', refines: 'referral' });
  });

  it.each([
    ['?utm_source=mag&utm_medium=influencer', '', 'influencer'],
    ['?utm_source=criteo&utm_medium=cpc', '', 'retargeting'],
    ['?utm_source=instagram&utm_medium=influencer', '', 'influencer'],
    ['?utm_source=facebook&utm_medium=sponsored', 'https://www.facebook.com/', 'sponsored'],
    ['?utm_source=facebook&utm_medium=retargeting', '', 'retargeting'],
    ['?utm_source=google&utm_medium=remarketing', '', 'retargeting'],
    ['?utm_source=google&utm_medium=cpc&utm_campaign=Shopping_DE&gclid=x', '', 'paid-shopping'],
    ['?utm_source=google&utm_medium=cpc&utm_campaign=cross-network', '', 'cross-network'],
  ])('may be named by a link: %s', async (query, referrer, channel) => {
    const tracked = arrive(query, referrer);
    await settle();
    expect(tracked[1]?.data).toMatchObject({ channel });
  });

  it.each([
    ['nobody knows', '', 'https://guitarblog.test/'],
    ['is known', '', 'https://www.google.com/'],
    ['is nobody', '', ''],
    ['is what it seems', '?utm_source=google&utm_medium=cpc&utm_campaign=workshop', ''],
  ])('is told once where it %s', async (_, query, referrer) => {
    const tracked = arrive(query, referrer);
    await settle();
    expect(tracked).toHaveLength(1);
  });

  it.each([
    ['?utm_source=partner&utm_medium=sponsored', { channels: [['partner', /@partner@/]] as const }],
    ['?utm_source=facebook&utm_medium=paid&utm_campaign=retargeting', { channels: [['house', /@facebook@/]] as const }],
    ['?utm_source=instagram&utm_medium=influencer&ref=ANNA7', { read: readMore({ friends: ['ref'] }) }],
  ])('leaves the channel that the site itself gives %s', async (query, options) => {
    const tracked = arrive(query, '', options);
    await settle();
    expect(tracked).toHaveLength(1);
  });
});

it('reads an arrival as it is told to', () => {
  expect(arrive('?ref=ANNA7', '', { read: readMore({ friends: ['ref'] }) })).toMatchObject([
    { data: { channel: 'friend' } },
  ]);
});

describe('the slice', () => {
  const rules = gatherRules([campaigns()]);
  const rows = (...channels: string[]): Row[] =>
    channels.map((channel, index) => ({
      seq: index + 1,
      now: index,
      purposes: ['analytics'],
      decisions: [],
      touchpoint: {
        id: `${index}`,
        at: index,
        url: '',
        by: 'campaigns',
        session: '',
        type: 'campaign_details',
        data: { channel },
      },
    }));
  const touchesAfter = (...channels: string[]) =>
    fold(rules, initialProfile(rules, 'v'), rows(...channels)).slices.campaigns;

  it('puts what is told later of an earlier day where it belongs', () => {
    const { slice } = campaigns();
    let state = slice?.initial as never;
    for (const [channel, at] of [
      ['email', 5],
      ['offline', 2],
      ['push', 4],
      ['sms', 9],
    ] as const)
      state = slice?.reduce(state, { type: 'campaign_details', at, data: { channel } } as never, {} as never) as never;
    expect(state).toEqual({ first: { channel: 'offline', at: 2 }, last: { channel: 'sms', at: 9 } });
  });

  it('keeps the first and the last touch', () => {
    expect(touchesAfter('email', 'referral', 'paid-search')).toMatchObject({
      first: { channel: 'email', at: 0 },
      last: { channel: 'paid-search', at: 2 },
    });
  });

  it('does not let a typed address replace what is known', () => {
    expect(touchesAfter('email', 'direct')?.last).toMatchObject({ channel: 'email' });
    expect(touchesAfter('direct', 'email')).toMatchObject({ first: { channel: 'direct' }, last: { channel: 'email' } });
  });

  it('puts the channel of an arrival right that is known better, and of no other', () => {
    const tell = (...touches: readonly object[]) =>
      fold(
        rules,
        initialProfile(rules, 'v'),
        rows(...touches.map(() => 'any')).map((row, index) => ({
          ...row,
          touchpoint: { ...row.touchpoint, data: touches[index] } as Row['touchpoint'],
        })),
      ).slices.campaigns;
    const vague = { channel: 'referral', source: 'meetup.com' };
    const known = { channel: 'organic-social', source: 'meetup.com', refines: 'referral' };
    const mail = { channel: 'email', source: 'june' };
    expect(tell(vague, known)).toMatchObject({
      first: { channel: 'organic-social' },
      last: { channel: 'organic-social' },
    });
    expect(tell(mail, vague, known)).toMatchObject({ first: mail, last: { channel: 'organic-social' } });
    expect(tell(vague, mail, known)).toEqual(tell(vague, mail));
    expect(tell(mail, known)).toEqual(tell(mail));
    expect(tell({ ...vague, source: 'blog.test' }, known)).toMatchObject({ first: { channel: 'referral' } });
    expect(tell(known)).toEqual({ first: null, last: null });
  });
});
