import { catalogSource } from './capture/catalog-source.js';
import { type PageTypes, pageTypes } from './capture/page-types.js';
import type { CatalogSourceOptions } from './capture/read-catalog.js';
import { definePlugin, type Known, type PluginList } from './core/plugin.js';
import { type AbandonedCartOptions, abandonedCart } from './decide/abandoned-cart.js';
import { type AudienceDefinitions, audiences } from './decide/audiences.js';
import type { Catalog } from './decide/catalog.js';
import { type CouponOptions, coupon } from './decide/coupon.js';
import { type SuggestOptions, suggest } from './decide/suggest.js';
import { activity } from './learn/activity.js';
import { cart } from './learn/cart.js';
import { interests } from './learn/interests.js';
import { orders } from './learn/orders.js';
import { type SegmentDefinitions, segments } from './learn/segments.js';
import { viewed } from './learn/viewed.js';
import { shopSteps } from './stages/shop-steps.js';
import { silence } from './stages/silence.js';
import { type StagesOptions, stages } from './stages/stages.js';
import { type StepsOptions, steps } from './stages/steps.js';

export interface StorefrontOptions {
  /** What the pages of the shop are for: a table of paths, as `pageTypes` takes it. */
  readonly pageTypes?: PageTypes;
  /** What the shop sells, a function returning it, or `{ url }` of a feed, see `catalogSource`. Without it nothing is suggested but what was seen before. */
  readonly catalog?: SuggestOptions['catalog'] | CatalogSourceOptions;
  /** What other visits looked at together, as `suggest` takes it. */
  readonly coViews?: SuggestOptions['coViews'];
  /** The other options of `suggest`. */
  readonly suggest?: Omit<SuggestOptions, 'catalog' | 'coViews'>;
  readonly stages?: StagesOptions;
  /** Default: `shopSteps`. */
  readonly steps?: StepsOptions;
  /** `false` leaves it out, as it does for the two below. */
  readonly abandonedCart?: AbandonedCartOptions | false;
  readonly coupon?: CouponOptions | false;
  /** Segments beside the built-in ones; `false` where another plugin brings them, such as `shopRules()`. */
  readonly segments?: SegmentDefinitions | false;
  /** Audiences beside the built-in ones. */
  readonly audiences?: AudienceDefinitions | false;
}

const KNOWN: Known<StorefrontOptions> = {
  pageTypes: 1,
  catalog: 1,
  coViews: 1,
  suggest: 1,
  stages: 1,
  steps: 1,
  abandonedCart: 1,
  coupon: 1,
  segments: 1,
  audiences: 1,
};

/** The pure part of the storefront: what remembers, infers and decides. */
export function storefrontMind(options: StorefrontOptions = {}): PluginList {
  // A shop whose template has no list says `null`.
  const listed = options.catalog ?? [];
  const source = 'url' in Object(listed) && catalogSource(listed as CatalogSourceOptions);
  return [
    definePlugin({ name: 'storefront', options: [options, KNOWN] }),
    options.pageTypes !== undefined && pageTypes(options.pageTypes),
    activity(),
    cart(),
    orders(),
    interests(),
    viewed(),
    options.segments !== false && segments(options.segments),
    silence(),
    steps(options.steps ?? { prior: shopSteps }),
    stages(options.stages),
    options.abandonedCart !== false && abandonedCart(options.abandonedCart),
    source,
    // What has no address is what `suggest` takes.
    suggest({ catalog: source ? source.items : (listed as Catalog), coViews: options.coViews, ...options.suggest }),
    options.audiences !== false && audiences(options.audiences),
    options.coupon !== false && coupon(options.coupon),
  ];
}
