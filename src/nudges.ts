import { forms } from './capture/forms.js';
import type { PluginList } from './core/plugin.js';
import { nudge } from './decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from './decide/nudge-options.js';
import { type RescueOptions, rescue } from './decide/rescue.js';
import type { Terms } from './decide/sight.js';
import { type NudgeCardOptions, nudgeCard } from './experiences/nudge-card.js';
import { hurdles } from './learn/hurdles.js';
import { prompts } from './learn/prompts.js';

export interface NudgesOptions extends NudgeTerms, Terms {
  /** By id. */
  readonly nudges?: Readonly<Record<string, Omit<NudgeOptions, 'id'>>>;
  /** Ready-made ones for orders that are about to fail. Default `false`. */
  readonly rescue?: boolean | RescueOptions;
  /** How they look on the page; `false` leaves it to handlers of `nudge.show`. Default `true`. */
  readonly card?: boolean | NudgeCardOptions;
}

/**
 * What a shop says to its visitors, as data: nudges by id, with what keeps them apart, and the card that shows them.
 * Stands after `storefront()`, after `recent()` where a condition counts touchpoints, and after `aftercare()` where
 * promotions are to wait while an issue is open.
 */
export function nudges({ nudges: list = {}, rescue: rescues, card = true, ...terms }: NudgesOptions = {}): PluginList {
  const ready = rescues === true ? {} : rescues;
  return [
    prompts(),
    forms(),
    ready && [hurdles(ready), rescue(ready, terms)],
    Object.entries(list).map(([id, options]) => nudge({ ...options, id }, terms)),
    card && nudgeCard(card === true ? {} : card),
  ];
}
