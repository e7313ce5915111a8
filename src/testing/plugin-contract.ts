import type { Plugin, PluginList } from '../core/plugin.js';
import { actCases } from './contract-act.js';
import type { ContractCase, ContractOptions, Subject } from './contract-case.js';
import { deliverCases } from './contract-deliver.js';
import { listCases } from './contract-list.js';
import { mindCases } from './contract-mind.js';
import { pageCases } from './contract-page.js';
import { sizeCases } from './contract-size.js';
import { sliceCases } from './contract-slice.js';
import { vocabularyCases } from './contract-vocabulary.js';
import { shopSamples } from './odd-journey.js';

/**
 * What every plugin must hold to, as cases for whatever runs tests; imports no test framework. Hand it the factory, so that
 * each case has a plugin of its own. What needs a page is skipped where there is no `document`. Timers have to be real.
 */
export function pluginContract(given: Plugin | (() => Plugin), options: ContractOptions = {}): readonly ContractCase[] {
  const make = typeof given === 'function' ? given : () => given;
  const shape = make();
  const { name } = shape;
  const before = (): PluginList => {
    const list = options.with ?? [];
    return typeof list === 'function' ? list() : list;
  };
  const subject: Subject = {
    tell() {},
    ...options,
    name,
    shape,
    samples: [...shopSamples(), ...(options.touchpoints ?? [])],
    make,
    before,
    fail(what) {
      throw new Error(`Plugin "${name}" ${what}`);
    },
  };
  return [listCases, mindCases, vocabularyCases, sliceCases, deliverCases, pageCases, actCases, sizeCases]
    .flatMap(cases => cases(subject))
    .map(one => (one.skip ? { ...one, run: async () => {} } : one));
}
