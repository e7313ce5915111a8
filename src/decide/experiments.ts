import { type Checks, checkEach, checkOptions } from '../core/check-options.js';
import type { Plugin, PluginList } from '../core/plugin.js';
import { type ExperimentOptions, experiment } from './experiment.js';
import { presentTerms } from './present-terms.js';

export { variantOf } from './variant-of.js';

export interface ExperimentsOptions {
  /** By id. */
  readonly experiments?: Readonly<Record<string, Omit<ExperimentOptions, 'id'>>>;
}

const EXPERIMENT: Checks<Omit<ExperimentOptions, 'id'>> = {
  ...{ variants: 1, share: 1, when: 1, withinDays: 1, purpose: 1, offsetMinutes: 1, likelihood: 1 },
};

/** Several experiments by id, so that JSON can name them. Throws `WaymarkError` for options that cannot work. */
export function experiments(options: ExperimentsOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkOptions('', options, { experiments: 1 });
  const { experiments: list = {} } = options;
  checkEach('experiments', list, EXPERIMENT);
  const terms = presentTerms(present);
  return Object.entries(list).map(([id, options]) => experiment({ ...terms, ...options, id }));
}
