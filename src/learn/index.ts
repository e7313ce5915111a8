export { type Activity, activity, type Tally } from './activity.js';
export { type Attribution, type AttributionTouch, attribution } from './attribution.js';
export { type Care, type CareOptions, care, openCare } from './care.js';
export { type Cart, type CartLine, cart } from './cart.js';
export { checkout } from './checkout.js';
export type { Checkout, CheckoutStep } from './checkout-steps.js';
export { type ContactOptions, type ContactPlugin, contact } from './contact.js';
export type { Contact, ContactWish, UsedChannel } from './contact-use.js';
export { type AttributionCredit, type AttributionModel, creditsOf } from './credits-of.js';
export { type Engagement, type EngagementOptions, engagement, engagementAt } from './engagement.js';
export { feelingOf } from './feeling-of.js';
export { type Hurdles, type HurdlesOptions, hurdles } from './hurdles.js';
export { type Interest, interests, strengthOf } from './interests.js';
export type { KnownItem } from './items-of.js';
export { type Lead, type LeadOptions, type LeadReason, type LeadSign, lead } from './lead.js';
export type { Median } from './median-of.js';
export { type Mood, type MoodReading, mood, moodAt } from './mood.js';
export { type Order, type Orders, orders } from './orders.js';
export {
  type Persona,
  type PersonaAnswer,
  type PersonaDefinitions,
  type PersonaMatch,
  type PersonaSign,
  type Personas,
  type PersonasOptions,
  type PersonasPlugin,
  type Portrait,
  personas,
} from './personas.js';
export { type Prompts, prompts, type Told } from './prompts.js';
export type { ContactAnswer, RankedChannel } from './rank-channels.js';
export { type PaymentWish, rankWishes } from './rank-wishes.js';
export { type Recent, type RecentOptions, type RecentTouchpoint, recent, type Scalar } from './recent.js';
export { type Rfm, type RfmOptions, rfmOf } from './rfm.js';
export { type Rhythm, type RhythmOptions, rhythm } from './rhythm.js';
export { type SeenItem, seenCatalog } from './seen-catalog.js';
export {
  type DeclaredAxis,
  type DeclaredSegment,
  type ObservedSegment,
  type SegmentAxis,
  type SegmentDefinitions,
  type SegmentRule,
  segments,
} from './segments.js';
export type { CheckoutField } from './typed-fields.js';
export { type ViewedItem, viewed } from './viewed.js';
export type { OpenQuestion, Wait } from './waited.js';
export { type ChannelWaits, type Waits, type WaitsPlugin, waits } from './waits.js';
