import { dataLayer } from './capture/data-layer.js';
import type { PluginList } from './core/plugin.js';
import { type StorefrontOptions, storefront } from './storefront.js';

/** What a script tag runs with: the plugins of a shop, and what the page tells GA4 or its tag manager anyway. */
export function scriptPlugins(options?: StorefrontOptions): PluginList {
  return [storefront(options), dataLayer()];
}
