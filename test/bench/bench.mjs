// Prints what Waymark costs in real Chromium, slowed down four times, beside the same page without it.
// Run it with `npm run bench`; compare within one run only.
import { chromium } from 'playwright-core';
import { findChromium, serveBench } from './page.mjs';

const ROUNDS = 10;
const TRACKS = 400;
const SLOWDOWN = 4;

const site = await serveBench();
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const rows = { without: [], with: [] };
const calls = [];
const waits = [];

for (let round = 0; round < ROUNDS; round++) {
  // Interleaved, so that a busy machine disturbs both alike.
  for (const kind of ['without', 'with']) rows[kind].push(await visit(kind));
}

console.log(`Chromium ${browser.version()}, CPU slowed ${SLOWDOWN}×, ${ROUNDS} visits each, storefront() and http():`);
console.log(
  `  visits with a task over 50 ms: without ${over(rows.without)}, with ${over(rows.with)} of ${ROUNDS}; the longest ${worst(rows.with)} ms`,
);
console.log(
  `  track(), synchronous part  median ${micro(calls, 0.5)} µs, 99 % under ${micro(calls, 0.99)} µs (${calls.length} calls)`,
);
console.log(
  `  track() to committed       median ${milli(waits, 0.5)} ms, 99 % under ${milli(waits, 0.99)} ms (one at a time)`,
);
await browser.close();
site.close();

/** Longest task in ms, 0 when none was over 50 ms. */
async function visit(kind) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  // The page says itself when it is done: a question asked from outside would be a long task of its own.
  const done = page.waitForEvent('console');
  await page.goto(`${site.origin}/${kind}`);
  await done;
  const result = await page.evaluate(measure, { kind, tracks: TRACKS / ROUNDS });
  calls.push(...result.calls);
  waits.push(...result.waits);
  await context.close();
  return result.longest;
}

/** Runs in the page. */
async function measure({ kind, tracks }) {
  const calls = [];
  const waits = [];
  const askedAt = performance.now();
  const atStart = [...window.tasks];
  for (let index = 0; kind === 'with' && index < tracks; index++) {
    const data = {
      currency: 'EUR',
      value: 219,
      items: [{ item_id: `p${index % 7}`, item_name: 'Cedar', item_category: 'Guitars', price: 219 }],
    };
    const start = performance.now();
    window.waymark.track('view_item', data);
    calls.push(performance.now() - start);
    await window.committed();
    waits.push(performance.now() - start);
  }
  await new Promise(resolve => setTimeout(resolve, 300));
  const later = window.tasks.filter(({ startTime }) => startTime > askedAt);
  return { calls, waits, longest: Math.max(0, ...[...atStart, ...later].map(({ duration }) => duration)) };
}

function over(longest) {
  return longest.filter(ms => ms > 50).length;
}

function worst(longest) {
  return Math.max(...longest).toFixed(0);
}

function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function micro(values, share) {
  return (quantile(values, share) * 1_000).toFixed(0);
}

function milli(values, share) {
  return quantile(values, share).toFixed(1);
}
