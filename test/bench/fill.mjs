import { leave, visit } from './visit.mjs';

const AT_ONCE = 100;
const LOOKS = [0, 1_000];

/**
 * @typedef {object} Visitor
 * @property {import('playwright-core').BrowserContext} context With the rows in its log.
 * @property {number} log How many the log holds: of many only the last ones.
 * @property {ReadonlyMap<number, unknown>} looks What was seen after so many touchpoints.
 */

/**
 * A visitor who has a number of touchpoints behind them.
 *
 * @param {Pick<import('./visit.mjs').Bench, 'browser' | 'site'>} bench
 * @param {number} touchpoints
 * @param {(session: import('playwright-core').CDPSession) => Promise<unknown>} [look] Before the first, after a thousand and after the last.
 * @returns {Promise<Visitor>}
 */
export async function fill({ browser, site }, touchpoints, look = async () => {}) {
  const context = await browser.newContext();
  const { page, session } = await visit(context, `${site.origin}/with?fill`);
  const looks = new Map();
  for (let done = 0; done < touchpoints; done += AT_ONCE) {
    if (LOOKS.includes(done)) looks.set(done, await look(session));
    await page.evaluate(track, { from: done, to: Math.min(touchpoints, done + AT_ONCE) });
  }
  looks.set(touchpoints, await look(session));
  const { log } = await page.evaluate(() => window.waymark.export().then(({ log }) => ({ log: log.length })));
  await leave(page);
  return { context, log, looks };
}

/** Runs in the page. */
async function track({ from, to }) {
  for (let index = from; index < to; index++) window.view(index);
  await window.waymark.flush();
}
