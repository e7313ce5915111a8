import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/capture/channel.js';
import { moreChannels } from '../../src/capture/more-channels.js';

/**
 * Every row of GA4's default channel group, as published: https://support.google.com/analytics/answer/9756891. Where a row
 * says "matches a list of … sites", well-known sites stand for the list. A link that carries a source, a medium and a
 * campaign says what GA4 sees; names are ours.
 */
const ROWS: Readonly<Record<string, readonly (readonly [source: string, medium: string, campaign?: string])[]>> = {
  // Source matches a list of search sites AND medium matches ^(.*cp.*|ppc|retargeting|paid.*)$.
  'paid-search': [
    ['google', 'cpc'],
    ['bing', 'ppc'],
    ['yahoo', 'retargeting'],
    ['baidu', 'paid'],
    ['duckduckgo.com', 'paidsearch'],
    ['yandex', 'xcpx'],
    ['naver', 'cpm'],
    ['Google', 'CPC'],
  ],
  // Source matches a list of social sites AND the same media.
  'paid-social': [
    ['facebook', 'cpc'],
    ['instagram', 'ppc'],
    ['linkedin.com', 'retargeting'],
    ['pinterest', 'paid'],
    ['tiktok', 'paid_social'],
    ['reddit', 'cpm'],
    ['twitter', 'cpa_cpc'],
    ['snapchat', 'paid-social'],
  ],
  // Source matches a list of video sites AND the same media.
  'paid-video': [
    ['youtube', 'cpc'],
    ['youtube.com', 'cpm'],
    ['vimeo', 'ppc'],
    ['twitch', 'retargeting'],
    ['vimeo.com', 'paidvideo'],
  ],
  // Medium is one of ("display", "banner", "expandable", "interstitial", "cpm").
  display: ['display', 'banner', 'expandable', 'interstitial', 'cpm'].map(medium => ['news.test', medium]),
  // Medium matches ^(.*cp.*|ppc|retargeting|paid.*)$, from anywhere else.
  'paid-other': ['cpc', 'xcpx', 'ppc', 'retargeting', 'paid', 'paid-audio'].map(medium => ['news.test', medium]),
  // Source matches a list of social sites OR medium is one of these.
  'organic-social': [
    ...['facebook', 'instagram.com', 't.co', 'linkedin', 'pinterest.com', 'reddit.com', 'threads.net'].map(
      source => [source, 'post'] as const,
    ),
    ...['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'].map(
      medium => ['news.test', medium] as const,
    ),
  ],
  // Source matches a list of video sites OR medium matches ^(.*video.*)$.
  video: [
    ['youtube', 'description'],
    ['vimeo.com', 'link'],
    ['news.test', 'video'],
    ['news.test', 'short-video-ad'],
  ],
  // Source matches a list of search sites OR medium exactly matches organic.
  'organic-search': [
    ['google', 'map'],
    ['bing.com', 'listing'],
    ['news.test', 'organic'],
  ],
  // Medium "ai-assistant" or campaign "(ai-assistant)", which GA4 gives to what comes from an assistant it recognises.
  'ai-assistant': [
    ['chatgpt.com', 'ai-assistant', '(ai-assistant)'],
    ['gemini', 'ai-assistant', '(ai-assistant)'],
    ['copilot.com', 'ai-assistant', '(ai-assistant)'],
    ['chatgpt.com', '', ''],
  ],
  // Medium is one of ("referral", "app", "link").
  referral: ['referral', 'app', 'link'].map(medium => ['news.test', medium]),
  // Source or medium = email|e-mail|e_mail|e mail.
  email: ['email', 'e-mail', 'e_mail', 'e mail'].flatMap(word => [
    [word, 'june'],
    ['june', word],
  ]),
  // Medium = affiliate.
  affiliate: [['partner.test', 'affiliate']],
  // Medium exactly matches audio.
  audio: [['podcast', 'audio']],
  // Source or medium exactly matches sms.
  sms: [
    ['sms', 'june'],
    ['june', 'sms'],
  ],
  // Medium ends with "push" OR contains "mobile" or "notification" OR source exactly matches "firebase".
  push: [
    ['june', 'push'],
    ['june', 'web-push'],
    ['june', 'mobile'],
    ['june', 'in-mobile-app'],
    ['june', 'notification'],
    ['june', 'app-notifications'],
    ['firebase', 'june'],
  ],
  // No other rule matches.
  unassigned: [
    ['june', 'poster'],
    ['june', 'organic-like'],
    ['june', 'pushy'],
    ['june', 'my-social'],
  ],
};

