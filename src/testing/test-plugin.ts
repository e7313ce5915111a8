import type { Plugin } from '../core/plugin.js';
import type { ContractOptions } from './contract-case.js';
import { pluginContract } from './plugin-contract.js';

/** What registers a test: `it` of Vitest and Jest, `test` of `node:test`. */
export interface RegisterTest {
  (name: string, run: () => Promise<void>): unknown;
  skip?(name: string, run: () => Promise<void>): unknown;
}

/**
 * Registers every case of the contract as a test of its own: with `it`, else with the global one of Vitest (`globals`) or
 * Jest. Throws where there is neither.
 */
export function testPlugin(
  plugin: Plugin | (() => Plugin),
  { it, ...options }: ContractOptions & { readonly it?: RegisterTest } = {},
): void {
  const found = globalThis as { it?: RegisterTest; test?: RegisterTest };
  const register = it ?? found.it ?? found.test;
  if (!register) throw new Error('There is no `it` here. Import it from what runs your tests, and hand it on as `it`.');
  for (const { name, skip, run } of pluginContract(plugin, options)) {
    if (skip && register.skip) register.skip(`${name} (${skip})`, run);
    else register(skip ? `${name} (${skip})` : name, skip ? async () => {} : run);
  }
}
