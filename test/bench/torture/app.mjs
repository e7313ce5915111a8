// Runs in the page: Waymark as a shop has it, built from `src`.
import { http } from '../../../src/destinations/index.ts';
import { createWaymark } from '../../../src/index.ts';
import { storefront } from '../../../src/storefront.ts';
import { four } from './faulty.mjs';

const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };

/**
 * Starts Waymark under the name of a site, with `to` as the collector's address. What was committed goes to
 * `window.acknowledge`, where there is one; `window.clock` is its clock. `isFaulty`: with four plugins more,
 * which fail or do not.
 */
window.start = async ({ site, to, isFaulty }) => {
  window.problems = [];
  const destinations = to === undefined ? [] : [http({ url: `${to}/collect` })];
  window.w = createWaymark({
    site,
    automation: 'allow',
    rate: Number.POSITIVE_INFINITY,
    consent: { default: GRANTED },
    plugins: [storefront(), ...(isFaulty === undefined ? [] : four(isFaulty)), ...destinations],
    ...(window.clock && { now: window.clock }),
  });
  window.w.on('problem', ({ code, message }) => window.problems.push(`${code}: ${message}`));
  // The status says whether the transaction was one of the database or of its twin in memory.
  window.w.on('touchpoint', ({ id }) => void window.acknowledge?.(id, window.w.status));
  await window.w.ready;
};

/** Tracks what a visitor did as the n-th; returns its id. */
window.act = n => {
  const items = [{ item_id: `p${n % 40}`, item_name: `Guitar ${n % 40}`, item_category: `c${n % 6}`, price: 219 }];
  if (n % 50 === 49) return window.w.track('purchase', { transaction_id: `t${n}`, currency: 'EUR', value: 219, items });
  return window.w.track(n % 5 ? 'view_item' : 'add_to_cart', { currency: 'EUR', value: 219, items });
};

/** Acts `count` times with these pauses in ms between, over and over, and flushes after every so many; returns the ids. */
window.walk = async ({ count, pauses, from = 0, flushEvery = Number.POSITIVE_INFINITY }) => {
  const ids = [];
  for (let n = 0; n < count; n++) {
    ids.push(window.act(from + n));
    window.announce?.(ids[n]);
    if (n % flushEvery === flushEvery - 1) await window.w.flush();
    const pause = pauses[n % pauses.length];
    if (pause) await new Promise(resolve => setTimeout(resolve, pause));
  }
  return ids;
};

const wanted = new URLSearchParams(location.search).get('start');
window.started = wanted ? window.start(JSON.parse(wanted)) : null;
