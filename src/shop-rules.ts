import { checkAmounts, checkEach, checkNames, checkTable } from './core/check-names.js';
import type { Known, Plugin, PluginList } from './core/plugin.js';
import { type AudienceByRule, audience } from './decide/audience.js';
import { type LeadsOptions, leads } from './decide/leads.js';
import { type Occasion, type OccasionsOptions, occasions } from './decide/occasions.js';
import { type PersonaRules, personaRules } from './decide/persona-rules.js';
import { presentTerms } from './decide/present-terms.js';
import { type RepurchaseOptions, repurchase } from './decide/repurchase.js';
import { type SegmentRules, segmentRules } from './decide/segment-rules.js';
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

const KNOWN: Known<ShopRulesOptions> = {
  ...{ occasions: 1, recent: 1, segments: 1, personas: 1, audiences: 1, leads: 1, repurchase: 1 },
  ...{ purpose: 1, offsetMinutes: 1, likelihood: 1 },
};
const OCCASION: Known<Occasion> = { when: 1, data: 1, everyDays: 1, perSession: 1 };
const AUDIENCE: Known<AudienceByRule> = { when: 1, days: 1, about: 1, untilPurchase: 1 };

/**
 * What a shop wants to hear of, as data: `occasions()`, `segments()`, `personas()`, audiences, leads and what is due to be
 * bought again, with what their conditions count. Stands after `storefront()`. `recent()` is left out where it is `present`.
 * Throws `WaymarkError` with the path to a name that nobody knows.
 */
export function shopRules(options: ShopRulesOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkNames('', options, KNOWN);
  const { recent: kept, segments: groups, personas: people, audiences = {}, ...more } = options;
  const { leads: calls, repurchase: again, occasions: list = {}, purpose = 'personalization', ...own } = more;
  const terms = { ...presentTerms(present), ...own };
  checkEach('audiences', audiences, AUDIENCE);
  checkOccasions(list);
  if (groups) checkTable('segments', groups, 'segments by their names');
  if (people) checkTable('personas', people, 'personas by their names');
  checkNames('recent', kept, { fields: 1 });
  checkNames('leads', calls, { threshold: 1 });
  checkAmounts('leads', calls, ['threshold']);
  checkNames('repurchase', again, { cycles: 1 });
  const lacks = (plugin: string): boolean => !present.some(({ name }) => name === plugin);
  return [
    kept !== false && lacks('recent') && recent(kept),
    groups && segments(segmentRules(groups, terms)),
    people && personas({ personas: personaRules(people, terms) }),
    Object.entries(audiences).map(([name, options]) => audience({ ...options, ...terms, name })),
    calls && [lacks('lead') && lead(), leads(calls === true ? {} : calls)],
    again && repurchase(again === true ? {} : again),
    occasions({ occasions: list, purpose, ...terms }),
  ];
}

/** Refuses occasions with names that nobody knows, also for `shopSequences()`. Pure. */
export function checkOccasions(list: Readonly<Record<string, Occasion>>): void {
  checkEach('occasions', list, OCCASION);
  for (const [name, occasion] of Object.entries(list))
    checkAmounts(`occasions.${name}`, occasion, ['everyDays', 'perSession']);
}
