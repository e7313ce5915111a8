import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/capture/channel.js';
import { moreChannels } from '../../src/capture/more-channels.js';

describe('moreChannels', () => {
  it.each([
    ['utm_source=instagram&utm_medium=influencer', '', 'influencer'],
    ['utm_source=youtube&utm_medium=creator', '', 'influencer'],
    ['utm_source=news.test&utm_medium=sponsored', '', 'sponsored'],
    ['utm_source=news.test&utm_medium=advertorial', '', 'sponsored'],
    ['utm_source=criteo&utm_medium=cpc', '', 'retargeting'],
    ['utm_source=news.test&utm_medium=remarketing', '', 'retargeting'],
    ['utm_source=mgid&utm_medium=cpc', '', 'native'],
    ['', 'https://www.trustpilot.com/review/shop', 'third-party-review'],
    ['', 'https://de.trustedshops.com/', 'third-party-review'],
    ['utm_source=amazon&utm_medium=cpc', '', 'paid-shopping'],
    ['utm_source=google&utm_medium=cpc&utm_campaign=summer-shopping', '', 'paid-shopping'],
    ['utm_source=google&utm_medium=cpc&utm_campaign=workshop', '', 'paid-search'],
    ['utm_source=google&utm_medium=cpc&utm_campaign=cross-network', '', 'cross-network'],
    ['', 'https://www.idealo.de/', 'organic-shopping'],
    ['utm_source=flyer&utm_medium=qr', '', 'offline'],
    ['', 'https://www.qwant.com/', 'organic-search'],
    ['utm_source=qwant&utm_medium=cpc', '', 'paid-search'],
    ['', 'https://docs.google.com/', 'referral'],
    ['', 'https://accounts.google.com/', 'own'],
    ['', 'https://chat.mistral.ai/', 'ai-assistant'],
    ['', 'https://bsky.app/', 'organic-social'],
    ['', 'https://www.google.com/', 'organic-search'],
    ['', '', 'direct'],
  ])('reads "%s" from "%s" as %s', (query, referrer, channel) => {
    expect(channelOf({ url: `https://shop.test/?${query}`, referrer }, moreChannels).channel).toBe(channel);
  });
});
