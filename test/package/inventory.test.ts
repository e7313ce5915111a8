import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byName, purposesOf, renderInventory, storing, takeInventory } from '../../.ci/inventory.mjs';
import { partOf } from '../../.ci/sizes.mjs';
import { RECORDS } from '../../.ci/stored.mjs';
import * as capture from '../../src/capture/index.js';
import type { Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import * as decide from '../../src/decide/index.js';
import * as learn from '../../src/learn/index.js';
import { INVENTORY } from '../../src/runtime/inventory.js';
import * as storefront from '../../src/storefront.js';

const CHAPTER = readFileSync(new URL('../../src/runtime/README.md', import.meta.url), 'utf8');
const ADVICE = 'Run `npm run inventory`.';
const plugins: readonly Plugin[] = storing({ gatherRules, storefront, capture, learn, decide });
const sections = takeInventory(purposesOf(plugins));
const named = (kind: string): readonly string[] =>
  sections.flatMap(({ name }) => (name.startsWith(`${kind} `) ? name.slice(kind.length + 1).replace(/\W*$/, '') : []));

describe('the inventory of what is stored', () => {
  it('says of every record, slice, touchpoint and decision what it is, what for and how long', () => {
    expect(sections.length).toBeGreaterThan(70);
    const silent = sections.filter(({ sentence, purpose, kept }) => !sentence || !purpose || !kept);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('has a sentence for every field; write it as a comment of the field', () => {
    const fields = sections.flatMap(({ name, fields }) => fields.map(field => ({ section: name, ...field })));
    expect(fields.length).toBeGreaterThan(300);
    expect(fields.filter(({ sentence }) => !/[.:…)]$/.test(sentence))).toEqual([]);
  });

  it('holds what the plugins of a shop bring', () => {
    const types = plugins.flatMap(({ vocabulary }) => Object.keys(vocabulary ?? {}));
    const decisions = plugins.flatMap(({ triggers }) => (triggers ?? []).map(({ decision }) => decision));
    expect([...named('slice')].sort()).toEqual(plugins.flatMap(({ slice }) => slice?.name ?? []).sort());
    expect([...named('touchpoint')].sort()).toEqual([...new Set(types)].sort());
    expect([...named('decision')].sort()).toEqual([...new Set<string>(decisions)].sort());
  });

  it('stands in the documents and in what an export hands out', () => {
    expect(partOf(CHAPTER, 'inventory'), ADVICE).toBe(renderInventory(sections));
    expect(INVENTORY, ADVICE).toEqual(byName(sections));
  });

  it('knows every key that the source writes', () => {
    const code = ['ledger', 'load', 'engine', 'gap', 'mend', 'heal', 'past', 'settle', 'cursor', 'outbox', 'delivery']
      .map(name => readFileSync(new URL(`../../src/runtime/${name}.ts`, import.meta.url), 'utf8'))
      .join('\n');
    // A record is written as `['name', value]` or `[['name', …], value]`.
    const keys = new Set([...code.matchAll(/\[\[?'([a-z]+)',/g)].map(([, key = '']) => key));
    expect(keys.size).toBeGreaterThan(8);
    expect([...keys].filter(key => !RECORDS.some(([name]) => name === key))).toEqual([]);
  });
});
