import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/capture/channel.js';

const SHOP = 'https://shop.test/guitars';

/** Query of the landing, referrer, channel. The first part is GA4's default channel grouping. */
const TABLE: readonly (readonly [query: string, referrer: string, channel: string])[] = [
  ['', '', 'direct'],
  ['utm_source=google&utm_medium=cpc', '', 'paid-search'],
  ['utm_source=google&utm_medium=ppc', 'https://www.google.com/', 'paid-search'],
  ['utm_source=bing&utm_medium=paidsearch', '', 'paid-search'],
  ['utm_source=Google&utm_medium=CPC', '', 'paid-search'],
  ['utm_source=yahoo&utm_medium=retargeting', '', 'paid-search'],
  ['utm_source=facebook&utm_medium=paid_social', '', 'paid-social'],
  ['utm_source=fb&utm_medium=cpm', '', 'paid-social'],
  ['utm_source=instagram.com&utm_medium=paid', '', 'paid-social'],
  ['utm_source=tiktok&utm_medium=cpc', 'https://www.tiktok.com/', 'paid-social'],
  ['utm_source=linkedin&utm_medium=paid-social', '', 'paid-social'],
  ['utm_source=youtube&utm_medium=cpv_cpc', '', 'paid-video'],
  ['utm_source=vimeo.com&utm_medium=paid', '', 'paid-video'],
  ['utm_source=news.test&utm_medium=display', '', 'display'],
  ['utm_source=news.test&utm_medium=banner', '', 'display'],
  ['utm_source=news.test&utm_medium=interstitial', '', 'display'],
  ['utm_source=news.test&utm_medium=expandable', '', 'display'],
  ['utm_source=news.test&utm_medium=cpm', '', 'display'],
  ['utm_source=news.test&utm_medium=cpc', '', 'paid-other'],
  ['utm_source=news.test&utm_medium=paid-video', '', 'paid-other'],
  ['utm_source=news.test&utm_medium=social', '', 'organic-social'],
  ['utm_source=news.test&utm_medium=social-network', '', 'organic-social'],
  ['utm_source=news.test&utm_medium=social%20media', '', 'organic-social'],
  ['utm_source=news.test&utm_medium=sm', '', 'organic-social'],
  ['utm_source=pinterest&utm_medium=pin', '', 'organic-social'],
  ['utm_source=news.test&utm_medium=video', '', 'video'],
  ['utm_source=news.test&utm_medium=organic', '', 'organic-search'],
  ['utm_source=newsletter&utm_medium=email', '', 'email'],
  ['utm_source=june&utm_medium=e-mail', '', 'email'],
  ['utm_source=june&utm_medium=e_mail', '', 'email'],
  ['utm_source=email', '', 'email'],
  ['utm_source=partner&utm_medium=affiliate', 'https://blog.test/', 'affiliate'],
  ['utm_source=partner&utm_medium=referral', '', 'referral'],
  ['utm_source=partner&utm_medium=link', '', 'referral'],
  ['utm_source=podcast&utm_medium=audio', '', 'audio'],
  ['utm_source=june&utm_medium=sms', '', 'sms'],
  ['utm_source=sms', '', 'sms'],
  ['utm_source=june&utm_medium=web-push', '', 'push'],
  ['utm_source=june&utm_medium=mobile-app', '', 'push'],
  ['utm_source=june&utm_medium=notification', '', 'push'],
  ['utm_source=june&utm_medium=ai-assistant', '', 'ai-assistant'],
  ['utm_source=june&utm_medium=poster', '', 'unassigned'],
  ['utm_campaign=june', '', 'referral'],
  // A campaign is no medium.
  ['utm_source=june&utm_medium=poster&utm_campaign=video', '', 'unassigned'],
  ['utm_source=june&utm_medium=poster&utm_campaign=mobile-notification', '', 'unassigned'],
  // The site's own parameters are no click ids.
  ['client_id=7', '', 'direct'],
  // A link that a customer hands on.
  ['ref=friend', '', 'friend'],
  ['ref=friend', 'https://www.facebook.com/', 'friend'],
  ['ref=friend&utm_source=june&utm_medium=email', '', 'email'],
  ['ref=header', '', 'direct'],
  // Referrers.
  ['', 'https://www.google.com/', 'organic-search'],
  ['', 'https://www.google.co.uk/', 'organic-search'],
  ['', 'https://duckduckgo.com/', 'organic-search'],
  ['', 'https://de.search.yahoo.com/', 'organic-search'],
  ['', 'https://www.bing.com/search?q=guitar', 'organic-search'],
  ['', 'https://m.baidu.com/', 'organic-search'],
  ['', 'android-app://com.google.android.googlequicksearchbox/', 'organic-search'],
  ['', 'https://l.facebook.com/', 'organic-social'],
  ['', 'https://www.instagram.com/', 'organic-social'],
  ['', 'https://t.co/abc', 'organic-social'],
  ['', 'https://x.com/', 'organic-social'],
  ['', 'https://lnkd.in/abc', 'organic-social'],
  ['', 'https://old.reddit.com/r/guitar', 'organic-social'],
  ['', 'https://www.youtube.com/watch?v=1', 'video'],
  ['', 'https://youtu.be/1', 'video'],
  ['', 'https://chatgpt.com/', 'ai-assistant'],
  ['', 'https://gemini.google.com/app', 'ai-assistant'],
  ['', 'https://copilot.microsoft.com/', 'ai-assistant'],
  ['', 'https://claude.ai/', 'ai-assistant'],
  ['utm_source=chatgpt.com', '', 'ai-assistant'],
  ['', 'https://mail.google.com/', 'email'],
  ['', 'https://outlook.live.com/', 'email'],
  ['', 'android-app://com.google.android.gm/', 'email'],
  ['', 'https://guitarblog.test/best', 'referral'],
  ['', 'https://nextgoogle.test/', 'referral'],
  // Click ids: paid for, whatever else is known, but for those that stand in unpaid links too.
  ['gclid=Abc', '', 'paid-search'],
  ['gbraid=Abc', '', 'paid-search'],
  ['wbraid=Abc', 'https://www.google.com/', 'paid-search'],
  ['msclkid=Abc', '', 'paid-search'],
  ['yclid=1', '', 'paid-search'],
  ['utm_source=google&gclid=Abc', '', 'paid-search'],
  ['dclid=Abc', '', 'display'],
  ['ttclid=Abc', '', 'paid-social'],
  ['twclid=Abc', '', 'paid-social'],
  ['li_fat_id=Abc', '', 'paid-social'],
  ['ScCid=Abc', '', 'paid-social'],
  ['rdt_cid=Abc', '', 'paid-social'],
  ['obclid=Abc', 'https://news.test/', 'native'],
  ['tblci=Abc', 'https://news.test/', 'native'],
  ['irclickid=Abc', 'https://blog.test/', 'affiliate'],
  ['fbclid=Abc', '', 'organic-social'],
  ['fbclid=Abc', 'https://l.instagram.com/', 'organic-social'],
  ['epik=Abc', '', 'organic-social'],
  ['utm_source=june&utm_medium=email&fbclid=Abc', 'https://l.facebook.com/', 'email'],
  // Payment pages bring nobody; a campaign with a payment company does.
  ['', 'https://www.paypal.com/', 'own'],
  ['', 'https://checkout.stripe.com/', 'own'],
  ['', 'https://pay.klarna.com/', 'own'],
  ['', 'https://shop.app/', 'own'],
  ['utm_source=klarna&utm_medium=affiliate', '', 'affiliate'],
];

