import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/capture/channel.js';
import { type ReadMoreOptions, readMore } from '../../src/capture/read-more.js';

const SHOP = 'https://shop.test/';
const read = (query: string, referrer = '', options?: ReadMoreOptions) =>
  readMore(options)({ url: `${SHOP}?${query}`, referrer });

/** Click ids by name, and the channel each tells where nothing else does. The first part the built-in pattern knows. */
const BUILT_IN: Readonly<Record<string, string>> = {
  gclid: 'paid-search',
  gbraid: 'paid-search',
  wbraid: 'paid-search',
  msclkid: 'paid-search',
  yclid: 'paid-search',
  dclid: 'display',
  ttclid: 'paid-social',
  twclid: 'paid-social',
  li_fat_id: 'paid-social',
  ScCid: 'paid-social',
  rdt_cid: 'paid-social',
  obclid: 'native',
  tblci: 'native',
  irclickid: 'affiliate',
  clickid: 'affiliate',
  click_id: 'affiliate',
  fbclid: 'organic-social',
  epik: 'organic-social',
};
const MORE: Readonly<Record<string, string>> = {
  gad_source: 'paid-search',
  gad_campaignid: 'paid-search',
  gclsrc: 'paid-search',
  ef_id: 'paid-search',
  s_kwcid: 'paid-search',
  ysclid: 'organic-search',
  srsltid: 'organic-shopping',
  qclid: 'paid-social',
  ndclid: 'paid-social',
  igshid: 'organic-social',
  igsh: 'organic-social',
  dicbo: 'native',
  cto_pld: 'retargeting',
  vmcid: 'display',
  irgwc: 'affiliate',
  awc: 'affiliate',
  cjevent: 'affiliate',
  ranSiteID: 'affiliate',
  SSCID: 'affiliate',
  tduid: 'affiliate',
  zanpid: 'affiliate',
  admitad_uid: 'affiliate',
  rfsn: 'affiliate',
  clickref: 'affiliate',
  mc_cid: 'email',
  mc_eid: 'email',
  _kx: 'email',
  _hsenc: 'email',
  mkt_tok: 'email',
  vero_id: 'email',
  dm_i: 'email',
  oly_enc_id: 'email',
  ml_subscriber: 'email',
  ck_subscriber_id: 'email',
  vgo_ee: 'email',
  ref_code: 'friend',
  referral_code: 'friend',
  smile_referral_code: 'friend',
  raf: 'friend',
};

describe('click ids', () => {
  it.each(Object.entries(BUILT_IN))('%s is known as it is, and says %s', (name, channel) => {
    const arrival = { url: `${SHOP}?${name}=SeCrEt`, referrer: '' };
    for (const details of [channelOf(arrival), readMore()(arrival)]) {
      expect(details).toMatchObject({ channel, click_ids: [name] });
      expect(JSON.stringify(details)).not.toContain('SeCrEt');
    }
  });

  it.each(Object.entries(MORE))('%s says %s at a closer look', (name, channel) => {
    const details = read(`${name}=SeCrEt`);
    expect(details).toMatchObject({ channel, click_ids: [name] });
    expect(JSON.stringify(details)).not.toContain('SeCrEt');
  });

  it('are more than 25 by name', () => {
    expect(Object.keys(BUILT_IN).length + Object.keys(MORE).length).toBeGreaterThan(50);
  });

  it.each(['client_id', 'clientid', 'class_id', 'ref', 'article_id', 'page', 'affinity', 'range', 'q'])(
    'are none of the shop’s own parameters: %s',
    name => expect(read(`${name}=1`)).toMatchObject({ channel: 'direct', click_ids: [] }),
  );
});

