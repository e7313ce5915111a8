import { byShare, FAULTS } from '../../../examples/collector/faults.mjs';
import { deliverAll, pause, visit } from './browser.mjs';
import { audit, total } from './ledger.mjs';
import { pauses } from './seeded.mjs';
import { watchWire } from './wire.mjs';

const BROKEN = 0.2;
const LOST = 0.1;
/** Of all touchpoints, beyond those whose answer was lost, on its way or with a killed tab. */
const REPEATS = 0.01;

/** DUR3 and DUR4: many tabs, a bad collector, crashes; each touchpoint once, in order. */
export const dur3 = { ids: ['DUR3', 'DUR4'], run };

async function run(bench) {
  const [tabs, count, rounds, crashes] = bench.figure([4, 100, 2, 1], [10, 1_000, 50, 5]);
  const sum = { acked: 0, lost: 0, foreign: 0, repeats: 0, doubled: 0, inversions: 0, gaps: 0, requests: 0, faulty: 0 };
  const failures = [];
  for (let round = 0; round < rounds; round++) {
    const { broken, ...figures } = await oneRound(bench, { tabs, count, crashes });
    for (const [name, value] of Object.entries(figures)) sum[name] += value;
    failures.push(...broken);
  }
  const order = [];
  if (sum.lost + sum.foreign) failures.push(`${sum.lost} acked never arrived, ${sum.foreign} came from nowhere`);
  if (sum.repeats > sum.acked * REPEATS) failures.push(`${sum.repeats} repeats after an answer that arrived`);
  if (sum.faulty < rounds) failures.push(`only ${sum.faulty} requests failed on purpose`);
  if (sum.acked < tabs * count * rounds * 0.3) failures.push(`only ${sum.acked} were acked at all`);
  if (sum.doubled + sum.gaps + sum.inversions) {
    order.push(`${sum.doubled} places twice, ${sum.gaps} gaps without a count, ${sum.inversions} arrived too late`);
  }
  const load = `${tabs} tabs × ${count}, 20 % 5xx, 10 % answers lost, ${crashes} killed`;
  return [
    {
      id: 'DUR3',
      what: `ids at the collector = ids acked: ${load}`,
      asked: `0 lost, 0 foreign, repeats after an answer ≤ ${REPEATS * 100} %`,
      reached: `${sum.acked} acked, ${sum.lost} lost, ${sum.foreign} foreign, ${sum.repeats} repeats; ${sum.faulty} of ${sum.requests} requests failed on purpose`,
      runs: rounds,
      failures,
    },
    {
      id: 'DUR4',
      what: 'order of a visitor’s touchpoints on the wire, same runs',
      asked: 'strictly growing, gaps counted',
      reached: `${sum.inversions} too late, ${sum.doubled} places twice, ${sum.gaps} gaps`,
      runs: rounds,
      failures: order,
    },
  ];
}

async function oneRound(bench, { tabs, count, crashes }) {
  const shares = [
    [BROKEN, FAULTS.broken],
    [LOST, FAULTS.lost],
  ];
  const draw = byShare(shares, bench.random);
  let isHealthy = false;
  const wire = watchWire(body => (isHealthy ? undefined : draw(body)));
  const collector = await bench.collector(wire.hook);
  const context = await bench.context();
  const where = { origin: bench.site.origin, site: 'tabs', to: collector.url };
  const acked = new Set();
  await context.exposeFunction('acknowledge', id => acked.add(id));
  const tracked = new Set();
  await context.exposeFunction('announce', id => tracked.add(id));
  const pages = [];
  for (let tab = 0; tab < tabs; tab++) pages.push(await visit(context, where));
  const walks = pages.map((page, tab) => {
    const options = { count, from: tab * count, flushEvery: 10, pauses: pauses(bench.random, { most: 60 }) };
    return page.evaluate(wanted => window.walk(wanted), options).catch(() => {});
  });
  for (const page of pages.slice(0, crashes)) {
    await pause(bench.random() * count * 10);
    await crash(context, page);
    wire.killed();
  }
  await Promise.all(walks);
  isHealthy = true;
  const last = await visit(context, where);
  const isDone = await deliverAll(last);
  const { log, diagnostics } = await last.evaluate(async () => {
    const { log } = await window.w.export();
    return { log, diagnostics: window.w.diagnostics() };
  });
  const stored = await (await fetch(`${collector.url}/touchpoints`)).json();
  const known = new Set([...acked, ...tracked, ...log.map(({ touchpoint }) => touchpoint?.id)]);
  const inStore = new Set(stored);
  const seqs = [...new Set(wire.posts.flatMap(({ touchpoints }) => touchpoints.map(({ seq }) => seq)))];
  const silent = log.filter(({ touchpoint }) => !touchpoint).length;
  const { delivered, dropped } = diagnostics.destinations.http;
  const figures = {
    acked: acked.size,
    lost: [...acked].filter(id => !inStore.has(id)).length,
    foreign: stored.filter(id => !known.has(id)).length,
    repeats: wire.repeats(),
    requests: wire.posts.length,
    faulty: wire.posts.filter(({ fault }) => fault).length,
    gaps: Math.max(0, Math.max(0, ...seqs) - seqs.length - silent - total(dropped)),
    ...wire.disorder(),
    broken: await audit(last),
  };
  if (!isDone) figures.broken.push('not delivered within 60 s of a healthy collector');
  if (delivered > stored.length + silent)
    figures.broken.push(`${delivered} counted as delivered, ${stored.length} are there`);
  await context.close();
  return figures;
}

/** The renderer of a page dies. */
export async function crash(context, page) {
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  void session.send('Page.crash').catch(() => {});
  await crashed;
}
