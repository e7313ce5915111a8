import type { Channels } from './channel.js';

/**
 * What GA4 lumps together or lacks, for `campaigns({ channels: moreChannels })`: shopping, cross-network, influencers,
 * sponsored posts, retargeting, reviews, print, and more sites.
 */
export const moreChannels: Channels = [
  ['own', /@(adyen|mollie|afterpay|clearpay|affirm|worldpay|accounts@google|appleid@apple)@.*~!#$/],
  ['cross-network', /!.*cross-network/],
  ['third-party-review', /@(trustpilot|trustedshops|tripadvisor|yelp|g2|capterra|getapp|provenexpert|sitejabber)@/],
  ['influencer', /~.*(influencer|creator|ambassador)/],
  ['sponsored', /~.*(sponsor|advertorial)/],
  ['retargeting', /[~!].*(retarget|remarket)|@(criteo|rtbhouse|adroll)@/],
  ['native', /@(revcontent|mgid|teads|plista|ligatus)@/],
  [
    'paid-shopping',
    /\$.*(@(amazon|ebay|etsy|walmart|aliexpress|idealo|rakuten|kelkoo|pricerunner|billiger|geizhals)@|!(.*[^a-df-z#])?shop|!.*shopping)/,
  ],
  [
    'organic-shopping',
    /^@.*(amazon|ebay|etsy|walmart|aliexpress|idealo|rakuten|kelkoo|pricerunner|billiger|geizhals)@/,
  ],
  ['paid-search', /\$.*@(qwant|startpage|seznam|sogou|kagi|aol|ask|mojeek)@/],
  ['organic-search', /^@.*(qwant|startpage|seznam|sogou|kagi|aol|ask|mojeek|search@brave)@/],
  ['paid-social', /\$.*@(quora|nextdoor|weibo|xing|tumblr|line)@|#(q|nd)clid/],
  ['organic-social', /^@.*(quora|nextdoor|weibo|xing|tumblr|bsky|mastodon|discord|telegram|messenger)@/],
  ['video', /^@.*(dailymotion|bilibili|wistia|rumble)@/],
  ['ai-assistant', /^@.*(openai|mistral|meta@ai|you@com|poe|phind|notebooklm)@/],
  ['offline', /~(qr|print|offline|flyer|tv|ooh)/],
  ['referral', /^@(docs|sites|drive|classroom|scholar)@google@/],
];
