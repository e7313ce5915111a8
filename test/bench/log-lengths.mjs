import { quantile } from './statistics.mjs';
import { atMost, plain } from './table.mjs';
import { leave, visit } from './visit.mjs';
import { sortSpans, watchTransactions } from './watch.mjs';

const TOUCHPOINTS = [10, 1_000, 10_000];
const WARM = 10;
const CALLS = 30;
/** What "flat" leaves to a busy machine. */
const FLAT = 1.5;

/** What a commit takes with a short and with a long log. @returns {import('./visit.mjs').Subject} */
export function logLengths({ site, scale, visitor }) {
  const lasted = new Map(TOUCHPOINTS.map(touchpoints => [touchpoints, []]));
  const logs = new Map();

  async function round() {
    for (const touchpoints of TOUCHPOINTS) {
      const { context, log } = await visitor(touchpoints);
      logs.set(touchpoints, log);
      const { page } = await visit(context, `${site.origin}/with?logs`, { before: watchTransactions });
      const spans = await page.evaluate(measure, { warm: WARM, calls: CALLS * scale });
      lasted.get(touchpoints).push(...sortSpans(spans).commit);
      await leave(page);
    }
  }

  function lines() {
    const [[fewest, shortest]] = lasted;
    return [...lasted].map(([touchpoints, values]) => {
      const name = `commit transaction after ${touchpoints.toLocaleString('en')} touchpoints (${logs.get(touchpoints)} rows in the log), 1×, p50`;
      const value = quantile(values, 0.5);
      if (touchpoints === fewest) return plain(name, value, 'ms');
      return atMost(`${name} to the first`, value / quantile(shortest, 0.5), FLAT, '×');
    });
  }

  return { round, lines };
}

/** Runs in the page. */
async function measure({ warm, calls }) {
  for (let index = 0; index < warm + calls; index++) {
    if (index === warm) window.spans.length = 0;
    window.view(index);
    await window.committed();
    await new Promise(resolve => setTimeout(resolve));
  }
  return window.spans;
}
