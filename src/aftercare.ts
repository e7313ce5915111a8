import { checkAmounts, checkNames } from './core/check-names.js';
import type { Known, PluginList } from './core/plugin.js';
import { type AtRiskOptions, atRisk } from './decide/at-risk.js';
import { issues } from './decide/issues.js';
import { type CareOptions, care } from './learn/care.js';
import { engagement } from './learn/engagement.js';
import { mood } from './learn/mood.js';
import { rhythm } from './learn/rhythm.js';

export interface AftercareOptions {
  readonly care?: CareOptions;
  readonly atRisk?: AtRiskOptions;
}

const KNOWN: Known<AftercareOptions> = { care: 1, atRisk: 1 };
const CARE: Known<CareOptions> = { frictions: 1, days: 1 };

/**
 * What keeps a customer: what is open, how the mood is, when the next visit is due, and who may be about to leave. Throws
 * `WaymarkError` with the path to a name that nobody knows.
 */
export function aftercare(options: AftercareOptions = {}): PluginList {
  const { care: kept, atRisk: risk } = options;
  checkNames('', options, KNOWN);
  checkNames('care', kept, CARE);
  checkAmounts('care', kept, ['days']);
  checkNames('atRisk', risk, { threshold: 1 });
  checkAmounts('atRisk', risk, ['threshold']);
  return [care(options.care), mood(), rhythm(), engagement(), atRisk(options.atRisk), issues()];
}
