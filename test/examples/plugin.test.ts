import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDER = new URL('../../examples/plugin/', import.meta.url);
const DOCUMENTS = [
  'README.md',
  '../../README.md',
  '../../src/destinations/README.md',
  '../../src/testing/README.md',
].map(path => new URL(path, FOLDER));

const read = (path: string | URL): string => readFileSync(path, 'utf8');

/** Blocks that say in their first line which file of the template they show; `…` alone in a line leaves something out. */
function shown(document: URL): readonly (readonly [path: string, part: string])[] {
  const blocks = read(document).matchAll(/^```[jt]s\n\/\/ ((?:src|test)\/[\w.-]+)\n([\s\S]*?)^```/gm);
  return [...blocks].map(([, path = '', code = '']) => [path, code.trim()] as const);
}

// The files themselves are built and tested by test/package/plugin-kit.test.ts.
it('is shown in the documents as it is', () => {
  const parts = DOCUMENTS.flatMap(shown);
  expect(parts.length).toBeGreaterThan(3);
  for (const [path, part] of parts)
    expect([path, read(new URL(path, FOLDER))]).toEqual([path, expect.stringContaining(part)]);
});

it('tests every plugin it has with the contract suite', () => {
  const names = [...read(new URL('src/index.ts', FOLDER)).matchAll(/from '\.\/([\w-]+)\.js'/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThanOrEqual(3);
  for (const name of names) expect(read(new URL(`test/${name}.test.ts`, FOLDER))).toMatch(/\btestPlugin\(/);
});
