// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PLUGINS } from '../../.ci/sized.mjs';
import { pluginContract } from '../../src/testing/plugin-contract.js';
import { contractOf, TABLE } from './contract-table.js';

// Its listeners have no end, as the docstring of `vitals()` says, and they would come in the middle of other cases.
vi.mock('web-vitals/attribution', () => ({ onCLS: vi.fn(), onINP: vi.fn(), onLCP: vi.fn(), onTTFB: vi.fn() }));

const NAMES: readonly (readonly [string, string])[] = PLUGINS.map(([, folder = '', name = '']) => [folder, name]);

// The first time a test loads what comes late it is compiled, which takes longer than the cases wait.
beforeAll(async () => {
  const files = readdirSync('src/destinations').flatMap(name => /^(.*)\.ts$/.exec(name)?.[1] ?? []);
  await Promise.all(files.map(name => import(`../../src/destinations/${name}.ts`)));
});
beforeEach(() => {
  // The console destination writes, and so does a plugin that finds something missing.
  for (const method of ['groupCollapsed', 'groupEnd', 'info', 'warn'] as const)
    vi.spyOn(console, method).mockReturnValue(undefined);
});
afterEach(() => vi.restoreAllMocks());

describe.each(NAMES)('%s/%s', (folder, name) => {
  const { make, row } = contractOf(folder, name);
  const facts: string[] = [];
  const cases = pluginContract(make, { tell: fact => facts.push(fact), ...row });

  it.each(cases.map(one => [one.name, one] as const))('%s', async (_, { run, skip }) => {
    expect(skip).toBeUndefined();
    await run();
  });

  it('is looked at', () => {
    expect(cases.length).toBeGreaterThanOrEqual(4);
    for (const fact of facts) expect(fact).toMatch(/\d/);
  });
});

it('has no row for what is no plugin of ours any more', () => {
  const paths = NAMES.map(names => names.join('/'));
  expect(Object.keys(TABLE).filter(path => !paths.includes(path))).toEqual([]);
});

it('fails for a factory that nobody wrote down', () => {
  expect(() => contractOf('learn', 'newcomer')).toThrow('There is no row for "learn/newcomer"');
});
