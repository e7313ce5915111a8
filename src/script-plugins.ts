import { dataLayer } from './capture/data-layer.js';
import { markup } from './capture/markup.js';
import type { PluginList } from './core/plugin.js';
import { type StorefrontOptions, storefront } from './storefront.js';

/** What the configuration of a script tag says of them. */
interface Config {
  readonly storefront?: StorefrontOptions;
  readonly plugins?: Readonly<Record<string, unknown>>;
}

/**
 * What a script tag runs with: the plugins of a shop, what the page tells GA4 or its tag manager anyway, and, where it
 * tells no looks at products, what its markup says. Who names `markup` among the add-ons has it so, or not at all.
 */
export function scriptPlugins({ storefront: options, plugins }: Config): PluginList {
  return [
    storefront(options ?? {}),
    dataLayer(),
    !Object.hasOwn(plugins ?? {}, 'markup') && markup({ unlessTold: true }),
  ];
}
