import type { Channels } from './channel.js';

/**
 * What GA4 lumps together or lacks, for `campaigns({ channels: moreChannels })`: shopping, cross-network, influencers,
 * sponsored posts, retargeting, reviews, print, and more sites.
 */
export const moreChannels: Channels = [
  ['own', /@(adyen|mollie|afterpay|clearpay|affirm|worldpay|accounts@google|appleid@apple)@.*~!#$/],
  ['direct', /^@\(direct\)@~\((none|not set)\)!#$/],
  ['cross-network', /![^#]*cross-network/],
  ['third-party-review', /@(trustpilot|trustedshops|tripadvisor|yelp|g2|capterra|getapp|provenexpert|sitejabber)@/],
  ['influencer', /~[^!]*(influencer|creator|ambassador)/],
  ['sponsored', /~[^!]*(sponsor|advertorial)/],
  ['retargeting', /[~!][^#]*(retarget|remarket)|@(criteo|rtbhouse|adroll)@|#cto_/],
  ['native', /@(revcontent|mgid|teads|plista|ligatus)@|#dicbo/],
  [
    'paid-shopping',
    /\$.*(@(amazon|ebay|etsy|walmart|aliexpress|idealo|rakuten|kelkoo|pricerunner|billiger|geizhals)@|!([^#]*[^a-df-z#])?shop|![^#]*shopping)/,
  ],
  [
    'organic-shopping',
    /^@.*(amazon|ebay|etsy|walmart|aliexpress|idealo|rakuten|kelkoo|pricerunner|billiger|geizhals)@|#srsltid|~!([^#]*[^a-df-z#])?shop|~![^#]*shopping/,
  ],
  ['paid-search', /\$.*@(qwant|startpage|seznam|sogou|kagi|aol|ask|mojeek)@|#(gad_|gclsrc|ef_id|s_kwcid)/],
  ['organic-search', /^@.*(qwant|startpage|seznam|sogou|kagi|aol|ask|mojeek|search@brave)@|#yscl/],
  ['paid-social', /\$.*@(quora|nextdoor|weibo|xing|tumblr|line)@|#(q|nd)clid/],
  ['organic-social', /^@.*(quora|nextdoor|weibo|xing|tumblr|bsky|mastodon|discord|telegram|messenger)@|#igsh/],
  ['video', /^@.*(dailymotion|bilibili|wistia|rumble)@/],
  ['ai-assistant', /^@.*(openai|mistral|meta@ai|you@com|poe|phind|notebooklm)@/],
  ['email', /^@webmail|#(mc_|_k|_hs|mkt_tok|vero_|dm_i|oly_|ml_|ck_|vgo_|bsft_)/],
  ['affiliate', /#(irgwc|awc|cjevent|ran|sscid|tduid|zanpid|admitad|rfsn|clickref|aff)/],
  ['display', /#vmcid/],
  ['friend', /~[^!]*(friend|refer-a|invit)|#([^#]*_)?(ref(erral)?_?code|raf)/],
  ['offline', /~[^!]*(qr|print|offline|flyer|tv!|ooh)/],
  ['referral', /^@(docs|sites|drive|classroom|scholar)@google@/],
];
