import type { PluginList } from './core/plugin.js';
import { type OccasionsOptions, occasions } from './decide/occasions.js';
import { type RecentOptions, recent } from './learn/recent.js';

export interface ShopRulesOptions extends OccasionsOptions {
  readonly recent?: RecentOptions;
}

/** What a shop wants to hear of, as data: `occasions()` with what its conditions count. Stands after `storefront()`. */
export function shopRules({ recent: kept, ...options }: ShopRulesOptions = {}): PluginList {
  return [recent(kept), occasions(options)];
}
