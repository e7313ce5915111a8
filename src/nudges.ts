import { forms } from './capture/forms.js';
import type { PluginList } from './core/plugin.js';
import type { Terms } from './decide/leaves.js';
import { nudge } from './decide/nudge.js';
import type { NudgeOptions, NudgeTerms } from './decide/nudge-options.js';
import { prompts } from './learn/prompts.js';

export interface NudgesOptions extends NudgeTerms, Terms {
  /** By id. */
  readonly nudges?: Readonly<Record<string, Omit<NudgeOptions, 'id'>>>;
}

/**
 * What a shop says to its visitors, as data: nudges by id, with what keeps them apart. Stands after `storefront()`, and
 * after `recent()` where a condition counts touchpoints.
 */
export function nudges({ nudges: list = {}, ...terms }: NudgesOptions = {}): PluginList {
  return [prompts(), forms(), Object.entries(list).map(([id, options]) => nudge({ ...options, id }, terms))];
}
