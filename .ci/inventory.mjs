// Everything that is stored about a visitor, field by field, read from the types. `node .ci/inventory.mjs` prints it,
// `npm run inventory` puts it into src/runtime/README.md and src/runtime/inventory.ts.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { withPart } from './sizes.mjs';
import { APART, ENTRIES, GRANTED, MAPS, RECORDS } from './stored.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = `${ROOT}src/`;
const CHAPTER = `${ROOT}src/runtime/README.md`;
const MODULE = `${SRC}runtime/inventory.ts`;

/**
 * Sections in order: what is stored, what for, how long, and its fields with a sentence each.
 *
 * @param {Readonly<Record<string, string | undefined>>} purposes of touchpoint types, slices and decisions, by the plugin that brings them
 * @returns {readonly { readonly name: string, readonly sentence: string, readonly purpose: string, readonly kept: string, readonly fields: readonly { readonly name: string, readonly sentence: string }[] }[]}
 */
export function takeInventory(purposes) {
  const { options } = ts.parseJsonConfigFileContent(
    JSON.parse(readFileSync(`${ROOT}tsconfig.json`, 'utf8')),
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram(
    ENTRIES.map(path => SRC + path),
    options,
  );
  const checker = program.getTypeChecker();
  const parts = new Map(
    APART.flatMap(([name, place]) =>
      place
        .split(' ')
        .slice(1)
        .map(type => [type, name]),
    ),
  );

  function declared(place) {
    const [file, name] = place.split(' ');
    const found = program.getSourceFile(SRC + file)?.statements.find(statement => statement.name?.text === name);
    if (!found) throw new Error(`There is no "${name}" in src/${file}. Put .ci/stored.mjs right.`);
    const type = checker.getTypeAtLocation(found);
    // A type with a parameter, as it is for any.
    return { symbol: checker.getSymbolAtLocation(found.name), type: checker.getBaseConstraintOfType(type) ?? type };
  }

  /** The comment of the field, else that of its type; the language's own comments say nothing of ours. */
  function sentenceOf(symbol, type) {
    const own = [symbol, type?.aliasSymbol, type?.symbol].filter(one =>
      one?.declarations?.some(({ parent }) => parent.getSourceFile().fileName.startsWith(SRC)),
    );
    const texts = own.map(one =>
      ts.displayPartsToString(one.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim(),
    );
    return texts.find(Boolean) ?? '';
  }

  /** The part that has a table of its own and stands, or is built on, in the type of a field. */
  function partIn(symbol, type) {
    const written = symbol.valueDeclaration?.type?.getText() ?? '';
    const bases = type.symbol?.declarations
      ?.flatMap(node => node.heritageClauses ?? [])
      .map(clause => clause.getText());
    const words = [written, type.symbol?.name, ...(bases ?? [])].join(' ').match(/\w+/g) ?? [];
    const name = words.find(word => parts.has(word));
    return name && parts.get(name);
  }

  function fieldsOf(type, path) {
    return checker.getPropertiesOfType(type).flatMap(symbol => {
      const owner = symbol.declarations?.[0]?.parent?.name?.text;
      if (parts.has(owner) && owner !== type.symbol?.name) return [];
      const { inner, suffix } = unwrapped(checker.getTypeOfSymbol(symbol));
      const name = path + (/^\w+$/.test(symbol.name) ? symbol.name : JSON.stringify(symbol.name)) + suffix;
      const part = partIn(symbol, inner);
      const see = part ? ` See \`${part}\`.` : '';
      const text = sentenceOf(symbol, inner);
      return [
        { name, sentence: text && text + see },
        ...(isLeaf(inner) || isRegistry(symbol) ? [] : fieldsOf(inner, `${name}.`)),
      ];
    });
  }

  /** Lists and records are what they are of. */
  function unwrapped(type, suffix = '') {
    const inner = checker.getNonNullableType(type);
    if (checker.isArrayType(inner)) return unwrapped(checker.getTypeArguments(inner)[0], `${suffix}[]`);
    const value = inner.getStringIndexType?.();
    return value ? unwrapped(value, `${suffix}.*`) : { inner, suffix };
  }

  function isLeaf(type) {
    const { Object: object, Intersection: both } = ts.TypeFlags;
    return (
      !(type.flags & (object | both)) ||
      checker.isTupleType(type) ||
      [type.symbol, type.aliasSymbol].some(one => one?.name === 'Choice' || parts.has(one?.name))
    );
  }

  /** What plugins add is listed by itself. */
  function isRegistry(symbol) {
    return symbol.valueDeclaration?.type?.getText().includes('SliceMap');
  }

  const section = (name, type, sentence, purpose, kept) => ({
    name,
    // The comment of a record begins with its key.
    sentence: sentence.replace(/^`[^`]+`: (.)/, (_, first) => first.toUpperCase()),
    purpose,
    kept: kept.replace(/\{(\S+) (\S+)\}/g, (_, file, constant) => constantOf(program, file, constant)),
    fields: type ? fieldsOf(type, '') : [],
  });
  return [
    ...[...RECORDS, ...APART].map(([name, place, purpose, kept]) => {
      if (!place.includes('.ts ')) return section(name, null, place, purpose, kept);
      const { symbol, type } = declared(place);
      return section(name, type, sentenceOf(symbol), purpose, kept);
    }),
    ...MAPS.flatMap(([kind, place, kept]) =>
      checker.getPropertiesOfType(declared(place).type).map(symbol => {
        const { inner, suffix } = unwrapped(checker.getTypeOfSymbol(symbol));
        const part = partIn(symbol, inner);
        const text = sentenceOf(symbol, inner);
        const see = part && text ? ` See \`${part}\`.` : '';
        const type = isLeaf(inner) ? null : inner;
        return section(
          `${kind} ${symbol.name}${suffix}`,
          type,
          text + see,
          purposes[`${kind} ${symbol.name}`] ?? '',
          kept,
        );
      }),
    ),
  ];
}

