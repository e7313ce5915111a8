import { leave, visit } from './visit.mjs';

const AT_ONCE = 100;
const LOOKS = [0, 1_000];

/** @typedef {{ context: import('playwright-core').BrowserContext, log: number }} Visitor With the rows in their log. */

/**
 * A visitor who has a number of touchpoints behind them. Of many the log holds only the last ones.
 *
 * @param {import('./visit.mjs').Bench} bench
 * @param {number} touchpoints
 * @param {(session: import('playwright-core').CDPSession, done: number) => Promise<void>} [look] Before the first, after a thousand and after the last.
 */
export async function fill({ browser, site }, touchpoints, look = async () => {}) {
  const context = await browser.newContext();
  const { page, session } = await visit(context, `${site.origin}/with?fill`);
  for (let done = 0; done < touchpoints; done += AT_ONCE) {
    if (LOOKS.includes(done)) await look(session, done);
    await page.evaluate(track, { from: done, to: Math.min(touchpoints, done + AT_ONCE) });
  }
  await look(session, touchpoints);
  const { log } = await page.evaluate(() => window.waymark.export().then(({ log }) => ({ log: log.length })));
  await leave(page);
  return { context, log };
}

/** Runs in the page. */
async function track({ from, to }) {
  for (let index = from; index < to; index++) window.view(index);
  await window.waymark.flush();
}