describe('links of friends', () => {
  it.each([['ref'], ['friend'], ['via']])('are told by the parameter %s that the site names', name => {
    expect(read(`${name}=ANNA7`).channel).toBe('direct');
    const details = read(`${name}=ANNA7`, '', { friends: [name] });
    expect(details.channel).toBe('friend');
    expect(JSON.stringify(details)).not.toContain('ANNA7');
  });

  it('outdo the place where they were found', () => {
    expect(read('ref=ANNA7&fbclid=1', 'https://l.facebook.com/', { friends: ['ref'] })).toMatchObject({
      channel: 'friend',
      source: 'l.facebook.com',
      click_ids: ['fbclid'],
    });
  });

  it('have a friend in them', () => {
    expect(read('ref=', '', { friends: ['ref'] }).channel).toBe('direct');
    expect(read('prefix=1', '', { friends: ['ref'] }).channel).toBe('direct');
  });
});

describe('the app', () => {
  it('is named by a referrer of Android, and by nothing else', () => {
    expect(read('', 'android-app://com.instagram.android/')).toMatchObject({
      channel: 'organic-social',
      in_app: 'instagram',
      referrer: 'com.instagram.android',
    });
    expect(read('', 'https://l.instagram.com/')).not.toHaveProperty('in_app');
    expect(read('', 'android-app://com.example.unknown/')).not.toHaveProperty('in_app');
    expect(read('')).not.toHaveProperty('in_app');
  });

  it('is whatever the site says', () => {
    expect(read('', '', { inApp: () => 'tiktok' })).toMatchObject({ in_app: 'tiktok' });
  });
});

it('asks channels of the site first', () => {
  const radio = readMore()({ url: `${SHOP}?utm_medium=influencer`, referrer: '' }, [['radio', /~influencer/]]);
  expect(radio.channel).toBe('radio');
});

/** All channels there are. */
const CHANNELS = new Set([
  ...['direct', 'own', 'paid-search', 'paid-social', 'paid-video', 'paid-shopping', 'paid-other', 'display', 'native'],
  ...['organic-search', 'organic-social', 'organic-shopping', 'video', 'ai-assistant', 'email', 'affiliate', 'audio'],
  ...['sms', 'push', 'referral', 'unassigned', 'cross-network', 'third-party-review', 'influencer', 'sponsored'],
  ...['retargeting', 'friend', 'offline'],
]);
const words = fc.constantFrom(
  ...['utm_source', 'utm_medium', 'utm_campaign', 'gclid', 'ref', 'google', 'cpc', 'email', '@', '~', '!', '#', '$'],
  ...['=', '&', '?', '%', '%zz', '%F0', '://', 'https://', 'android-app://', 'facebook.com', '\u0000', '\ud800', ' '],
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withQueryParameters: true }),
  fc.array(fc.oneof(words, fc.string()), { maxLength: 20 }).map(parts => parts.join('')),
);
const query = fc.array(fc.tuple(fc.oneof(words, fc.string()), fc.oneof(words, fc.string())), { maxLength: 12 });

describe('whatever the address and the referrer are', () => {
  it('the channel is one of those there are, and nothing is thrown', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(text, text, query, (url, referrer, pairs) => {
        const tagged = `${SHOP}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
        for (const address of [url, tagged])
          for (const look of [readMore({ friends: ['ref'] }), channelOf]) {
            const details = look({ url: address, referrer });
            seen.add(details.channel);
            expect(CHANNELS).toContain(details.channel);
            expect(details.click_ids?.length).toBeLessThanOrEqual(10);
          }
      }),
      { numRuns: 2_000 },
    );
    expect(seen.size).toBeGreaterThan(5);
  });

  it('takes time in proportion to their length', () => {
    const timeOf = (times: number) => {
      const url = `${SHOP}?${'ref_code=1&gclid=~!%23&utm_medium=~~cp!!&'.repeat(times)}utm_source=${'@x.'.repeat(times)}`;
      const referrer = `https://${'a.'.repeat(times)}example/`;
      const look = readMore({ friends: ['ref'] });
      const start = performance.now();
      for (let round = 0; round < 5; round++) look({ url, referrer });
      return performance.now() - start;
    };
    timeOf(1_000);
    // Sixteen times the length: sixteen times the time, and far from 256 times on a busy machine.
    const [short, long] = [Math.max(timeOf(1_000), 1), timeOf(16_000)];
    expect(long / short).toBeLessThan(100);
  });
});
