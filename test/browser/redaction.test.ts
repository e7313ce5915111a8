import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textControls, urlControls } from '../corpus/controls.js';
import { payloadRows } from '../corpus/payloads.js';
import { take, visit } from '../corpus/take.js';
import { urlRows } from '../corpus/urls.js';
import { engines } from './engines.js';
import { type Engine, ROOT, type Site, serve } from './harness.js';

const addresses = [...urlRows.map(({ url }) => url), ...urlControls];
/** What JSON can carry to the page as it is. */
const data = [
  ...textControls.map(text => ({ note: text })),
  ...payloadRows.map(row => JSON.parse(JSON.stringify(row.data)) as object),
];

interface Taker {
  readonly visit: typeof visit;
  readonly take: typeof take;
}

let code: string;
let site: Site;
beforeAll(async () => {
  const options = { bundle: true, format: 'iife', globalName: 'taker', write: false } as const;
  const { outputFiles } = await build({
    ...options,
    entryPoints: [`${ROOT}test/corpus/take.ts`],
    external: ['web-vitals', 'idb-keyval'],
  });
  code = outputFiles[0]?.text ?? '';
  site = await serve();
});
afterAll(() => site.close());

describe.each(engines('chromium', 'firefox'))('redaction in %s', (_, launch) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch();
  });
  afterAll(() => engine.close());

  it('answers every address and every payload of the corpus as in Node', async () => {
    const page = await engine.open();
    await page.goto(site.origin);
    await page.evaluate(`${code}; globalThis.taker = taker;`);
    const there = await page.evaluate<readonly string[]>(
      ([urls, payloads]: [string[], object[]]) => {
        const { visit, take } = (globalThis as unknown as { taker: Taker }).taker;
        return [...urls.map(visit), ...payloads.map(payload => take('note', payload))].map(kept =>
          JSON.stringify(kept),
        );
      },
      [addresses, data],
    );
    const here = [...addresses.map(visit), ...data.map(payload => take('note', payload))].map(kept =>
      JSON.stringify(kept),
    );
    expect(there).toHaveLength(here.length);
    expect(there.filter((kept, index) => kept !== here[index]).slice(0, 5)).toEqual([]);
  });
});
