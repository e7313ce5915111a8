import type { Plugin, PluginList } from './core/plugin.js';
import { type AudienceByRule, audience } from './decide/audience.js';
import { type OccasionsOptions, occasions } from './decide/occasions.js';
import { type PersonaRules, personaRules } from './decide/persona-rules.js';
import { type SegmentRules, segmentRules } from './decide/segment-rules.js';
import { personas } from './learn/personas.js';
import { type RecentOptions, recent } from './learn/recent.js';
import { segments } from './learn/segments.js';

export interface ShopRulesOptions extends OccasionsOptions {
  /** Fields that conditions know; `false` where another plugin brings `recent()`, such as `shopSequences()`. */
  readonly recent?: RecentOptions | false;
  /** Segments beside the built-in ones. `storefront()` must leave its own out: `storefront({ segments: false })`. */
  readonly segments?: SegmentRules;
  /** Personas by name. */
  readonly personas?: PersonaRules;
  /** Audiences by name, beside those of `storefront()`. */
  readonly audiences?: Readonly<Record<string, AudienceByRule>>;
}

/**
 * What a shop wants to hear of, as data: `occasions()`, `segments()`, `personas()` and audiences, with what their
 * conditions count. Stands after `storefront()`. `recent()` is left out where it is `present`.
 */
export function shopRules(
  {
    recent: kept,
    segments: groups,
    personas: people,
    audiences = {},
    occasions: list = {},
    purpose = 'personalization',
    ...terms
  }: ShopRulesOptions = {},
  present: readonly Plugin[] = [],
): PluginList {
  return [
    kept !== false && !present.some(({ name }) => name === 'recent') && recent(kept),
    groups && segments(segmentRules(groups, terms)),
    people && personas({ personas: personaRules(people, terms) }),
    Object.entries(audiences).map(([name, options]) => audience({ ...options, ...terms, name })),
    occasions({ occasions: list, purpose, ...terms }),
  ];
}