/** A constant of the source in words. */
function constantOf(program, file, name) {
  const text = program.getSourceFile(SRC + file)?.text ?? '';
  const [, written] = new RegExp(`const ${name}(?:: number)? = ([\\d_ *]+);`).exec(text) ?? [];
  if (!written) throw new Error(`There is no number "${name}" in src/${file}. Put .ci/stored.mjs right.`);
  const value = written
    .replaceAll('_', '')
    .split('*')
    .reduce((product, factor) => product * Number(factor), 1);
  if (name.endsWith('_MS')) return value >= 86_400_000 ? `${value / 86_400_000} days` : `${value / 60_000} minutes`;
  return name.endsWith('SIZE') ? `${value / 1024} KiB` : value.toLocaleString('en');
}

/** What touchpoint types, slices and decisions are for, by the plugins that bring them. */
export function purposesOf(plugins) {
  return Object.fromEntries(
    plugins.flatMap(({ purpose = 'any that is granted', vocabulary, slice, triggers }) => [
      ...Object.keys(vocabulary ?? {}).map(type => [`touchpoint ${type}`, GRANTED]),
      ...(slice ? [[`slice ${slice.name}`, purpose]] : []),
      ...(triggers ?? []).map(({ decision }) => [`decision ${decision}`, purpose]),
    ]),
  );
}

/** The table of the chapter: a row for everything that is stored, with its fields. */
export function renderInventory(sections) {
  const row = (...cells) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    '',
    row('What is stored', 'Its fields', 'What for', 'How long'),
    row('---', '---', '---', '---'),
    ...sections.map(({ name, sentence, fields, purpose, kept }) =>
      row(
        `\`${name}\`<br>${sentence}`,
        fields.map(field => `\`${field.name}\` ${field.sentence}`).join('<br>'),
        purpose,
        kept,
      ),
    ),
    '',
  ].join('\n');
}

/** The same by name. */
export function byName(sections) {
  return Object.fromEntries(
    sections.map(({ name, sentence, purpose, kept, fields }) => [
      name,
      { sentence, purpose, kept, fields: Object.fromEntries(fields.map(field => [field.name, field.sentence])) },
    ]),
  );
}

/** The module that can be loaded with an export. */
function renderModule(sections) {
  return `// Written by \`npm run inventory\` from the types of this folder and its neighbours. Change their comments, then run it again.

/** What is stored under a name. */
export interface Described {
  readonly sentence: string;
  readonly purpose: string;
  readonly kept: string;
  /** A sentence by path; \`[]\` is a list, \`.*\` a record. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Everything that is stored, in words, for whoever reads an export. */
export const INVENTORY: Readonly<Record<string, Described>> = ${JSON.stringify(byName(sections), null, 2)};
`;
}

/** Whoever stores something, out of the entries of the package. A rule that stands for any makes a plugin decide. */
export function storing({ gatherRules, storefront, capture, learn, decide }) {
  const any = { when: { all: [] } };
  const given = { thankYou: true, reviewInvitation: true, birthday: true, moments: true };
  return gatherRules([
    storefront.storefront(),
    storefront.aftercare(),
    storefront.behaviour({ exitIntent: true }),
    decide.armedCart(),
    decide.experiment({ id: 'any', variants: ['a', 'b'] }),
    decide.repurchase(),
    learn.attribution(),
    learn.contact(),
    learn.lead(),
    decide.leads(),
    learn.personas(),
    learn.seenCatalog(),
    learn.waits(),
    storefront.shopSequences({ occasions: { any }, ...given }),
    storefront.nudges({ rescue: true, nudges: { any: { ...any, content: { title: 'Any' } } } }),
    storefront.checkoutFriction({ hurdles: false }),
    capture.app(),
    capture.dataLayer(),
    capture.facts({ url: '/facts' }),
    capture.markup(),
    capture.selfReport(),
    capture.shopify(),
    capture.support(),
    capture.vitals(),
  ]).plugins;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [{ gatherRules }, storefront, capture, learn, decide] = await Promise.all(
    ['index', 'storefront', 'capture', 'learn', 'decide'].map(name => import(`../dist/${name}.js`)),
  );
  const sections = takeInventory(purposesOf(storing({ gatherRules, storefront, capture, learn, decide })));
  if (process.argv.includes('--write')) {
    writeFileSync(CHAPTER, withPart(readFileSync(CHAPTER, 'utf8'), 'inventory', renderInventory(sections)));
    writeFileSync(MODULE, renderModule(sections));
    spawnSync('npx', ['biome', 'format', '--write', MODULE], { cwd: ROOT, stdio: 'ignore' });
  } else console.log(renderInventory(sections));
}
