import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface Ga4Options extends TellOptions {
  /** Sends to this property only, such as `G-XXXXXXX`. Default: every property the page configured. */
  readonly measurementId?: string;
  /** Sends every change of stage as `waymark_stage`. Default `false`. */
  readonly stages?: boolean;
}

const KNOWN: Known<Ga4Options> = { ...TELLS, measurementId: 1, stages: 1 };

/**
 * Google Analytics 4, through the page's own `gtag` or `dataLayer`; loads nothing. Types have GA4's names and fields already,
 * the others arrive as custom events, all within GA4's limits. Who the visitor is, and traits as user properties, go only
 * where `fields` names `user_id` and them. What `dataLayer()` read on this page is not sent back.
 */
export function ga4(options: Ga4Options = {}): Plugin {
  const { fields = ['*'] } = options;
  return definePlugin({
    name: 'ga4',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: 'page',
    fields,
    ignores: ['data-layer'],
    ...late('ga4', () => import('./ga4-words.js').then(({ ga4Words }) => ga4Words(options))),
  });
}
