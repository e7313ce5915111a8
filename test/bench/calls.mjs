import { offerFloor } from './floor.mjs';
import { measureCalls } from './measure-calls.mjs';
import { mean, quantile } from './statistics.mjs';
import { atMost, plain } from './table.mjs';
import { visit } from './visit.mjs';
import { sortSpans, watchTransactions } from './watch.mjs';

const SLOWDOWNS = [1, 4];
const CALLS = 80;
/** Promised at four times slowed down, µs and ms. */
const MEDIAN_US = 20;
const MOST_US = 200;
const INBOX_FLOORS = 1.5;
/** The wait that is promised, ms: median at rest, and 99 % at rest and slowed down. */
const ACKNOWLEDGED_MS = { half: 5, most: { 1: 50, 4: 250 } };

/** What a call of `track` costs, and when it is committed, beside what the browser itself needs. @returns {import('./visit.mjs').Subject} */
export function calls({ browser, site, scale }) {
  const seen = new Map(SLOWDOWNS.map(slowdown => [slowdown, {}]));

  async function round() {
    for (const slowdown of SLOWDOWNS) {
      const context = await browser.newContext();
      const before = [watchTransactions, offerFloor];
      const { page } = await visit(context, `${site.origin}/with?calls`, { slowdown, before });
      const { spans, ...figures } = await page.evaluate(measureCalls, CALLS * scale);
      const all = seen.get(slowdown);
      for (const [name, values] of Object.entries({ ...figures, ...sortSpans(spans) }))
        all[name] = [...(all[name] ?? []), ...values];
      await context.close();
    }
  }

  return { round, lines: () => SLOWDOWNS.flatMap(slowdown => linesOf(slowdown, seen.get(slowdown))) };
}

function linesOf(
  slowdown,
  { track, repeated, arithmetic, clones, fetches, acknowledged, committed, inbox, commit, floor },
) {
  const at = `${slowdown}×`;
  const aimed = slowdown > 1 ? atMost : (name, value, _, unit) => plain(name, value, unit);
  const micro = (values, share) => quantile(values, share) * 1_000;
  const floors = quantile(inbox, 0.5) / quantile(floor, 0.5);
  return [
    aimed(`track(), synchronous, a task each, ${at}, p50`, micro(track, 0.5), MEDIAN_US, 'µs'),
    aimed(`track(), synchronous, a task each, ${at}, p99`, micro(track, 0.99), MOST_US, 'µs'),
    plain(`track(), synchronous, a task each, ${at}, mean of ${track.length}`, mean(track) * 1_000, 'µs'),
    aimed(`track(), synchronous, again in a task, ${at}, p50`, micro(repeated, 0.5), MEDIAN_US, 'µs'),
    aimed(`track(), synchronous, again in a task, ${at}, p99`, micro(repeated, 0.99), MOST_US, 'µs'),
    plain(`track(), synchronous, again in a task, ${at}, mean of ${repeated.length}`, mean(repeated) * 1_000, 'µs'),
    plain(`  plain arithmetic measured the same way, ${at}, p50`, micro(arithmetic, 0.5), 'µs'),
    plain(`  plain arithmetic measured the same way, ${at}, p99`, micro(arithmetic, 0.99), 'µs'),
    plain(`  plain arithmetic measured the same way, ${at}, mean`, mean(arithmetic) * 1_000, 'µs'),
    plain(`  floor: structuredClone of a touchpoint, a task each, ${at}, p50`, micro(clones, 0.5), 'µs'),
    plain(`  floor: structuredClone of a touchpoint, a task each, ${at}, p99`, micro(clones, 0.99), 'µs'),
    plain(`  floor: one keepalive fetch, synchronous, ${at}, p50`, micro(fetches, 0.5), 'µs'),
    plain(`  floor: one keepalive fetch, synchronous, ${at}, p99`, micro(fetches, 0.99), 'µs'),
    ...waits(`track() to acknowledged, ${at}`, acknowledged, slowdown),
    ...waits(`track() to committed, ${at}`, committed, slowdown),
    plain(`  floor: one put, its own transaction, ${at}, p50`, quantile(floor, 0.5), 'ms'),
    plain(`  inbox transaction, ${at}, p50`, quantile(inbox, 0.5), 'ms'),
    atMost(`  inbox transaction, ${at}, p50 to that of the floor`, floors, INBOX_FLOORS, '×'),
    plain(`  inbox transaction, ${at}, p99`, quantile(inbox, 0.99), 'ms'),
    plain(`  commit transaction, ${at}, p50`, quantile(commit, 0.5), 'ms'),
    plain(`  commit transaction, ${at}, p99`, quantile(commit, 0.99), 'ms'),
  ];
}

function waits(name, values, slowdown) {
  const half = quantile(values, 0.5);
  return [
    slowdown > 1 ? plain(`${name}, p50`, half, 'ms') : atMost(`${name}, p50`, half, ACKNOWLEDGED_MS.half, 'ms'),
    atMost(`${name}, p99`, quantile(values, 0.99), ACKNOWLEDGED_MS.most[slowdown], 'ms'),
  ];
}