/** Rows that the built-in table leaves to `moreChannels`. */
const MORE: typeof ROWS = {
  // Source exactly matches "(direct)" AND medium is one of ("(not set)", "(none)").
  direct: [
    ['(direct)', '(none)'],
    ['(direct)', '(not set)'],
  ],
  // Campaign name contains "cross-network".
  'cross-network': [
    ['google', 'cpc', 'cross-network'],
    ['google', 'cpc', 'Summer Cross-Network 3'],
  ],
  // (Source matches a list of shopping sites OR campaign matches ^(.*(([^a-df-z]|^)shop|shopping).*)$) AND a paid medium.
  'paid-shopping': [
    ['amazon', 'cpc'],
    ['ebay', 'ppc'],
    ['etsy.com', 'retargeted-cp'],
    ['google', 'cpc', 'shop'],
    ['google', 'cpc', 'june-shop'],
    ['google', 'cpc', 'eshop'],
    ['google', 'cpc', 'windowshopping'],
    ['news.test', 'paid', 'shopping'],
  ].map(([source = '', medium = '', campaign = '']) => [source, medium.replace('retargeted-', ''), campaign]),
  // The same without the medium.
  'organic-shopping': [
    ['amazon.com', 'listing'],
    ['ebay', ''],
    ['news.test', '', 'june-shop'],
    ['news.test', '', 'shopping'],
  ],
  // No "shop" of its own.
  'paid-search': [['google', 'cpc', 'workshop']],
};

const read = ([source, medium, campaign = '']: readonly [string, string, string?], channels = moreChannels) => {
  const given = Object.entries({ utm_source: source, utm_medium: medium, utm_campaign: campaign });
  const query = new URLSearchParams(given.filter(([, value]) => value));
  return channelOf({ url: `https://shop.test/?${query}`, referrer: '' }, channels).channel;
};
const cases = (rows: typeof ROWS) =>
  Object.entries(rows).flatMap(([channel, all]) => all.map(row => [channel, row.join(' | '), row] as const));

describe("GA4's default channel group", () => {
  it.each(cases(ROWS))('has %s for %s', (channel, _, row) => {
    expect(read(row, [])).toBe(channel);
  });

  it.each(cases(MORE))('has, with `moreChannels`, %s for %s', (channel, _, row) => {
    expect(read(row)).toBe(channel);
  });

  it('stays what it is with `moreChannels`, but for retargeting, which that tells apart', () => {
    const changed = cases(ROWS).flatMap(([channel, name, row]) => (read(row) === channel ? [] : [[name, read(row)]]));
    expect(new Set(changed.map(([, channel]) => channel))).toEqual(new Set(['retargeting']));
    expect(changed.every(([name]) => name?.includes('retargeting'))).toBe(true);
  });

  it('calls what a mail says of a shop mail, where GA4 sees shopping in the name of the campaign', () => {
    expect(read(['june', 'email', 'shop-the-sale'])).toBe('email');
    expect(read(['newsletter', 'email', 'shopping'])).toBe('email');
  });
});

describe('what GA4 lacks', () => {
  it.each([
    ['influencer', ['instagram', 'influencer']],
    ['sponsored', ['news.test', 'sponsored']],
    ['native', ['taboola', 'native']],
    ['native', ['outbrain', 'post']],
    ['retargeting', ['criteo', 'cpc']],
    ['retargeting', ['facebook', 'paid', 'retargeting-june']],
    ['third-party-review', ['trustpilot', 'company_profile']],
    ['offline', ['catalogue', 'print']],
    ['offline', ['window', 'qr-code']],
    ['friend', ['customer', 'refer-a-friend']],
    ['friend', ['customer', 'invite']],
  ] as const)('is %s for %s', (channel, row) => {
    expect(read(row)).toBe(channel);
  });
});
