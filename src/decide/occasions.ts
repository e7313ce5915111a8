import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { checkRule } from './check-rule.js';
import { DAY_MS } from './fits.js';
import type { Rule } from './rule.js';
import type { Terms } from './sight.js';
import { when } from './when.js';

/** What a site wants to hear of. JSON-safe unless a function stands in its rule. */
export interface Occasion {
  readonly when: Rule;
  /** Handed on with the decision. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Rest after it was decided. Default 0. */
  readonly everyDays?: number;
  /** How often in one visit at most. Default 1. */
  readonly perSession?: number;
}

export interface OccasionsOptions extends Terms {
  /** By name. */
  readonly occasions?: Readonly<Record<string, Occasion>>;
  /** What they are for. Default `personalization`. */
  readonly purpose?: Purpose;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** A rule of the site's own holds. */
    'occasion.arise': {
      /** Name of the occasion. */
      readonly name: string;
      /** What the site wants to know with it. */
      readonly data?: Readonly<Record<string, unknown>>;
    };
  }
}

/** Decides what a site's own rules say, by name. Throws `WaymarkError` with the path to what is no rule. */
export function occasions({
  occasions: list = {},
  purpose = 'personalization',
  ...terms
}: OccasionsOptions = {}): Plugin {
  const entries = Object.entries(list);
  return definePlugin({
    name: 'occasions',
    purpose,
    needs: [...new Set(entries.flatMap(([name, given]) => checkRule(Object(given).when, `occasions.${name}.when`)))],
    triggers: entries.map(([name, { when: rule, data, everyDays = 0, perSession = 1 }]) =>
      when({
        name: `occasion-${name}`,
        decision: 'occasion.arise',
        rule,
        data: { name, ...(data && { data }) },
        every: everyDays * DAY_MS,
        perSession,
        terms,
      }),
    ),
  });
}