describe('channelOf', () => {
  it.each(TABLE)('reads "%s" from "%s" as %s', (query, referrer, channel) => {
    expect(channelOf({ url: `${SHOP}?${query}#top`, referrer }).channel).toBe(channel);
  });

  it('has a table long enough to be trusted', () => {
    expect(TABLE.length).toBeGreaterThan(60);
  });

  it('names an arrival by its parameters, and keeps of click ids only the names', () => {
    const url = `${SHOP}?utm_source=google&utm_medium=cpc&utm_campaign=June&utm_term=guitar&utm_content=a&gclid=SeCrEt`;
    const details = channelOf({ url, referrer: 'https://www.google.com/' });
    expect(details).toMatchObject({
      source: 'google',
      medium: 'cpc',
      campaign: 'June',
      term: 'guitar',
      content: 'a',
      click_ids: ['gclid'],
      referrer: 'www.google.com',
    });
    expect(JSON.stringify(details)).not.toContain('SeCrEt');
  });

  it('takes the host of the referrer for the source when nothing else is said', () => {
    expect(channelOf({ url: SHOP, referrer: 'https://blog.test/x' })).toMatchObject({
      source: 'blog.test',
      channel: 'referral',
    });
  });

  it('keeps long text whole, and lets no parameter pass for another field', () => {
    const details = channelOf({
      url: `${SHOP}?utm_campaign=${'x'.repeat(500)}&utm_channel=a&utm_referrer=b&utm___proto__=c`,
      referrer: '',
    });
    expect(details).toMatchObject({ campaign: 'x'.repeat(500), channel: 'referral', referrer: '' });
  });

  it('takes no more time for many click ids and long ones', () => {
    const query = `${'cl'.repeat(20_000)}=1&${'%24%24clid=1&'.repeat(8_000)}`;
    const { click_ids } = channelOf({ url: `${SHOP}?${query}`, referrer: '' });
    expect(click_ids).toEqual(Array.from({ length: 10 }, () => '$$clid'));
  });

  it.each(['', 'shop', 'https://', 'https://%zz/', 'about:srcdoc', '\ud800'])(
    'reads nothing from what is no address: "%s"',
    text => {
      expect(channelOf({ url: text, referrer: text })).toEqual({
        channel: 'direct',
        source: '',
        click_ids: [],
        referrer: '',
      });
    },
  );

  it('asks channels of the site first', () => {
    const channels = [['radio', /~radio/]] as const;
    expect(channelOf({ url: `${SHOP}?utm_source=fm&utm_medium=radio`, referrer: '' }, channels).channel).toBe('radio');
  });
});
