import type { TouchpointMap } from '../core/touchpoint.js';

/** How a visitor came: the address of the landing, and what `document.referrer` says. */
export interface Arrival {
  readonly url: string;
  readonly referrer: string;
}

/** Channels with what a clue must say, first match wins. A clue reads `$@www@google@com@~cpc!june#gclid`. */
export type Channels = readonly (readonly [channel: string, clue: RegExp])[];

/** Tells whether a parameter of this name is a click id. */
export type ClickIds = Pick<RegExp, 'test'>;

/** Parameters that advertising systems add to a link. */
export const CLICK_ID: ClickIds = /cl(ic)?(k_?)?id$|braid$|^(li_fat_id|epik|sccid|rdt_cid|tblci)$/i;
/** Characters of a text, and click ids, that tell a channel. */
const CLUE = 100;
const CLICKS = 10;
/** Media GA4 takes for paid. */
const PAID = /cp|^ppc$|^retargeting$|^paid/i;

/**
 * GA4's default channel grouping, and names that begin like those it knows. In a clue `$` says paid, `@` stands around the labels of the source, `~` before the
 * medium, `!` before the campaign, `#` before click ids. Source: https://support.google.com/analytics/answer/9756891
 */
const CHANNELS: Channels = [
  ['direct', /^@@~!#$/],
  ['own', /@(paypal|klarna|stripe|shop@app).*~!#$/],
  ['friend', /~friend!/],
  ['paid-search', /\$.*@(google|bing|duckduckgo|yahoo|ecosia|baidu|yandex|naver)@|#(g|y|ms)cl|braid/],
  [
    'paid-social',
    /\$.*@(facebook|fb|instagram|ig|twitter|x|linkedin|pinterest|reddit|snapchat|tiktok|threads|vk)@|#(t.clid|li_fat|sc|rdt)/,
  ],
  ['paid-video', /\$.*@(youtu|vimeo|twitch)/],
  ['display', /~(display|banner|expandable|interstitial|cpm)!|#dcl/],
  ['native', /~native|@(taboola|outbrain)|#(obcl|tbl)/],
  ['paid-other', /\$/],
  [
    'organic-social',
    /@(facebook|fb|instagram|ig|twitter|x|t@co|linkedin|lnkd|pinterest|reddit|snapchat|tiktok|threads|vk|whatsapp|t@me)@|~(sm|social(.(network|media))?)!/,
  ],
  ['video', /@(youtu|vimeo|twitch)|~[^!]*video/],
  ['ai-assistant', /@(chatgpt|gemini|copilot|claude|perplexity|grok|deepseek)|~ai-assistant/],
  ['email', /[@~]((e.?)?mail|gm@|outlook|newsletter)/],
  ['organic-search', /@(google|bing|duckduckgo|yahoo|ecosia|baidu|yandex|naver)@|~organic!/],
  ['affiliate', /~affiliate|#(ir|cl)/],
  ['audio', /~audio/],
  ['sms', /[~@]sms/],
  ['push', /~[^!]*(push!|mobile|notification)|@firebase@/],
  ['organic-social', /#(fb|epik)/],
  ['referral', /~(referral|app|link)?!/],
];

/**
 * Channel, source and campaign of an arrival. Pure. Parameters name it, click ids tell what was paid for and are kept by name.
 * `own`: the visitor only comes back from a payment page. Text is whole, for what is cut may hide half of a secret, and
 * empty where nothing is known; so is all of an address that is none.
 * `channels` go before the built-in ones; `clickId` tells the names of click ids.
 */
export function channelOf(
  { url, referrer: from }: Arrival,
  channels: Channels = [],
  clickId: ClickIds = CLICK_ID,
): TouchpointMap['campaign_details'] {
  const tags: { source?: string; medium?: string; campaign?: string } & Record<string, string> = {};
  const click_ids: string[] = [];
  for (const [name, value] of parametersOf(url)) {
    if (click_ids.length < CLICKS && clickId.test(name)) click_ids.push(name.slice(-30));
    if (name.startsWith('utm_')) tags[name.slice(4)] = value;
    if (name === 'ref' && value === 'friend') tags.medium ??= value;
  }
  // Older browsers find no host behind `android-app:`, and what is no address must not throw.
  const referrer = /^[\w-]+:\/\/(?:[^/?#]*@)?([\w.-]+)/.exec(from)?.[1] ?? '';
  const { source = referrer, medium = '', campaign = '' } = tags;
  const [place, by, name] = [source, medium, campaign].map(text => text.slice(0, CLUE)) as [string, string, string];
  const clues =
    `${PAID.test(by) ? '$' : ''}@${place.replaceAll('.', '@')}@~${by}!${name}#${click_ids.join('#')}`.toLowerCase();
  const channel = [...channels, ...CHANNELS].find(([, clue]) => clue.test(clues))?.[0] ?? 'unassigned';
  return { ...tags, channel, source, click_ids, referrer };
}

/** The parameters of an address; none of what is no address. Pure. */
export function parametersOf(url: string): URLSearchParams {
  return new URLSearchParams(/^[^?#]*\?([^#]*)/.exec(url)?.[1]);
}
