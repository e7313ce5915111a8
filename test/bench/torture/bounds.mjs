import { visit } from './browser.mjs';
import { audit, total } from './ledger.mjs';

const DAYS = 30;
/** What nobody took is kept for so long. */
const KEPT_DAYS = 7;
const ROWS = 2_000;
const BYTES = 1024 * 1024;
const PROFILE = 64 * 1024;

/** BND2: what a collector that is dead for a month costs in storage. */
export const bnd2 = { ids: ['BND2'], run };

async function run(bench) {
  const count = bench.figure(6_000, 20_000);
  const { url } = await bench.collector(() => ({ status: 503 }));
  const context = await bench.context();
  await context.addInitScript(() => {
    window.ahead = 0;
    window.clock = () => Date.now() + window.ahead;
  });
  const page = await visit(context, { origin: bench.site.origin, site: 'bounds', to: url });
  const step = (DAYS * 86_400_000) / count;
  const bought = await page.evaluate(month, { count, step });
  const { exported, diagnostics } = await page.evaluate(async () => {
    // Without its sentences, which are nowhere stored.
    const { inventory, ...exported } = await window.w.export();
    return { exported, diagnostics: window.w.diagnostics() };
  });
  const failures = await audit(page);
  const rows = exported.log.length + exported.inbox.length;
  const bytes = Buffer.byteLength(JSON.stringify(exported));
  const profile = Buffer.byteLength(JSON.stringify(exported.profile?.profile ?? exported.base.profile));
  const kept = new Set(exported.log.map(({ touchpoint }) => touchpoint?.id));
  const recent = bought.filter(({ age }) => age <= KEPT_DAYS * 86_400_000);
  const missing = recent.filter(({ id }) => !kept.has(id)).length;
  const { stored, dropped } = diagnostics.destinations.http;
  if (rows > ROWS) failures.push(`${rows} rows`);
  if (bytes > BYTES) failures.push(`${bytes} bytes`);
  if (profile > PROFILE) failures.push(`a profile of ${profile} bytes`);
  if (missing) failures.push(`${missing} of ${recent.length} purchases are gone`);
  if (total(exported.head.dropped) + total(dropped) + stored < count) failures.push('rows went without a count');
  return {
    id: 'BND2',
    what: `${count} touchpoints over ${DAYS} days with a dead collector`,
    asked: `≤ 2,000 rows, ≤ 1 MiB in all, profile ≤ 64 KiB, every purchase of the last ${KEPT_DAYS} days kept`,
    reached: `${rows} rows, ${(bytes / 1024).toFixed(0)} KiB, profile ${(profile / 1024).toFixed(1)} KiB, ${recent.length - missing} of ${recent.length} purchases`,
    runs: 1,
    failures,
  };
}

/** Runs in the page; answers with its purchases and how long ago they were. */
async function month({ count, step }) {
  const bought = [];
  for (let n = 0; n < count; n++) {
    const id = window.act(n);
    if (n % 50 === 49) bought.push({ id, at: window.ahead + Date.now() });
    window.ahead += step;
    if (n % 20 === 19) await window.w.flush();
  }
  await window.w.flush();
  const now = window.ahead + Date.now();
  return bought.map(({ id, at }) => ({ id, age: now - at }));
}
