import { readdirSync, readFileSync } from 'node:fs';
import { deliverAll } from './browser.mjs';
import { audit } from './ledger.mjs';
import { watchWire } from './wire.mjs';

const DIST = new URL('../../../dist/', import.meta.url);
/** How a tag manager puts a tag's HTML into a page, attributes stripped: an element that is made anew, or a module. */
const MANNERS = ['source', 'loader', 'code', 'module'];

/** HST7, too: the finished script, injected as a tag manager does, once or more often, counts everything once. */
export const hst7Tags = { ids: ['HST7'], run };

async function run(bench) {
  const mixes = bench.figure(12, 50);
  for (const name of readdirSync(DIST).filter(file => file.endsWith('.js'))) {
    bench.site.files.set(`/dist/${name}`, readFileSync(new URL(name, DIST)));
  }
  // The page stands beside the script, from where code without an address loads its parts.
  bench.site.pages['/dist/shop'] = '<!doctype html><title>Shop</title><link rel="icon" href="data:,"><body></body>';
  const failures = [];
  let total = 0;
  for (let mix = 0; mix < mixes; mix++) {
    const wire = watchWire();
    const { url } = await bench.collector(wire.hook);
    const context = await bench.context();
    const told = text => failures.push(`mix ${mix}: ${text}`);
    context.on('weberror', problem => told(`${problem.error()}`));
    context.on('console', message => message.type() === 'error' && told(message.text()));
    const page = await context.newPage();
    await page.goto(`${bench.site.origin}/dist/shop`);
    // Each of the first few alone, so that a manner that does not work is known by name.
    const manners = mix < MANNERS.length ? [MANNERS[mix]] : some(bench.random);
    const waits = manners.map(() => bench.random() < 0.5);
    const made = await page.evaluate(inject, { manners, waits, to: url, site: `tags-${mix}` });
    if (!(await page.evaluate(waitUntilReady))) told(`${manners}: it did not start`);
    else {
      const terms = await page.evaluate(async () => {
        window.w = window.waymark;
        await window.w.flush();
        return (await window.w.export()).log.flatMap(({ touchpoint }) => touchpoint?.data.search_term ?? []);
      });
      total += terms.length;
      const about = `${manners.map((manner, index) => `${manner}${waits[index] ? ' and wait' : ''}`)}`;
      if (terms.join() !== made.join()) told(`${about}: ${made.length} searches became "${terms}"`);
      if (!(await deliverAll(page))) told(`${about}: not delivered`);
      for (const fault of await audit(page)) told(`${about}: ${fault}`);
      const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
      if (databases.join() !== `waymark:tags-${mix}`) told(`${about}: databases ${databases}`);
      if (wire.repeats()) told(`${about}: ${wire.repeats()} arrived twice`);
    }
    await context.close();
  }
  return {
    id: 'HST7',
    what: `the script injected as a tag manager does, in ${MANNERS.length} manners, once to four times; ${total} searches`,
    asked: 'none doubled, none lost',
    reached: `${failures.length} faults`,
    runs: mixes,
    failures,
  };
}

function some(random) {
  return Array.from({ length: 2 + Math.floor(random() * 3) }, () => MANNERS[Math.floor(random() * MANNERS.length)]);
}

/** Runs in the page. */
async function inject({ manners, waits, to, site }) {
  const source = '/dist/waymark.iife.js';
  const code = await (await fetch(source)).text();
  const loader = `var s = document.createElement('script'); s.async = true; s.src = '${source}'; document.head.appendChild(s);`;
  const tags = {
    source: { src: source, async: true },
    loader: { text: loader },
    code: { text: code },
    module: { text: `import('${source}')`, type: 'module' },
  };
  const push = task => {
    window.waymark = window.waymark || [];
    window.waymark.push(task);
  };
  const terms = [];
  for (const [index, manner] of manners.entries()) {
    push({ site, automation: 'allow', consent: 'granted', plugins: { http: { url: `${to}/collect` } } });
    for (const term of [`${index}-a`, `${index}-b`]) {
      terms.push(term);
      push(w => w.track('search', { search_term: term }));
    }
    document.body.appendChild(Object.assign(document.createElement('script'), tags[manner]));
    // Else the next comes while this one loads.
    for (let tries = 0; waits[index] && window.waymark.status !== 'ready' && tries < 100; tries++) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
  return terms;
}

/** Runs in the page. */
async function waitUntilReady() {
  for (let tries = 0; window.waymark.status !== 'ready'; tries++) {
    if (tries === 100) return false;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  // A script that came later has had its turn, too.
  await new Promise(resolve => setTimeout(resolve, 300));
  return window.waymark.status === 'ready';
}
