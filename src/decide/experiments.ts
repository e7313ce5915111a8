import { checkEach, checkNames } from '../core/check-names.js';
import type { Known, Plugin, PluginList } from '../core/plugin.js';
import { type ExperimentOptions, experiment } from './experiment.js';
import { presentTerms } from './present-terms.js';

export { variantOf } from './variant-of.js';

export interface ExperimentsOptions {
  /** By id. */
  readonly experiments?: Readonly<Record<string, Omit<ExperimentOptions, 'id'>>>;
}

const EXPERIMENT: Known<Omit<ExperimentOptions, 'id'>> = {
  ...{ variants: 1, share: 1, when: 1, withinDays: 1, purpose: 1, offsetMinutes: 1, likelihood: 1 },
};

/** Several experiments by id, so that JSON can name them. Throws `WaymarkError` for options that cannot work. */
export function experiments(options: ExperimentsOptions = {}, present: readonly Plugin[] = []): PluginList {
  checkNames('', options, { experiments: 1 });
  const { experiments: list = {} } = options;
  checkEach('experiments', list, EXPERIMENT);
  return Object.entries(list).map(([id, options]) => experiment({ ...presentTerms(present), ...options, id }));
}
