// What the pages in test/browser/pages are read as, by source: `test/browser/sources.test.ts` proves it in a browser.
import { readFileSync } from 'node:fs';

const EXPECTED = new URL('../test/browser/pages/expected.json', import.meta.url);

/** Pages by the sources they were read by, with how often each type was told. */
const sources = new Map();
const pages = Object.entries(JSON.parse(readFileSync(EXPECTED, 'utf8')));
for (const [page, told] of pages)
  for (const [type, by] of told) {
    const source = sources.get(by) ?? { pages: new Set(), types: new Map() };
    sources.set(by, source);
    source.pages.add(page);
    source.types.set(type, (source.types.get(type) ?? 0) + 1);
  }

const rows = [...sources]
  .sort(([one], [other]) => one.localeCompare(other))
  .map(([by, { pages: read, types }]) => {
    const counts = [...types.values()];
    const sum = counts.reduce((total, count) => total + count, 0);
    return [by, read.size, sum, [...types].map(([type, count]) => `${type} ${count}`).join(', ')];
  });
const all = rows.reduce((sum, [, , told]) => sum + told, 0);
for (const [by, count, told, types] of [
  ['source', 'pages', 'told', 'by type'],
  ...rows,
  ['all', pages.length, all, ''],
])
  console.log(`${by.padEnd(14)}${String(count).padStart(6)}${String(told).padStart(6)}  ${types}`.trimEnd());
