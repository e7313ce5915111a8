import { deliverAll, visit } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const COUNT = 120;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const LEAPS = [HOUR_MS, -HOUR_MS, YEAR_MS, -YEAR_MS, 3 * 24 * HOUR_MS];
const PLACES = [0, Date.UTC(2099, 0, 1)];

/** STO6: a clock that is wrong, and wrong differently each time it is asked. */
export const sto6 = { ids: ['STO6'], run };

async function run(bench) {
  const walks = bench.figure(10, 500);
  const failures = [];
  let arrived = 0;
  let wanted = 0;
  for (let walk = 0; walk < walks; walk++) {
    const { broken, ...figures } = await oneWalk(bench);
    arrived += figures.arrived;
    wanted += figures.wanted;
    failures.push(...broken);
  }
  return {
    id: 'STO6',
    what: 'a clock that walks at random: ±1 h, ±1 y, 3 days, 1970, 2099',
    asked: 'no negative duration, everything delivered, seq growing',
    reached: `${failures.length} faults, ${arrived} of ${wanted} delivered`,
    runs: walks,
    failures: [...new Set(failures)],
  };
}

async function oneWalk(bench) {
  const wire = watchWire();
  const { url } = await bench.collector(wire.hook);
  const context = await bench.context();
  await context.addInitScript(() => {
    window.ahead = 0;
    window.clock = () => Date.now() + window.ahead;
  });
  const page = await visit(context, { origin: bench.site.origin, site: 'clocks', to: url });
  const { ids, negative } = await page.evaluate(wander, { leaps: leaps(bench.random), count: COUNT });
  const isDone = await deliverAll(page, 15_000);
  const log = await page.evaluate(async () => (await window.w.export()).log);
  const broken = await audit(page);
  const arrived = ids.filter(id => wire.seen.has(id)).length;
  if (negative.length) broken.push(`negative: ${[...new Set(negative)].join(', ')}`);
  if (!isDone || arrived < ids.length) broken.push(`${ids.length - arrived} of ${ids.length} not delivered`);
  if (log.some(({ seq }, index) => index && seq <= log[index - 1].seq)) broken.push('seq does not grow in the log');
  const { doubled, inversions } = wire.disorder();
  if (doubled + inversions) broken.push(`${doubled} places twice, ${inversions} too late on the wire`);
  await context.close();
  return { broken, arrived, wanted: ids.length };
}

/** What is put before the true time, after each touchpoint; most of the time nothing changes. */
function leaps(random) {
  let ahead = 0;
  return Array.from({ length: COUNT }, () => {
    const draw = random();
    if (draw < 0.25) ahead += LEAPS[Math.floor(random() * LEAPS.length)];
    else if (draw < 0.32) ahead = PLACES[Math.floor(random() * PLACES.length)] - Date.now();
    else if (draw < 0.38) ahead = 0;
    return ahead;
  });
}

/** Runs in the page; looks at the profile after each step. */
async function wander({ leaps, count }) {
  const ids = [];
  const negative = [];
  for (let n = 0; n < count; n++) {
    window.ahead = leaps[n];
    ids.push(window.act(n));
    if (n % 4 === 3) await window.w.flush();
    const { session, firstSeenAt, lastSeenAt } = window.w.profile;
    if (session && session.lastAt < session.startedAt) negative.push('session.lastAt < startedAt');
    if (lastSeenAt < firstSeenAt) negative.push('lastSeenAt < firstSeenAt');
  }
  window.ahead = 0;
  return { ids, negative };
}
