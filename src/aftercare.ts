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

/** What keeps a customer: what is open, how the mood is, when the next visit is due, and who may be about to leave. */
export function aftercare(options: AftercareOptions = {}): PluginList {
  return [care(options.care), mood(), rhythm(), engagement(), atRisk(options.atRisk), issues()];
}
