import { pause, until, visit } from './browser.mjs';
import { listen } from './kept.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const DAY_MS = 86_400_000;
const COUNT = 60;

/** PRI9: raw touchpoints, what could not be delivered, and visitors who stay away go in time; what was counted stays. */
export const pri9 = { ids: ['PRI9'], run };

async function run(bench) {
  const rounds = bench.figure(2, 20, 1);
  const failures = [];
  const sum = { raw: 0, counted: 0, expired: 0, undelivered: 0, old: 0, forgotten: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const [name, part] of Object.entries({ afterAMonth, whileItIsOpen, undelivered, afterAYear })) {
      const { broken, ...figures } = await part(bench, `${name}-${round}`);
      failures.push(...broken.map(text => `${name}: ${text}`));
      for (const [figure, value] of Object.entries(figures)) sum[figure] += value;
    }
  }
  return {
    id: 'PRI9',
    what: 'a clock that moves 31 days (at the start, and in an open page), 8 days undelivered, 14 months away',
    asked: '0 raw rows and counts known; all expired, ledger exact; another visitor and 0 old records',
    reached: `${sum.raw} raw rows, ${sum.counted} counted; ${sum.expired} of ${sum.undelivered} expired; ${sum.forgotten} new visitors, ${sum.old} old records`,
    runs: rounds * 4,
    failures: [...new Set(failures)],
  };
}

/** 31 days later nothing raw of it is left, and the counts are. */
async function afterAMonth(bench, name) {
  const { context, where, known } = await livedThrough(bench, name);
  const page = await later(context, where, 31);
  const left = await until(async () => ((await oldRows(page, known.ids)).length ? null : []));
  const broken = left ? [] : ['raw rows are left'];
  const now = await page.evaluate(figures);
  broken.push(...differences(known, now), ...(await audit(page)));
  await context.close();
  return { broken, raw: left ? 0 : COUNT, counted: now.counted };
}

/** The same in a page that was opened on the 29th day and stays open. */
async function whileItIsOpen(bench, name) {
  const { context, where, known } = await livedThrough(bench, name);
  const page = await context.newPage();
  await page.clock.install({ time: Date.now() + 29 * DAY_MS });
  await page.goto(`${where.origin}/page`);
  await page.evaluate(options => window.start(options), where);
  const broken = [];
  if ((await oldRows(page, known.ids)).length < COUNT) broken.push('raw rows went too early');
  for (let day = 0; day < 3; day++) {
    await page.clock.fastForward(DAY_MS);
    await pause(200);
  }
  const left = await until(async () => ((await oldRows(page, known.ids)).length ? null : []), 5_000);
  if (!left) broken.push('the daily sweep left raw rows');
  const now = await page.evaluate(figures);
  broken.push(...differences(known, now), ...(await audit(page)));
  await context.close();
  return { broken, raw: left ? 0 : COUNT, counted: now.counted };
}

/** What no collector took within 8 days is counted as expired, and never sent. */
async function undelivered(bench, name) {
  const { context, where, known, wire } = await livedThrough(bench, name, () => ({ status: 503 }));
  wire.isDown = false;
  const page = await later(context, where, 8);
  const broken = [];
  const dropped = await until(() => page.evaluate(() => window.w.diagnostics().destinations.http?.dropped.expired));
  await page.evaluate(() => window.w.flush());
  if (dropped !== known.tracked) broken.push(`${dropped} of ${known.tracked} expired`);
  if (known.ids.some(id => wire.seen.has(id))) broken.push('what had expired was sent');
  broken.push(...(await audit(page)));
  await context.close();
  return { broken, expired: dropped ?? 0, undelivered: known.tracked };
}

/** After 14 months it is another visitor, and nothing of the first is stored. */
async function afterAYear(bench, name) {
  const { context, where, known } = await livedThrough(bench, name);
  const page = await later(context, where, 430);
  await page.evaluate(() => window.walk({ count: 3, pauses: [0] }));
  await page.evaluate(() => window.w.flush());
  const broken = [];
  const visitorId = await page.evaluate(() => window.w.profile.visitorId);
  const stored = await page.evaluate(dump, where.site);
  const old = [known.visitorId, known.sessionId, ...known.ids].filter(id => stored.includes(id)).length;
  if (!visitorId || visitorId === known.visitorId) broken.push('it is the same visitor');
  if (old) broken.push(`${old} old ids are stored`);
  broken.push(...(await audit(page)));
  await context.close();
  return { broken, old, forgotten: Number(visitorId !== known.visitorId) };
}

/** A visit that is over, and what was known at its end. */
async function livedThrough(bench, name, faults) {
  const wire = watchWire(body => (wire.isDown ? faults?.(body) : undefined));
  wire.isDown = true;
  const { url: to } = await bench.collector(wire.hook);
  const context = await bench.context();
  await context.addInitScript(listen);
  const where = { origin: bench.site.origin, site: `retention-${name}`, to };
  const page = await visit(context, where);
  const ids = await page.evaluate(count => window.walk({ count, pauses: [0, 1] }), COUNT);
  await page.evaluate(() => window.w.flush());
  const known = { ids, ...(await page.evaluate(figures)) };
  await page.close();
  return { context, where, known, wire };
}

async function later(context, where, days) {
  await context.addInitScript(ms => {
    window.clock = () => Date.now() + ms;
  }, days * DAY_MS);
  return visit(context, where);
}

/** Runs in the page: what is known without the log. */
function figures() {
  const { visitorId, session, slices } = window.w.profile;
  const counted = Object.values(slices.activity.types).reduce((sum, { count }) => sum + count, 0);
  const { tracked } = window.w.diagnostics();
  return { visitorId, sessionId: session?.id ?? 'none', counted, orders: slices.orders.count, tracked };
}

function differences(before, after) {
  return [
    ...(after.visitorId === before.visitorId ? [] : ['it is another visitor']),
    ...(after.counted >= before.counted ? [] : [`${after.counted} counted, not ${before.counted}`]),
    ...(after.orders === before.orders ? [] : [`${after.orders} orders, not ${before.orders}`]),
  ];
}

/** The ids of the old touchpoints that log and inbox still hold. */
async function oldRows(page, ids) {
  const stores = await page.evaluate(
    site => window.records(`waymark:${site}`),
    await page.evaluate(() => window.w.site),
  );
  const rows = stores.stores.flatMap(({ values }) => values ?? []).map(record => record?.touchpoint?.id);
  return rows.filter(id => ids.includes(id));
}

/** Runs in the page. */
async function dump(site) {
  return window.told([await window.records(`waymark:${site}`), { ...localStorage }, { ...sessionStorage }]);
}
