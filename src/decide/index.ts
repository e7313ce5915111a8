export { type AbandonedCartOptions, abandonedCart, type LeftCart, type OrderedCart } from './abandoned-cart.js';
export { type ArmedCart, armedCart, type DisarmedCart } from './armed-cart.js';
export { type AtRiskOptions, atRisk } from './at-risk.js';
export { type AudienceByRule, type AudienceOptions, audience } from './audience.js';
export type { AudienceGround } from './audience-ground.js';
export { type AudienceDefinitions, type AudienceRule, audiences } from './audiences.js';
export { type BirthdayOptions, birthday } from './birthday.js';
export { bucketOf } from './bucket.js';
export type { CartDueOptions } from './cart-due.js';
export { cartSnapshot } from './cart-snapshot.js';
export { type CartState, type CartStateName, type CartTerms, cartStateOf } from './cart-state.js';
export type { Catalog, CatalogItem } from './catalog.js';
export { checkRule } from './check-rule.js';
export { checkSequence } from './check-sequence.js';
export { type CheckoutReport, checkouts } from './checkouts.js';
export { type CooccurrenceFile, type CooccurrenceOptions, cooccurrence } from './cooccurrence.js';
export { type CouponOptions, coupon } from './coupon.js';
export { type Answer, conditionsOf, type Evaluation, evaluate, ruleSentence } from './evaluate.js';
export { type ExperimentOptions, experiment } from './experiment.js';
export { type ExperimentsOptions, experiments } from './experiments.js';
export { type Issue, issues } from './issues.js';
export { itemListOf, type SuggestedList } from './item-list-of.js';
export { type LeadsOptions, leads } from './leads.js';
export { linesFromUrl } from './lines-from-url.js';
export { type ContactMoment, moments } from './moments.js';
export type { ItemId } from './newest-first.js';
export { type Ground, type NudgeDecision, nudge } from './nudge.js';
export type { HoldReason } from './nudge-gates.js';
export type { Cap, NudgeContent, NudgeKind, NudgeOptions, NudgeTerms, Span } from './nudge-options.js';
export { type Occasion, type OccasionsOptions, occasions } from './occasions.js';
export { type ExposureKind, type Outcome, type OutcomesOptions, outcomesOf } from './outcomes-of.js';
export { type PersonaByRule, type PersonaRules, type PersonaSignByRule, personaRules } from './persona-rules.js';
export { personal } from './personal.js';
export { type CatalogEntry, recommendFrom } from './recommend-from.js';
export { type CoViews, type Recommender, recommendWith } from './recommend-with.js';
export { type MeasuredRecommender, type RecommenderOptions, recommender } from './recommender.js';
export { type RefineOptions, refine } from './refine.js';
export { type RepurchaseOptions, repurchase } from './repurchase.js';
export { type Cycles, type Repurchase, repurchasesOf } from './repurchases-of.js';
export { type RescueOptions, rescue } from './rescue.js';
export type { RescueName } from './rescues.js';
export { type CartPiece, restoreUrl } from './restore-url.js';
export { type Invitation, type ReviewInvitationOptions, reviewInvitation } from './review-invitation.js';
export { type Risk, type RiskReason, riskOf } from './risk-of.js';
export type {
  Bounds,
  Limit,
  OneOf,
  Rule,
  RuleFunction,
  RuleGroup,
  RuleLeaf,
  Weekday,
  Where,
  Which,
  Window,
} from './rule.js';
export { ruleFunction } from './rule-function.js';
export { type SegmentByRule, type SegmentRules, segmentRules } from './segment-rules.js';
export type { Delay, PlannedStep, Sequence, SequenceChannel, SequenceStep } from './sequence.js';
export { type SequencesOptions, sequences } from './sequences.js';
export type { Sight, Terms } from './sight.js';
export type { Found, Product, Refine, Request, Strategy, StrategyName } from './strategy.js';
export { type Suggestion, type SuggestOptions, type SuggestPlugin, type SuggestRequest, suggest } from './suggest.js';
export { type ThankYouOptions, type ThankYouStep, thankYou } from './thank-you.js';
export { type Split, variantOf } from './variant-of.js';
export { wakeOf } from './wake-of.js';
export { type WhenOptions, when } from './when.js';
export { type WinBackOptions, winBack } from './win-back.js';
