import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

/** What a folder may import beside itself: `types` only by `import type`. */
const LAYERS: Readonly<Record<string, { readonly code?: readonly string[]; readonly types?: readonly string[] }>> = {
  core: {},
  platform: {},
  runtime: { code: ['core', 'platform'] },
  capture: { code: ['core/check-options', 'core/plugin', 'core/problem', 'platform'], types: ['core'] },
  learn: { code: ['core'], types: ['capture'] },
  stages: { code: ['core'], types: ['capture', 'learn'] },
  decide: { code: ['core'], types: ['capture', 'learn', 'stages'] },
  experiences: { code: ['core/plugin', 'core/problem', 'platform'], types: ['core', 'decide'] },
  destinations: { code: ['core/plugin', 'core/problem', 'platform'], types: ['core'] },
  inspect: {
    code: ['core/plugin', 'core/advance', 'core/sentence', 'platform'],
    types: ['core', 'capture', 'learn', 'stages', 'decide'],
  },
};
/** Entries may import everything. */
const ENTRIES = [
  'index',
  'storefront',
  'storefront-mind',
  'aftercare',
  'behaviour',
  'checkout-friction',
  'packs',
  'shop-rules',
  'nudges',
  'shop-sequences',
  'shop-rails',
  'shop-slots',
  'rail-options',
  'check-rails',
  'lacks',
  'script',
  'script-plugins',
  'script-words',
  'testing',
  'tools',
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean): void => {
    if (!specifier || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    const to = relative(SRC, resolve(SRC, dirname(file), specifier.text)).replace(/\.js$/, '');
    found.push({ from: file.replace(/\.ts$/, ''), to, isType });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const { importClause } = node;
      const named = importClause?.namedBindings;
      const allTypes =
        !!named &&
        ts.isNamedImports(named) &&
        !importClause.name &&
        named.elements.every(element => element.isTypeOnly);
      add(node.moduleSpecifier, importClause?.isTypeOnly === true || allTypes);
    } else if (ts.isExportDeclaration(node)) {
      const { exportClause } = node;
      const allTypes =
        !!exportClause && ts.isNamedExports(exportClause) && exportClause.elements.every(element => element.isTypeOnly);
      add(node.moduleSpecifier, node.isTypeOnly || allTypes);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const folderOf = (file: string): string => file.split('/')[0] ?? '';
const isUnder = (file: string, places: readonly string[] = []): boolean =>
  places.some(place => file === place || file.startsWith(`${place}/`));

describe('the layers of DESIGN 3', () => {
  it('has a rule for every folder', () => {
    const folders = new Set(files.map(file => folderOf(file.replace(/\.ts$/, ''))));
    expect([...folders].filter(folder => !(folder in LAYERS) && !ENTRIES.includes(folder))).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('lets a folder import only what its layer may', () => {
    const wrong = imports.filter(({ from, to, isType }) => {
      const folder = folderOf(from);
      if (ENTRIES.includes(folder) || folderOf(to) === folder) return false;
      const { code, types } = LAYERS[folder] ?? {};
      return !isUnder(to, code) && !(isType && isUnder(to, types));
    });
    expect(wrong).toEqual([]);
  });

  it('has no cycle, types included', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (path.includes(file) || done.has(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...path, file]);
      done.add(file);
    };
    for (const file of next.keys()) walk(file, []);
    expect(cycles).toEqual([]);
  });

  it('keeps the map: every file of src/ stands in src/README.md', () => {
    const map = readFileSync(join(SRC, 'README.md'), 'utf8');
    const names = files.map(file => file.replace(/\.ts$/, '').replace(/^.*\//, ''));
    expect([...new Set(names)].filter(name => !map.includes(name))).toEqual([]);
  });

  it('asks no list for its `entries`, which Prototype.js replaces or takes away', () => {
    const asking = files
      .filter(file => !/^(tools|testing)\//.test(file))
      // A store's entries are ours.
      .filter(file => /(?<!\bstore)\.entries\(\)/.test(readFileSync(join(SRC, file), 'utf8')));
    expect(asking).toEqual([]);
  });

  it('makes nothing when it is imported of what a page may have taken away, such as `WeakMap`', () => {
    const making = files
      .filter(file => !/^(tools|testing)\//.test(file))
      .filter(file =>
        /^(?:export )?const .*\bnew (?!(?:Map|Set|RegExp)\b)/m.test(readFileSync(join(SRC, file), 'utf8')),
      );
    expect(making).toEqual([]);
  });

  it('keeps the pure folders pure', () => {
    const impure = files
      .filter(file => /^(core|learn|stages|decide)\//.test(file))
      .filter(file => {
        const code = readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
        return /\b(window|document|navigator|localStorage|indexedDB|setTimeout|Date\.now|Math\.random|new Date\(\)|await)\b/.test(
          code,
        );
      });
    expect(impure).toEqual([]);
  });
});
