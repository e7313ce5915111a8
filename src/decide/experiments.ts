import type { PluginList } from '../core/plugin.js';
import { type ExperimentOptions, experiment } from './experiment.js';

export { variantOf } from './variant-of.js';

export interface ExperimentsOptions {
  /** By id. */
  readonly experiments?: Readonly<Record<string, Omit<ExperimentOptions, 'id'>>>;
}

/** Several experiments by id, so that JSON can name them. Throws `WaymarkError` for options that cannot work. */
export function experiments({ experiments: list = {} }: ExperimentsOptions = {}): PluginList {
  return Object.entries(list).map(([id, options]) => experiment({ ...options, id }));
}
