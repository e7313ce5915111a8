import { AMOUNT, type Checks, checkOptions } from './core/check-options.js';
import type { PluginList } from './core/plugin.js';
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

const CHECKS: Checks<AftercareOptions> = { care: { frictions: 1, days: AMOUNT }, atRisk: { threshold: AMOUNT } };

/**
 * What keeps a customer: what is open, how the mood is, when the next visit is due, and who may be about to leave. Throws
 * `WaymarkError` with the path to a name that nobody knows.
 */
export function aftercare(options: AftercareOptions = {}): PluginList {
  checkOptions('', options, CHECKS);
  return [care(options.care), mood(), rhythm(), engagement(), atRisk(options.atRisk), issues()];
}
