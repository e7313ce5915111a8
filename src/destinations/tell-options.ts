import type { Known } from '../core/plugin.js';

/** What a system calls our touchpoints and decisions; `null`: it is not told. */
export type Names = Readonly<Record<string, string | null>>;

/** What destinations that have a system's own words let a site say. */
export interface TellOptions {
  /** Fields that are sent; a trait of the visitor only by its name. Default `['*']`, see `Plugin.fields`. */
  readonly fields?: readonly string[];
  /** Other names for touchpoints, and names for decisions, which are told only so, such as `{ 'stage.enter': 'Stage' }`; `null` keeps one back. */
  readonly names?: Names;
  /** Tells touchpoints that have no name there under their own. Default `true`; to ad systems, Klaviyo and HubSpot `false`. */
  readonly others?: boolean;
  /** Tells page views. Default: where the system does not count them by itself. */
  readonly pageViews?: boolean;
}

/** Names of these options, for `Plugin.options`. */
export const TELLS: Known<TellOptions> = { fields: 'texts', names: 'table', others: 1, pageViews: 1 };
