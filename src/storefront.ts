import { campaigns } from './capture/campaigns.js';
import { commerce } from './capture/commerce.js';
import { pages } from './capture/pages.js';
import { flatten, type PluginList } from './core/plugin.js';
import type { SuggestPlugin } from './decide/suggest.js';
import { type StorefrontOptions, storefrontMind } from './storefront-mind.js';

export { type AftercareOptions, aftercare } from './aftercare.js';
export { type BehaviourOptions, behaviour } from './behaviour.js';
// What brings the vocabulary, slices and decisions of these plugins into view with this entry.
export type { ScrollDepth } from './capture/attention.js';
export type { CampaignTouch } from './capture/campaigns.js';
export type { Clicked } from './capture/clicked.js';
export type { Item } from './capture/commerce.js';
export type { FormDetails } from './capture/filling.js';
export type { FormAct } from './capture/forms.js';
export type { FrictionOptions } from './capture/friction.js';
export type { LinksOptions } from './capture/links.js';
export type { PageTypes } from './capture/page-types.js';
export type { PageData } from './capture/pages.js';
export type { ChatTouch } from './capture/support.js';
export type { CopiedCoupon } from './capture/takeaways.js';
export type { VideoAct } from './capture/videos.js';
export { type CheckoutFrictionOptions, checkoutFriction } from './checkout-friction.js';
export type { LeftCart } from './decide/abandoned-cart.js';
export type { ArmedCart } from './decide/armed-cart.js';
export type { AudienceGround } from './decide/audience-ground.js';
export type { CheckoutReport } from './decide/checkouts.js';
export type { CouponOptions } from './decide/coupon.js';
export type { Issue } from './decide/issues.js';
export type { ContactMoment } from './decide/moments.js';
export type { NudgeDecision } from './decide/nudge.js';
export type { Occasion } from './decide/occasions.js';
export type { Invitation } from './decide/review-invitation.js';
export type { Risk } from './decide/risk-of.js';
export type { PlannedStep } from './decide/sequence.js';
export type { CatalogItem, Suggestion, SuggestPlugin } from './decide/suggest.js';
export type { Activity } from './learn/activity.js';
export type { Attribution } from './learn/attribution.js';
export type { Care } from './learn/care.js';
export type { Cart } from './learn/cart.js';
export type { Checkout } from './learn/checkout-steps.js';
export type { Engagement } from './learn/engagement.js';
export type { Hurdles } from './learn/hurdles.js';
export type { Interest } from './learn/interests.js';
export type { Mood } from './learn/mood.js';
export type { Order, Orders } from './learn/orders.js';
export type { Prompts } from './learn/prompts.js';
export type { Recent } from './learn/recent.js';
export type { Rhythm } from './learn/rhythm.js';
export type { SegmentDefinitions, SegmentRule } from './learn/segments.js';
export type { ViewedItem } from './learn/viewed.js';
export { type NudgesOptions, nudges } from './nudges.js';
export { PACK_VERBS, type PackName, type PackOptions, pack } from './packs.js';
export { type ShopRulesOptions, shopRules } from './shop-rules.js';
export { type ShopSequencesOptions, shopSequences } from './shop-sequences.js';
export { type ShopSlotsOptions, type ShopSlotVariant, shopSlots } from './shop-slots.js';
export type { Assignment, Evidence, Piece, Sum } from './stages/piece.js';
export type { Shown } from './stages/shown.js';
export type { CartSilence } from './stages/silence.js';
export type { Steps } from './stages/steps.js';
export type { StorefrontOptions } from './storefront-mind.js';

/** The plugins a shop usually wants, in an order that works. */
export function storefront(options: StorefrontOptions = {}): PluginList {
  return [commerce(), campaigns(), pages(), storefrontMind(options)];
}

/** Finds the recommender in a list of plugins, for `suggest(profile, …)`. */
export function suggestOf(plugins: PluginList): SuggestPlugin | undefined {
  return flatten(plugins).find((plugin): plugin is SuggestPlugin => 'suggest' in plugin);
}
