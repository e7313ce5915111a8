import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { findChromium } from '../../../.ci/browsers.mjs';
import { serve } from '../serve.mjs';
import { quantile } from '../statistics.mjs';
import { seeded } from '../torture/seeded.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SLOWDOWN = 4;
const CALLS = 300;
/** Pages that make each first call: the middle one counts. */
const PAGES = 5;
/** Promised at four times slowed down, ms: of nearly all calls, and of the first, as of any task. */
const MOST_MS = 1;
const FIRST_MS = 50;
/** Bytes of the file of what is looked at together, as they are shipped. */
const FILE_BYTES = 200_000;
/** What the page measures, as a shop would bundle it. */
const EXPOSED = `
export { cooccurrence } from './src/decide/cooccurrence.js';
export { personal } from './src/decide/personal.js';
export { recommendFrom } from './src/decide/recommend-from.js';
export { recommendWith } from './src/decide/recommend-with.js';
export { refine } from './src/decide/refine.js';
export { suggest } from './src/decide/suggest.js';`;

/**
 * What a call costs in Chromium, slowed down four times, with 10,000 products in 20 categories, the largest of which holds
 * 2,800. Between any two calls runs a piece of arithmetic: its time says how busy the machine was. Chromium slows down by
 * standing still for some 0.6 ms again and again, which a short call meets whole or not at all, so that the slowest of single
 * calls say how long that is: asked is about the mean of ten in a row for one visitor. First calls are made each on a page of
 * its own.
 */
export async function recommendSpeed() {
  const title = `Speed of recommendations in Chromium, ${SLOWDOWN}× slowed down, 10,000 products`;
  const columns = ['µs a call', 'p50', 'p95', 'of tens: p50', 'p95', 'p95 to that of the arithmetic', 'asked'];
  if (!findChromium()) return { title, notes: ['no Chromium was found'], columns, lines: [] };
  const site = await serve(await answers());
  // It fails where there is no Chromium.
  const { launch } = await import('../launch.mjs');
  const browser = await launch();
  const inPage = async (work, given) => {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const found = await page.evaluate(work, given);
    await page.close();
    return found;
  };
  try {
    const times = await inPage(measure, CALLS);
    const floor = quantile(times.arithmetic.tens, 0.95);
    const lines = Object.entries(times).map(([name, values]) => lineOf(name, values, floor));
    for (const name of Object.keys(times).filter(one => one !== 'arithmetic')) {
      const firsts = [];
      for (let page = 0; page < PAGES; page++) firsts.push(await inPage(first, name));
      lines.push(firstOf(name, firsts));
    }
    return { title, notes: [`${CALLS} times ten calls of each after as many calls to get warm`], columns, lines };
  } finally {
    await browser.close();
    site.close();
  }
}

function lineOf(name, { singles, tens }, floor) {
  const [slow, slowOfTens] = [singles, tens].map(values => quantile(values, 0.95));
  return {
    measure: name,
    cells: [
      ...[micro(quantile(singles, 0.5)), micro(slow), micro(quantile(tens, 0.5)), micro(slowOfTens)],
      { value: slowOfTens / floor },
      ...(name === 'arithmetic' ? [] : [asked(slowOfTens, MOST_MS)]),
    ],
  };
}

function firstOf(name, values) {
  const middle = quantile(values, 0.5);
  return { measure: `${name}, the first`, cells: [micro(middle), '', '', '', '', asked(middle, FIRST_MS)] };
}

function asked(value, most) {
  return `≤ ${most * 1_000} ${value <= most ? 'met' : 'NOT met'}`;
}

function micro(value) {
  return { value: value * 1_000 };
}

