import { deliverAll, visit } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const COUNT = 50;
/**
 * All at once, six halves until one of 50 is left, and the rest: the fewest that always do. A collector that answers
 * 400 says only whether it is among them.
 */
const REQUESTS = 2 + Math.ceil(Math.log2(COUNT));

/** DUR12: one touchpoint the collector will never take holds up none of the others. */
export const dur12 = { ids: ['DUR12'], run };

async function run(bench) {
  const rounds = bench.figure(5, 50);
  const failures = [];
  let most = 0;
  for (let round = 0; round < rounds; round++) {
    const { requests, others, rejected, broken } = await oneRound(
      bench,
      Math.floor(((round + bench.random()) * COUNT) / rounds),
    );
    most = Math.max(most, requests);
    failures.push(...broken);
    if (others < COUNT - 1) failures.push(`${others} of ${COUNT - 1} others arrived`);
    if (rejected !== 1) failures.push(`${rejected} counted as rejected`);
  }
  if (most > REQUESTS) failures.push(`${most} requests`);
  return {
    id: 'DUR12',
    what: `one of ${COUNT} touchpoints is refused with 400`,
    asked: `${COUNT - 1} arrive in ≤ ${REQUESTS} requests, 1 rejected`,
    reached: `at most ${most} requests`,
    runs: rounds,
    failures,
  };
}

/** Refuses the one at this place. */
async function oneRound(bench, place) {
  let poison;
  const wire = watchWire(body => (poison && body.includes(poison) ? { status: 400 } : undefined));
  const { url } = await bench.collector(wire.hook);
  const context = await bench.context();
  const page = await visit(context, { origin: bench.site.origin, site: 'poison', to: url });
  // The page's own first touchpoints are out of the way.
  await deliverAll(page);
  const before = wire.posts.length;
  const ids = await page.evaluate(count => window.walk({ count, pauses: [0] }), COUNT);
  poison = `"touchpoint":{"id":"${ids[place]}"`;
  const isDone = await deliverAll(page);
  const { rejected = 0 } = await page.evaluate(() => window.w.diagnostics().destinations.http.dropped);
  const broken = await audit(page);
  if (!isDone) broken.push('not delivered within 60 s');
  const others = ids.filter(id => wire.seen.has(id)).length;
  await context.close();
  return { requests: wire.posts.length - before, others, rejected, broken };
}
