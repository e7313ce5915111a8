import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The level of ECMAScript that Chrome 107, Firefox 104 and Safari 16.4 all have. */
const LEVEL = 2022;
/** What came to the language or the browser after one of the three, but for what is only called where it is there. */
const NEWER =
  /\.(toSorted|toReversed|toSpliced|withResolvers|groupBy|fromAsync|isWellFormed|toWellFormed|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom|checkVisibility|moveBefore|scheduler|requestClose)\b(?!\?\.)|\bAbortSignal\.any\(|\bURL\.(canParse|parse)\(|\bPromise\.try\(|\bRegExp\.escape\(|\bIterator\.from\(|\bJSON\.rawJSON\(|\bSymbol\.(dispose|asyncDispose)\b/;

const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
/** `tools/` is a command for Node. */
const files = readdirSync(`${ROOT}dist`, { recursive: true, encoding: 'utf8' }).filter(
  name => name.endsWith('.js') && !name.startsWith('tools'),
);

/** Why an engine of this level refuses the code, or `null`. */
function refusal(code: string, level: number, isModule = true): string | null {
  try {
    parse(code, { ecmaVersion: level as 2022, sourceType: isModule ? 'module' : 'script' });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the oldest engines that are stated', () => {
  it('are the same wherever they are', () => {
    const { browserslist } = JSON.parse(read('package.json')) as { browserslist: readonly string[] };
    expect(browserslist).toEqual(['chrome >= 107', 'firefox >= 104', 'safari >= 16.4']);
    expect(read('README.md')).toContain('Browsers: Chrome 107, Firefox 104, Safari 16.4 and later.');
    expect(read('tsconfig.json')).toContain(`"target": "ES${LEVEL}"`);
    expect(read('rollup.config.mjs').match(/target: '[^n]\w+'|ecma: \d+/g)).toEqual([
      `target: 'es${LEVEL}'`,
      `ecma: ${LEVEL}`,
    ]);
  });

  it('can read every built file', () => {
    expect(files.length).toBeGreaterThan(80);
    const refused = files.map(name => [name, refusal(read(`dist/${name}`), LEVEL, !name.endsWith('.iife.js'))]);
    expect(refused.filter(([, why]) => why)).toEqual([]);
  });

  it('have every function that is called', () => {
    expect(files.flatMap(name => NEWER.exec(read(`dist/${name}`))?.[0] ?? [])).toEqual([]);
  });
});

it('is refused whole by an engine that lacks the syntax: nothing of the script runs by halves', () => {
  const script = read('dist/waymark.iife.js');
  expect(refusal(script, 2019, false)).not.toBeNull();
  // One expression: an engine has read all of it before it runs the first of it.
  const { body } = parse(script, { ecmaVersion: LEVEL, sourceType: 'script' });
  expect(body.map(({ type }) => type)).toEqual(['ExpressionStatement']);
});

it('would find what is too new', () => {
  expect(refusal('const a = /[\\p{L}--a]/v', LEVEL)).not.toBeNull();
  expect(refusal('import a from "./a.json" with { type: "json" }', LEVEL)).not.toBeNull();
  expect(refusal('{ using a = b }', LEVEL)).not.toBeNull();
  expect(refusal('class A { static { this.a ??= 1n } #b = 2 }', LEVEL)).toBeNull();
  expect(NEWER.test('list.toSorted()')).toBe(true);
  expect(NEWER.test('AbortSignal.any([a])')).toBe(true);
});
