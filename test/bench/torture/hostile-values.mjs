import { build } from 'esbuild';
import { visit } from './browser.mjs';
import { audit } from './ledger.mjs';

const ENTRY = 'test/corpus/hostile.ts';
const MOST = 65_536;

/** FUZ1 in Chromium: every hostile value through `track`, and the page lives on. */
export const fuz1 = { ids: ['FUZ1'], run };

async function run(bench) {
  const options = { bundle: true, format: 'iife', globalName: 'corpus', write: false };
  const { outputFiles } = await build({ ...options, entryPoints: [ENTRY] });
  const context = await bench.context();
  const page = await visit(context, { origin: bench.site.origin, site: 'hostile-values' });
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.addScriptTag({ content: outputFiles[0].text });
  const { count, threw, stored, most } = await page.evaluate(trackAll);
  const largest = Math.max(...stored);
  const failures = [...errors, ...threw, ...(await audit(page))];
  if (largest > MOST) failures.push(`${largest} bytes stored of one`);
  if (!(await page.evaluate(() => window.act(1)))) failures.push('it does not work afterwards');
  await context.close();
  return {
    id: 'FUZ1',
    what: `${count} hostile values through track() in Chromium`,
    asked: '0 throws, ≤ 64 KiB stored of each, page alive',
    reached: `${threw.length + errors.length} throws, largest ${largest} bytes, slowest ${most.toFixed(0)} ms`,
    runs: 1,
    failures,
  };
}

/** Runs in the page. */
async function trackAll() {
  const { hostileValues } = window.corpus;
  const [threw, stored] = [[], [0]];
  let [count, most] = [0, 0];
  // The log does not keep them all: it is bounded too.
  window.w.on('touchpoint', touchpoint => stored.push(new Blob([JSON.stringify(touchpoint)]).size));
  for (const [name, make] of hostileValues)
    for (const data of [{ value: make() }, { list: [make(), make()] }, make()]) {
      const from = performance.now();
      try {
        window.w.track('note', data);
      } catch (error) {
        threw.push(`${name}: ${error}`);
      }
      most = Math.max(most, performance.now() - from);
      count++;
      await window.w.flush();
    }
  return { count, threw, stored, most };
}
