import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { buildOf } from './freeze.mjs';

/** Frozen ones, N-2 and N-1: the last two releases, or commits where there were none. */
const FROZEN = ['352502f', '4f3645f'];
/** What these do not know yet: that the rows a newer build wrote are for it to send. Sending fails, and nothing is lost. */
const KNOWN_FLAW = /^deliver-failed: .*\(reading 'includes'\)/;

/** What the next version does otherwise: another format, and a slice of another version. */
const NEXT = [
  [/src\/runtime\/records\.ts$/, 'FORMAT = 2', 'FORMAT = 3'],
  [/src\/learn\/activity\.ts$/, 'version: 1', 'version: 2, upgrade: (state: unknown) => state as Activity'],
];

/** Oldest first, with the formats they write. */
export const FORMATS = { 'N-2': 1, 'N-1': 1, N: 2, 'N+1': 3 };
export const BUILDS = Object.keys(FORMATS);

/** The builds and the pages that start them, by their path on a site. */
export async function buildsByPath() {
  const texts = [...FROZEN.map(thawed), await buildOf(), await next()];
  return {
    ...Object.fromEntries(BUILDS.map((name, index) => [`/builds/${name}.js`, texts[index]])),
    '/builds/in-page.js': readFileSync(new URL('in-page.js', import.meta.url), 'utf8'),
    '/versions': `<!doctype html><title>Versions</title><link rel="icon" href="data:,"><script type="module" src="/builds/in-page.js"></script>`,
  };
}

export function isFrozen(name) {
  return name.startsWith('N-');
}

/** Whether this problem in a page of this build is none of ours. */
export function isKnownFlaw(name, text) {
  return isFrozen(name) && KNOWN_FLAW.test(text);
}

function thawed(name) {
  return brotliDecompressSync(readFileSync(new URL(`${name}.js.br`, import.meta.url))).toString();
}

function next() {
  return buildOf(undefined, {
    entry: `export * from './test/browser/frozen/next.ts';`,
    plugins: [{ name: 'next', setup: change }],
  });
}

function change(build) {
  for (const [filter, before, after] of NEXT) {
    build.onLoad({ filter }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(before)) throw new Error(`"${before}" is not in ${path} any more.`);
      return { contents: text.replace(before, after), loader: 'ts' };
    });
  }
}
