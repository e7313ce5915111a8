export { type AbandonedCartOptions, abandonedCart, type LeftCart } from './abandoned-cart.js';
export { type AtRiskOptions, atRisk } from './at-risk.js';
export { type AudienceDefinitions, type AudienceGround, type AudienceRule, audiences } from './audiences.js';
export type { Catalog, CatalogItem } from './catalog.js';
export { type CouponOptions, coupon } from './coupon.js';
export { type LeadsOptions, leads } from './leads.js';
export { type Risk, type RiskReason, riskOf } from './risk-of.js';
export type { StrategyName } from './strategies.js';
export { type Suggestion, type SuggestOptions, type SuggestPlugin, type SuggestRequest, suggest } from './suggest.js';