/** A page with a precise clock, which a page has that is isolated from others. */
async function answers() {
  const bundle = format =>
    build({
      stdin: { contents: EXPOSED, resolveDir: ROOT },
      bundle: true,
      minify: true,
      format,
      globalName: 'decide',
      target: 'es2022',
      write: false,
      logLevel: 'error',
    }).then(({ outputFiles }) => outputFiles[0].text);
  const { cooccurrence } = await import(`data:text/javascript,${encodeURIComponent(await bundle('esm'))}`);
  const coViews = cooccurrence(sessions(), { maxBytes: FILE_BYTES, sizeOf: text => brotliCompressSync(text).length });
  const scripts = {
    '/decide.js': await bundle('iife'),
    '/shop.js': `window.coViews = ${JSON.stringify(coViews)};\nwindow.prepare = ${prepare};`,
  };
  const page = Object.keys(scripts).map(name => `<script src="${name}"></script>`);
  return ({ url }, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('content-type', scripts[url] ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(scripts[url] ?? `<!doctype html>${page.join('')}`);
  };
}

/** Visits of a shop whose products stand in a row: a visit stays near where it began, more often at the front. */
function sessions() {
  const random = seeded(5);
  return Array.from({ length: 60_000 }, () => {
    const begun = 10_000 * random() ** 2;
    return Array.from({ length: 2 + Math.floor(6 * random()) }, () => `sku-${Math.floor(begun + 40 * random() ** 2)}`);
  });
}

/** Runs in the page. What is called, by name; each makes its indexes when it is called first. */
function prepare() {
  const { personal, recommendFrom, recommendWith, refine, suggest } = window.decide;
  const PRODUCTS = 10_000;
  const CATEGORIES = 20;
  const ADDITIONS = 20_000;
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
  const made = Array.from({ length: PRODUCTS }, (_, index) => ({
    item_id: `sku-${index}`,
    item_name: `Product ${index}`,
    item_category: `category ${categoryAt(random())}`,
    item_brand: `brand ${Math.floor(random() * 200)}`,
    price: Math.round(500 * Math.exp(3 * random())) / 100,
    currency: 'EUR',
    popularity: Math.floor(random() ** 4 * 1_000),
    complements: [`sku-${Math.floor(random() * PRODUCTS)}`, `category ${Math.floor(random() * CATEGORIES)}`, 'gone'],
  }));
  // As it comes from the network.
  const catalog = JSON.parse(JSON.stringify(made));
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
  const personOf = index => people[index % people.length];
  const looksOf = index => personOf(index).slices.viewed.map(item => item.item_id);
  let from;
  let pairs;
  const together = () => {
    pairs ??= recommendWith(window.coViews);
    return pairs;
  };
  const ownOnly = suggest({ catalog: () => catalog, strategies: { personal } });
  const withOthers = suggest({ catalog: () => catalog, coViews: together });
  const ask = (index, request, plugin = ownOnly) => plugin.suggest(personOf(index), { limit: 20, ...request });
  const refined = refine({ atMost: { item_brand: 2 }, priceBand: [0.5, 2] });
  return {
    arithmetic(index) {
      let sum = index;
      for (let step = 0; step < ADDITIONS; step++) sum = (sum * 31 + step) | 0;
      window.sum = sum;
    },
    'suggest(): similar': index => ask(index, { strategy: 'similar' }),
    'suggest(): similar, refined': index => ask(index, { strategy: 'similar', refine: refined }),
    'suggest(): co-viewed': index => ask(index, { strategy: 'co-viewed' }, withOthers),
    'suggest(): complement': index => ask(index, { strategy: 'complement' }),
    'suggest(): personal': index => ask(index, { strategy: 'personal' }),
    'suggest(): popular': index => ask(index, { strategy: 'popular' }),
    'suggest(): recent': index => ask(index, { strategy: 'recent' }),
    'recommender().rec': index => together().rec(looksOf(index).reverse(), 20),
    'recommendFrom().rec': index => {
      from ??= recommendFrom({ catalog });
      return from.rec(looksOf(index).reverse(), 20);
    },
  };
}

/** Runs in the page. All in ms. */
async function measure(calls) {
  const PAUSE_EVERY = 20;
  const IN_A_ROW = 10;
  const runs = window.prepare();
  const names = Object.keys(runs);
  const times = Object.fromEntries(names.map(name => [name, { singles: [], tens: [] }]));
  for (let index = 0; index < calls * 2; index++) {
    for (const name of names) {
      const began = performance.now();
      runs[name](index);
      if (index < calls) continue;
      times[name].singles.push(performance.now() - began);
      for (let more = 1; more < IN_A_ROW; more++) runs[name](index);
      times[name].tens.push((performance.now() - began) / IN_A_ROW);
    }
    if (index % PAUSE_EVERY === 0) await new Promise(resolve => setTimeout(resolve));
  }
  return times;
}

/** Runs in the page. How long the first call takes, with all that is made ready for it, ms. */
async function first(name) {
  const PAUSE_MS = 300;
  const { [name]: run } = window.prepare();
  await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  const began = performance.now();
  run(0);
  return performance.now() - began;
}
