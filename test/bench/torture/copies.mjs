import { BUILDS, buildsByPath } from '../../browser/frozen/builds.mjs';
import { deliverAll } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const COPIES = ['/host.js', '/host.js?copy=2', '/host.js?copy=3'];
/** Half of the mixes are of two versions, each of these with each by and by. */
const PAIRS = BUILDS.flatMap((one, index) => BUILDS.slice(index + 1).map(other => [one, other]));
const SITES = ['one', 'two'];

/** HST7: several copies and instances on a page count everything once. */
export const hst7 = { ids: ['HST7'], run, minutes: 10 };

async function run(bench) {
  const mixes = bench.figure(12, 60);
  const failures = [];
  let total = 0;
  for (const [path, text] of Object.entries(await buildsByPath())) bench.site.files.set(path, text);
  for (let mix = 0; mix < mixes; mix++) {
    const wire = watchWire();
    const { url } = await bench.collector(wire.hook);
    const context = await bench.context();
    const pair = PAIRS[(mix >> 1) % PAIRS.length];
    const copies = mix % 2 ? pair.map(name => `/builds/${name}.js`) : COPIES;
    const told = text => failures.push(`mix ${mix} of ${copies.join(', ')}: ${text}`);
    context.on('weberror', problem => told(`${problem.error()}`));
    const page = await context.newPage();
    await page.goto(`${bench.site.origin}/page`);
    const steps = Array.from({ length: 12 }, () => ({
      copy: copies[Math.floor(bench.random() * copies.length)],
      site: SITES[Math.floor(bench.random() * SITES.length)],
      isAgain: bench.random() < 0.5,
      count: 1 + Math.floor(bench.random() * 5),
    }));
    const made = await page.evaluate(play, { steps, to: url, mix });
    for (const [site, { ids, kept, places }] of Object.entries(made)) {
      total += ids.length;
      const lost = ids.filter(id => !kept.includes(id)).length;
      if (lost) told(`${lost} of site "${site}" are not in its log`);
      if (new Set(kept).size !== kept.length) told(`site "${site}" has a touchpoint twice`);
      if (places.some((seq, index) => seq !== index + 1)) told(`places of "${site}" have gaps`);
      await page.evaluate(name => {
        window.w = window.instances[name];
      }, site);
      if (!(await deliverAll(page))) told(`"${site}" was not delivered`);
      for (const fault of await audit(page)) told(fault);
      const missing = ids.filter(id => !wire.seen.has(id)).length;
      if (missing) told(`${missing} of "${site}" never arrived`);
    }
    if (wire.repeats()) told(`${wire.repeats()} arrived twice`);
    await context.close();
  }
  return {
    id: 'HST7',
    what: `${COPIES.length} copies of the library or 2 of ${BUILDS.length} versions, ${SITES.length} sites, in random order; ${total} touchpoints`,
    asked: 'none doubled, none lost',
    reached: `${failures.length} faults`,
    runs: mixes,
    failures,
  };
}

/** Runs in the page. */
async function play({ steps, to, mix }) {
  const all = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
  const made = {};
  window.instances = {};
  for (const { copy, site, isAgain, count } of steps) {
    const { createWaymark, storefront, http } = await import(copy);
    const make = () =>
      createWaymark({
        site: `${site}-${mix}`,
        automation: 'allow',
        consent: { default: all },
        rate: Number.POSITIVE_INFINITY,
        plugins: [storefront(), http({ url: `${to}/collect` })],
      });
    const w = (isAgain && window.instances[site]) || make();
    window.instances[site] ??= w;
    made[site] ??= { ids: [] };
    for (let n = 0; n < count; n++) {
      made[site].ids.push(w.track('view_item', { currency: 'EUR', value: 1, items: [{ item_id: `${n}`, price: 1 }] }));
    }
  }
  for (const [site, result] of Object.entries(made)) {
    const { log } = await window.instances[site].export();
    result.kept = log.flatMap(({ touchpoint }) => touchpoint?.id ?? []);
    result.places = log.map(({ seq }) => seq);
  }
  return made;
}
