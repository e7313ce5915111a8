import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderSources } from '../../.ci/sources.mjs';
import { channelOf } from '../../src/capture/channel.js';
import { knownChannel } from '../../src/capture/know-better.js';
import { SOURCES } from '../../src/capture/sources.js';

const arrive = (referrer: string, query = '') => ({ url: `https://shop.test/?${query}`, referrer });

describe('the long list', () => {
  it.each([
    ['https://search.brave.com/', 'organic-search'],
    ['https://www.qwant.com/', 'organic-search'],
    ['https://metager.de/', 'organic-search'],
    ['https://suche.web.de/', 'organic-search'],
    ['https://szukaj.onet.pl/', 'organic-search'],
    ['https://search.seznam.cz/', 'organic-search'],
    ['https://swisscows.com/', 'organic-search'],
    ['https://news.ycombinator.com/item', 'organic-social'],
    ['https://bsky.app/', 'organic-social'],
    ['https://ok.ru/', 'organic-social'],
    ['https://m.douban.com/', 'organic-social'],
    ['https://www.meetup.com/', 'organic-social'],
    ['https://webmail.freenet.de/', 'email'],
    ['https://navigator.gmx.net/', 'email'],
    ['https://app.fastmail.com/', 'email'],
    ['https://kimi.com/', 'ai-assistant'],
    ['https://chat.qwen.ai/', 'ai-assistant'],
    ['https://www.doubao.com/', 'ai-assistant'],
    ['https://www.nicovideo.jp/', 'video'],
    ['https://rutube.ru/', 'video'],
    ['https://www.dailymotion.com/', 'video'],
    ['https://open.spotify.com/', 'audio'],
    ['https://www.ceneo.pl/', 'organic-shopping'],
    ['https://www.amazon.co.uk/', 'organic-shopping'],
    ['https://www.mydealz.de/', 'organic-shopping'],
    ['https://www.feefo.com/', 'third-party-review'],
    ['https://www.trustpilot.com/', 'third-party-review'],
    ['https://www.awin1.com/', 'affiliate'],
    ['https://liketk.it/', 'influencer'],
    ['https://ads.adfox.ru/', 'display'],
  ])('knows %s as %s', (referrer, channel) => {
    expect(channelOf(arrive(referrer)).channel).toBe('referral');
    expect(knownChannel(arrive(referrer))).toBe(channel);
  });

  it.each([
    ['https://guitarblog.test/'],
    ['https://notmeetup.com/'],
    ['https://meetup.com.evil.test/'],
    ['https://com/'],
    ['https://checkout.adyen.com/'],
    [`https://${'a.'.repeat(5_000)}test/`],
  ])('does not know %s', referrer => {
    expect(knownChannel(arrive(referrer))).toBeNull();
  });

  it('knows what links say, too', () => {
    expect(knownChannel(arrive('', 'utm_source=instagram&utm_medium=influencer'))).toBe('influencer');
    expect(knownChannel(arrive('', 'utm_source=criteo&utm_medium=cpc'))).toBe('retargeting');
    expect(knownChannel(arrive('', 'utm_source=meetup.com'))).toBe('organic-social');
    expect(knownChannel(arrive('https://mag.test/', 'utm_source=mag&utm_medium=poster'))).toBeNull();
    expect(knownChannel(arrive('https://meetup.com/', 'utm_source=meetup.com&utm_medium=referral'))).toBeNull();
  });

  it('is as `.ci/sources.mjs` makes it of the pinned list', async () => {
    const written = readFileSync(new URL('../../src/capture/sources.ts', import.meta.url), 'utf8');
    expect(await renderSources(), 'Run `node .ci/sources.mjs --write`.').toBe(written);
    expect(written).toMatch(/^\/\*! Hosts: .+ Copyright .+, MIT: /);
  });

  it('has hosts alone, each once', () => {
    const hosts = Object.values(SOURCES).flatMap(text => text.split(' '));
    expect(hosts.length).toBeGreaterThan(500);
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(hosts.filter(host => !/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(host))).toEqual([]);
    expect(Math.max(...hosts.map(host => host.split('.').length))).toBeLessThanOrEqual(6);
  });
});
