/** Opens a page of the site and starts Waymark there. */
export async function visit(context, { origin, ...options }) {
  const page = await context.newPage();
  await page.goto(`${origin}/page`);
  await page.evaluate(wanted => window.start(wanted), options);
  return page;
}

/** Flushes until no destination waits for anything, and answers whether that came in time. */
export async function deliverAll(page, ms = 60_000) {
  for (const end = Date.now() + ms; Date.now() < end; await pause(250)) {
    const { destinations } = await page.evaluate(async () => {
      await window.w.flush();
      return window.w.diagnostics();
    });
    if (Object.values(destinations).every(({ stored }) => !stored)) return true;
  }
  return false;
}

/** Ids of a browser's processes of a type: `browser`, `renderer`, or the name of a service; of all where none is given. */
export async function processIds(browser, type) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(info => type === undefined || info.type === type).map(({ id }) => id);
}

export function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Waits until `probe` answers something truthy; `null` after `ms`. */
export async function until(probe, ms = 10_000) {
  for (const end = Date.now() + ms; Date.now() < end; await pause(20)) {
    const value = await probe();
    if (value) return value;
  }
  return null;
}
