import { forms } from './capture/forms.js';
import { type Checks, checkOptions, isTable } from './core/check-options.js';
import type { Plugin, PluginList } from './core/plugin.js';
import { nudge } from './decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from './decide/nudge-options.js';
import { presentTerms } from './decide/present-terms.js';
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

const CHECKS: Checks<NudgesOptions> = {
  nudges: [isTable, 'nudges by their ids'],
  rescue: 1,
  card: {
    placement: [value => /^(bottom|top) (left|right)$/.test(`${value}`), 'a corner, such as "bottom right"'],
    close: 1,
  },
  ...{ offsetMinutes: 1, likelihood: 1 },
  ...{ quietSeconds: 1, pauseSeconds: 1, dismissedDays: 1, cap: 1, caps: 1, holdout: 1 },
};

/**
 * What a shop says to its visitors, as data: nudges by id, with what keeps them apart, and the card that shows them.
 * Stands after `storefront()`, after `recent()` where a condition counts touchpoints, and after `aftercare()` where
 * promotions are to wait while an issue is open. Takes the scores of the stage model that is `present`. Throws `WaymarkError` with the path to what cannot be meant.
 */
export function nudges(options: NudgesOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkOptions('', options, CHECKS);
  const { nudges: list = {}, rescue: rescues, card = true, ...more } = options;
  const terms = { ...presentTerms(present), ...more };
  const ready = rescues === true ? {} : rescues;
  return [
    prompts(),
    forms(),
    ready && [hurdles(ready), rescue(ready, terms)],
    Object.entries(list).map(([id, options]) => nudge({ ...options, id }, terms)),
    card && nudgeCard(Object(card)),
  ];
}
