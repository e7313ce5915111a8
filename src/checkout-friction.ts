import { checkOptions } from './core/check-options.js';
import type { Plugin, PluginList } from './core/plugin.js';
import { checkouts } from './decide/checkouts.js';
import { lacks } from './lacks.js';
import { checkout } from './learn/checkout.js';
import { hurdles } from './learn/hurdles.js';

export interface CheckoutFrictionOptions {
  /** `false` where another plugin brings `hurdles()`, such as `nudges({ rescue: true })`. */
  readonly hurdles?: false;
}

/**
 * What a checkout asks of visitors: its steps and the time at each, fields that are typed again, when the cost of shipping
 * is first seen; told when it ends. Stands after `behaviour()`, which tells the fields, and `nudges()`. `hurdles()` is left
 * out where it is `present`.
 */
export function checkoutFriction(options: CheckoutFrictionOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkOptions('', options, { hurdles: [value => typeof value === 'boolean', '`false`, or left out'] });
  return [options.hurdles !== false && lacks(present, 'hurdles') && hurdles(), checkout(), checkouts()];
}
