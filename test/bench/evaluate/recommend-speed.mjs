import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { findChromium } from '../../../.ci/browsers.mjs';
import { serve } from '../serve.mjs';
import { mean, quantile } from '../statistics.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SLOWDOWN = 4;
const CALLS = 600;
/** Promised at four times slowed down, ms. */
const MOST_MS = 1;
/** What the page measures, as a shop would bundle it. */
const EXPOSED = `
export { personal } from './src/decide/personal.js';
export { recommendFrom } from './src/decide/recommend-from.js';
export { refine } from './src/decide/refine.js';
export { suggest } from './src/decide/suggest.js';`;

/**
 * What a call costs in Chromium, slowed down four times, with 10,000 products in 20 categories, the largest of which holds
 * 2,800. Between any two calls runs a piece of arithmetic: its time says how busy the machine was.
 */
export async function recommendSpeed() {
  const executablePath = findChromium();
  const title = `Speed of recommendations in Chromium, ${SLOWDOWN}× slowed down, 10,000 products`;
  const columns = ['µs a call', 'p50', 'p95', 'p95 to p95 of the arithmetic', 'asked'];
  if (!executablePath) return { title, notes: ['no Chromium was found'], columns, lines: [] };
  const site = await serve(await answers());
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const times = await page.evaluate(measure, CALLS);
    const floor = quantile(times.arithmetic, 0.95);
    return {
      title,
      notes: [`${CALLS} calls of each after as many to get warm; the first call, which sorts the catalogue, apart`],
      columns,
      lines: Object.entries(times).map(([name, values]) => lineOf(name, values, floor)),
    };
  } finally {
    await browser.close();
    site.close();
  }
}

function lineOf(name, values, floor) {
  const micro = value => ({ value: value * 1_000 });
  const slow = quantile(values, 0.95);
  const isCall = values.length > 1 && name !== 'arithmetic';
  const verdict = slow <= MOST_MS ? 'met' : 'NOT met';
  return {
    measure: name,
    cells: [
      micro(values.length > 1 ? quantile(values, 0.5) : mean(values)),
      ...(values.length > 1 ? [micro(slow), { value: slow / floor }] : ['', '']),
      ...(isCall ? [`≤ ${MOST_MS * 1_000} ${verdict}`] : []),
    ],
  };
}

/** A page with a precise clock, which a page has that is isolated from others. */
async function answers() {
  const { outputFiles } = await build({
    stdin: { contents: EXPOSED, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'decide',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return ({ url }, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('content-type', url === '/decide.js' ? 'text/javascript' : 'text/html');
    response.end(url === '/decide.js' ? outputFiles[0].contents : '<!doctype html><script src="/decide.js"></script>');
  };
}

/** Runs in the page. All in ms. */
async function measure(calls) {
  const { personal, recommendFrom, refine, suggest } = window.decide;
  const PRODUCTS = 10_000;
  const CATEGORIES = 20;
  const ADDITIONS = 20_000;
  const PAUSE_EVERY = 20;
  let state = 7;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // The n-th category holds 1 / n of the first, as in shops.
  const shares = Array.from({ length: CATEGORIES }, (_, index) => 1 / (index + 1));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const bounds = shares.map((_, index) => shares.slice(0, index + 1).reduce((sum, share) => sum + share) / whole);
  const categoryAt = share => bounds.findIndex(bound => share <= bound);
  const catalog = Array.from({ length: PRODUCTS }, (_, index) => ({
    item_id: `sku-${index}`,
    item_name: `Product ${index}`,
    item_category: `category ${categoryAt(random())}`,
    item_brand: `brand ${Math.floor(random() * 200)}`,
    price: Math.round(500 * Math.exp(3 * random())) / 100,
    currency: 'EUR',
    popularity: Math.floor(random() ** 4 * 1_000),
  }));
  const some = count => Array.from({ length: count }, () => catalog[Math.floor(random() * PRODUCTS)]);
  // Five looks into the largest category are the most work.
  const largest = catalog.filter(item => item.item_category === 'category 0');
  const profileOf = viewed => ({
    lastSeenAt: 0,
    slices: {
      viewed,
      cart: { lines: some(3) },
      orders: { recent: Array.from({ length: 10 }, () => ({ at: 0, items: some(5) })) },
      interests: some(25).flatMap(({ item_category, item_brand }, index) => [
        { kind: 'item_category', name: item_category, score: 30 - index, at: 0 },
        { kind: 'item_brand', name: item_brand, score: 30 - index, at: 0 },
      ]),
    },
  });
  const people = Array.from({ length: 50 }, (_, index) =>
    profileOf(index % 2 ? some(30) : [...Array(30)].map(() => largest[Math.floor(random() * largest.length)])),
  );
  const plugin = suggest({ catalog: () => catalog, strategies: { personal } });
  const refined = refine({ atMost: { item_brand: 2 }, priceBand: [0.5, 2] });
  const { rec } = recommendFrom({ catalog });
  const personOf = index => people[index % people.length];
  const runs = {
    arithmetic(index) {
      let sum = index;
      for (let step = 0; step < ADDITIONS; step++) sum = (sum * 31 + step) | 0;
      window.sum = sum;
    },
    'suggest(): similar': index => plugin.suggest(personOf(index), { limit: 20 }),
    'suggest(): similar, refined': index => plugin.suggest(personOf(index), { limit: 20, refine: refined }),
    'suggest(): personal': index => plugin.suggest(personOf(index), { limit: 20, strategy: 'personal' }),
    'suggest(): popular': index => plugin.suggest(personOf(index), { limit: 20, strategy: 'popular' }),
    'recommendFrom().rec': index =>
      rec(
        personOf(index).slices.viewed.map(item => item.item_id),
        20,
      ),
  };
  const names = Object.keys(runs);
  const times = Object.fromEntries(names.map(name => [name, []]));
  const timed = run => {
    const began = performance.now();
    run();
    return performance.now() - began;
  };
  times['the first suggest()'] = [timed(() => plugin.suggest(people[0]))];
  for (let index = 0; index < calls * 2; index++) {
    for (const name of names) {
      const spent = timed(() => runs[name](index));
      if (index >= calls) times[name].push(spent);
    }
    if (index % PAUSE_EVERY === 0) await new Promise(resolve => setTimeout(resolve));
  }
  return times;
}
