/**
 * @typedef {object} Bench
 * @property {Pick<import('playwright-core').Browser, 'newContext'>} browser
 * @property {import('./page.mjs').Site} site
 * @property {number} scale How many times as much is measured as in a short run.
 * @property {(touchpoints: number) => Promise<import('./fill.mjs').Visitor>} visitor With so many behind them.
 *
 * @typedef {readonly [name: string, value: string, aim?: string, isMet?: boolean | null]} Line
 *
 * @typedef {object} Subject
 * @property {(round: number) => Promise<void>} round Measures once; rounds of all subjects are interleaved, so that a
 *   busy machine disturbs them alike.
 * @property {() => readonly Line[]} lines
 */

/** Opens a page at a CPU slowdown, with what runs `before` its scripts, and waits until it says itself that it is done: a question asked from outside would be a task of its own. */
export async function visit(context, address, { slowdown = 1, before } = {}) {
  const page = await context.newPage();
  for (const script of [before ?? []].flat()) await page.addInitScript(script);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  // Both at once: where the page cannot be opened nobody would wait for what it says.
  await Promise.all([page.waitForEvent('console', message => message.text() === 'done'), page.goto(address)]);
  return { page, session };
}

/** Leaves a page as a visitor does, so that it keeps what it keeps when it goes. */
export async function leave(page) {
  await page.goto('about:blank');
  await page.close();
}
