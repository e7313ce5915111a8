import { readdirSync, readFileSync } from 'node:fs';
import { check } from 'recheck';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/capture/channel.js';

interface Pattern {
  /** File and constant or function it stands in. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const SRC = new URL('../../src/', import.meta.url);
/** Patterns that may take the square of their text, for it is short: see the last test. */
const BOUNDED = ['capture/channel.ts CHANNELS', 'capture/more-channels.ts moreChannels'];
const CLUE = 1_000;
/** Steps bound an attack; the times, ms, are far beyond what they take, for a busy machine must not find other dangers. */
const LIMITS = {
  randomSeed: 1,
  attackLimit: 50_000_000,
  maxAttackStringSize: 20_000,
  attackTimeout: 20_000,
  incubationTimeout: 5_000,
  seedingTimeout: 2_000,
  timeout: 120_000,
};
/** Places that may make a pattern of a text. */
const BUILDERS: readonly string[] = [];

// The checker in plain JavaScript: the same on every machine, and no process beside.
process.env.RECHECK_SYNC_BACKEND = 'pure';

/** The patterns of a source, and the places that make one of a text. */
function patternsOf(file: string, code: string): { readonly patterns: Pattern[]; readonly builders: string[] } {
  const patterns: Pattern[] = [];
  const builders: string[] = [];
  const visit = (node: ts.Node, within: string): void => {
    const isNamed = (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name;
    const place = isNamed && within === file ? `${file} ${isNamed.getText()}` : within;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      patterns.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const isMade = ts.isIdentifier(node) && node.text === 'RegExp' && !ts.isTypeReferenceNode(node.parent);
    // These make a pattern of any text they are given.
    const isHidden =
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^(match|matchAll|search)$/.test(node.expression.name.text) &&
      !!node.arguments[0] &&
      !/^(\/|[A-Z_]+$)/.test(node.arguments[0].getText());
    if (isMade || isHidden) builders.push(place);
    ts.forEachChild(node, child => visit(child, place));
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true), file);
  return { patterns, builders };
}

/** What is wrong with a pattern, or `null`. Lookbehinds and references are attacked, all others proved. */
async function dangerOf({ place, source, flags }: Pattern): Promise<string | null> {
  const found = await check(source, flags, LIMITS);
  if (found.status === 'safe') return null;
  if (found.status === 'unknown') return `${place}: not decided (${found.error.kind})`;
  const { type, summary } = found.complexity;
  const isSquare = type === 'polynomial' && found.complexity.degree <= 2;
  return isSquare && BOUNDED.includes(place) ? null : `${place}: ${summary}, by ${found.attack.pattern.slice(0, 80)}`;
}

describe('regular expressions of the source', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const read = files.map(file => patternsOf(file, readFileSync(new URL(file, SRC), 'utf8')));

  it('take no longer than in proportion to their text', { timeout: 900_000 }, async () => {
    const patterns = read.flatMap(({ patterns }) => patterns);
    expect(patterns.length).toBeGreaterThan(60);
    const dangers: (string | null)[] = [];
    // One at a time: each has a time of its own.
    for (const pattern of patterns) dangers.push(await dangerOf(pattern));
    expect(dangers.filter(danger => danger !== null)).toEqual([]);
  });

  it('are written down, none is made of a text', () => {
    expect(read.flatMap(({ builders }) => builders).filter(place => !BUILDERS.includes(place))).toEqual([]);
  });

  it.each([
    [
      'long values',
      `utm_source=${'@x'.repeat(9_000)}&utm_medium=${'~'.repeat(9_000)}&utm_campaign=${'!'.repeat(9_000)}`,
    ],
    ['many click ids', 'gclid=1&'.repeat(9_000)],
    ['a long name', `${'%24'.repeat(9_000)}clid=1`],
  ])('of channels get short texts, whatever the address: %s', (_, query) => {
    const lengths: number[] = [];
    // Stands where a pattern would, and sees what it would.
    const probe = { test: (clue: string) => lengths.push(clue.length) < 0 } as unknown as RegExp;
    channelOf({ url: `https://shop.example/?${query}`, referrer: `https://${'a.'.repeat(100)}example/` }, [
      ['', probe],
    ]);
    expect(Math.max(...lengths)).toBeLessThan(CLUE);
  });
});

describe('the check', () => {
  it.each([
    ['^(a+)+$', 'exponential'],
    ['^(?:a|a)*b$', 'exponential'],
    ['\\s+$', 'polynomial'],
    ['x*x*y', 'polynomial'],
    ['[\\w.+-]+@', 'polynomial'],
    ['(?<=y)\\w+\\w+!', 'polynomial'],
  ])('finds that /%s/ is %s', async (source, type) => {
    const found = await check(source, '', LIMITS);
    expect(found.status === 'vulnerable' && found.complexity.type).toBe(type);
  });

  it('finds every pattern in a file, and every one that is made', () => {
    const { patterns, builders } = patternsOf(
      'a.ts',
      `const A = /a\\/b/gi; const b = (x: string, type: RegExp) => [x.match(x), x.search('a'), new RegExp(x), x.match(A), /c/];`,
    );
    expect(patterns).toEqual([
      { place: 'a.ts A', source: 'a\\/b', flags: 'gi' },
      { place: 'a.ts b', source: 'c', flags: '' },
    ]);
    expect(builders).toEqual(['a.ts b', 'a.ts b', 'a.ts b']);
  });
});
