// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterEach, expect, it } from 'vitest';
import { definePlugin } from '../../src/core/plugin.js';
import { PURPOSES } from '../../src/core/purpose.js';
import type { Row } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { storefront } from '../../src/storefront.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { flush, rest, rolls, taps } from './builders.js';
import { onFakeTime } from './start.js';

onFakeTime();

/** What is read of a site's options, of a plugin, of its answer, and of what a transaction is told. */
const INTERFACES = ['WaymarkOptions', 'Plugin', 'Pages', 'Delivered', 'Writes', 'Expected'];
const FILES = ['runtime/face', 'core/plugin', 'capture/pages', 'platform/store', 'runtime/load'];
/** The option of the same name of `stages()`: what factories of plugins are given is read as it is, in each of them. */
const OF_A_FACTORY = 'view';
/** `navigator` inherits it where a browser has it; what a page hangs there is a refusal, never a grant. */
const OF_THE_BROWSER = 'globalPrivacyControl';
const NAMES = [...new Set([...FILES.flatMap(namesIn), ...PURPOSES])]
  .filter(name => name !== OF_A_FACTORY && name !== OF_THE_BROWSER)
  .sort();
/** What a page hangs there: what an address can say, and what a library adds. */
const VALUES = {
  'a text': 'granted',
  yes: true,
  'a number': 1,
  'a function': () => 'granted',
  'a record': Object.fromEntries(PURPOSES.map(purpose => [purpose, 'granted'])),
  'a list': ['identity'],
};
const KINDS = Object.keys(VALUES) as (keyof typeof VALUES)[];
const prototype = Object.prototype as unknown as Record<string, unknown>;

afterEach(() => {
  expect(Object.keys(prototype)).toEqual([]);
});

it('looks at every option and member', () => {
  expect(NAMES).toEqual(expect.arrayContaining(['consent', 'default', 'slice', 'deliver', 'purpose', 'clear', 'left']));
  expect(NAMES.length).toBeGreaterThan(40);
});

it.each(KINDS)('takes no option, member or grant from Object.prototype: %s', async kind => {
  // A document that was seen already is not seen anew.
  await live();
  const usual = await live();
  const odd: string[] = [];
  for (const name of NAMES) {
    prototype[name] = VALUES[kind];
    const said = await live().catch(String);
    delete prototype[name];
    if (said !== usual) odd.push(`${name}: ${firstDifference(said, usual)}`);
  }
  expect(odd).toEqual([]);
});

it('tells the row how much was tried', ({ task }) => {
  Object.assign(task.meta, { figures: { names: NAMES.length, values: KINDS.length } });
});

/** One visit, and all that was known and told of it. */
async function live(): Promise<string> {
  const told: Row[] = [];
  const problems: string[] = [];
  const deliver = (batch: readonly Row[]): void => void told.push(...batch);
  const waymark = createWaymark({
    site: 'shop',
    automation: 'allow',
    now: fakeClock().now,
    random: rolls(7),
    store: memoryStore(),
    consent: { sources: [{ name: 'platform', watch: hear => [hear({ analytics: 'granted' })].length > 0 }] },
    plugins: [
      storefront(),
      taps(),
      rest(1_800_000),
      definePlugin({ name: 'sink', deliver }),
      definePlugin({ name: 'here', delivery: 'page', deliver }),
    ],
  });
  waymark.on('problem', ({ message }) => problems.push(message));
  await waymark.ready;
  const items = [{ item_id: 'a', item_name: 'Cedar', price: 5 }];
  waymark.track('tap', { weight: 3 });
  waymark.track('add_to_cart', { currency: 'EUR', value: 5, items });
  await waymark.flush();
  const { profile, consent, plugins } = waymark;
  const said = JSON.stringify([profile, consent, plugins.length, waymark.diagnostics(), told, problems]);
  waymark.stop();
  await flush();
  return said;
}

/** What is said where another was usual. */
function firstDifference(said: string, usual: string): string {
  const at = [...said].findIndex((letter, index) => letter !== usual[index]);
  return said.slice(Math.max(0, at - 60), at + 100);
}

/** Members of the interfaces above, those of what stands in them included. */
function namesIn(file: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node, isWanted: boolean): void => {
    const isOne = ts.isInterfaceDeclaration(node) && INTERFACES.includes(node.name.text);
    if (isWanted && (ts.isPropertySignature(node) || ts.isMethodSignature(node))) names.push(node.name.getText());
    ts.forEachChild(node, child => visit(child, isWanted || isOne));
  };
  const code = readFileSync(`${import.meta.dirname}/../../src/${file}.ts`, 'utf8');
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true), false);
  return names;
}
