import { deliverAll } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const COPIES = ['/host.js', '/host.js?copy=2', '/host.js?copy=3'];
const SITES = ['one', 'two'];

/** HST7: several copies and instances on a page count everything once. */
export const hst7 = { ids: ['HST7'], run };

async function run(bench) {
  const mixes = bench.figure(10, 50);
  const failures = [];
  let total = 0;
  for (let mix = 0; mix < mixes; mix++) {
    const wire = watchWire();
    const { url } = await bench.collector(wire.hook);
    const context = await bench.context();
    const page = await context.newPage();
    await page.goto(`${bench.site.origin}/page`);
    const steps = Array.from({ length: 12 }, () => ({
      copy: COPIES[Math.floor(bench.random() * COPIES.length)],
      site: SITES[Math.floor(bench.random() * SITES.length)],
      isAgain: bench.random() < 0.5,
      count: 1 + Math.floor(bench.random() * 5),
    }));
    const made = await page.evaluate(play, { steps, to: url, mix });
    for (const [site, { ids, kept, places }] of Object.entries(made)) {
      total += ids.length;
      const lost = ids.filter(id => !kept.includes(id)).length;
      if (lost) failures.push(`mix ${mix}: ${lost} of site "${site}" are not in its log`);
      if (new Set(kept).size !== kept.length) failures.push(`mix ${mix}: site "${site}" has a touchpoint twice`);
      if (places.some((seq, index) => seq !== index + 1)) failures.push(`mix ${mix}: places of "${site}" have gaps`);
      await page.evaluate(name => {
        window.w = window.instances[name];
      }, site);
      if (!(await deliverAll(page))) failures.push(`mix ${mix}: "${site}" was not delivered`);
      failures.push(...(await audit(page)));
      const missing = ids.filter(id => !wire.seen.has(id)).length;
      if (missing) failures.push(`mix ${mix}: ${missing} of "${site}" never arrived`);
    }
    if (wire.repeats()) failures.push(`mix ${mix}: ${wire.repeats()} arrived twice`);
    await context.close();
  }
  return {
    id: 'HST7',
    what: `${COPIES.length} copies of the library, ${SITES.length} sites, in random order; ${total} touchpoints`,
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
