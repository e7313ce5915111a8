import type { CatalogSourceOptions } from './capture/read-catalog.js';
import type { RemoteSuggestionsOptions } from './capture/remote-suggestions.js';
import type { Catalog } from './decide/catalog.js';
import type { RefineOptions } from './decide/refine.js';
import type { SuggestOptions } from './decide/suggest.js';
import type { Rail } from './experiences/rails.js';

export interface RailOptions extends Omit<Rail, 'refine' | 'given'> {
  readonly refine?: RefineOptions;
  /** Whether the ids of `remote` come first. Default false. */
  readonly remote?: boolean;
}

export interface ShopRailsOptions extends Pick<SuggestOptions, 'complements' | 'cycleDays' | 'limit'> {
  /** By the id of the element of the page that they are put into; `true` for the defaults, `false` leaves one out. */
  readonly rails: Readonly<Record<string, RailOptions | boolean>>;
  /** As `storefront()` takes it, or `'seen'` for the last 100 products that pages and lists have shown. Default: that of `storefront()`. */
  readonly catalog?: Catalog | CatalogSourceOptions | 'seen';
  /** Address of the file that `waymark-cooccur` made. */
  readonly coViews?: string;
  /** Another system that is asked for ids, as `remoteSuggestions()` takes it, or its address. */
  readonly remote?: string | RemoteSuggestionsOptions;
}
