import { AMOUNT, type Checks, checkEach, checkOptions, isTable } from './core/check-options.js';
import type { Plugin, PluginList } from './core/plugin.js';
import { type AudienceByRule, audience } from './decide/audience.js';
import { type LeadsOptions, leads } from './decide/leads.js';
import { type Occasion, type OccasionsOptions, occasions } from './decide/occasions.js';
import { type PersonaRules, personaRules } from './decide/persona-rules.js';
import { presentTerms } from './decide/present-terms.js';
import { type RepurchaseOptions, repurchase } from './decide/repurchase.js';
import { type SegmentRules, segmentRules } from './decide/segment-rules.js';
import { lacks } from './lacks.js';
import { lead } from './learn/lead.js';
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
  /** Tells of visitors that are worth a call: `lead()` where it is not `present`, and `leads()`. Default `false`. */
  readonly leads?: LeadsOptions | boolean;
  /** Tells of what is due to be bought again. Default `false`. */
  readonly repurchase?: RepurchaseOptions | boolean;
}

const isTableOrNone = (value: unknown): boolean => !value || isTable(value);
const CHECKS: Checks<ShopRulesOptions> = {
  occasions: 1,
  recent: { fields: 1 },
  segments: [isTableOrNone, 'segments by their names'],
  personas: [isTableOrNone, 'personas by their names'],
  audiences: 1,
  leads: { threshold: AMOUNT },
  repurchase: { cycles: 1 },
  ...{ purpose: 1, offsetMinutes: 1, likelihood: 1 },
};
/** Also of `shopSequences()`. */
export const OCCASION: Checks<Occasion> = { when: 1, data: 1, everyDays: AMOUNT, perSession: AMOUNT };
const AUDIENCE: Checks<AudienceByRule> = { when: 1, days: 1, about: 1, untilPurchase: 1 };

/**
 * What a shop wants to hear of, as data: `occasions()`, `segments()`, `personas()`, audiences, leads and what is due to be
 * bought again, with what their conditions count. Stands after `storefront()`. `recent()` is left out where it is `present`.
 * Throws `WaymarkError` with the path to a name that nobody knows.
 */
export function shopRules(options: ShopRulesOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkOptions('', options, CHECKS);
  const { recent: kept, segments: groups, personas: people, audiences = {}, ...more } = options;
  const { leads: calls, repurchase: again, occasions: list = {}, purpose = 'personalization', ...own } = more;
  const terms = { ...presentTerms(present), ...own };
  checkEach('audiences', audiences, AUDIENCE);
  checkEach('occasions', list, OCCASION);
  return [
    kept !== false && lacks(present, 'recent') && recent(kept),
    groups && segments(segmentRules(groups, terms)),
    people && personas({ personas: personaRules(people, terms) }),
    Object.entries(audiences).map(([name, options]) => audience({ ...options, ...terms, name })),
    calls && [lacks(present, 'lead') && lead(), leads(calls === true ? {} : calls)],
    again && repurchase(again === true ? {} : again),
    occasions({ occasions: list, purpose, ...terms }),
  ];
}
