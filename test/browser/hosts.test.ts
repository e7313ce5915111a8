import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../bench/serve.mjs';
import { faultsOf, HOST_APP, hostPage, installVisits } from '../corpus/host-page.mjs';
import { HOSTS } from '../corpus/hosts.mjs';
import { engines } from './engines.js';
import { type Engine, type Site, serve, type Tab } from './harness.js';

/** Of the corpus, one host in so many; `npm run torture -- HST1` visits them all. */
const EVERY = 12;
/** Hosts in which something never answers take as long as it is waited for. */
const SLOW = /never|nothing|lie$/;
const AT_ONCE = 4;
const chosen = HOSTS.filter(({ name }, index) => index % EVERY === 0 && !SLOW.test(name));

describe.each(engines('chromium', 'firefox'))('hostile hosts in %s', (_name, launch) => {
  let engine: Engine;
  let site: Site;
  let page: Tab;

  beforeAll(async () => {
    const pages: Record<string, string> = {};
    site = await serve(pages);
    for (const [path, contents] of await bundle(HOST_APP)) pages[path] = new TextDecoder().decode(contents);
    for (const [index, host] of chosen.entries()) {
      pages[`/with/${index}`] = hostPage(host, `${site.origin}/host.js`);
      pages[`/alone/${index}`] = hostPage(host, null);
    }
    engine = await launch();
    page = await engine.open();
    await page.goto(`${site.origin}/healthy`);
    await page.evaluate(installVisits);
  });
  afterAll(async () => {
    await engine.close();
    site.close();
  });

  it('are told of no error, and every touchpoint is kept wherever anything can work', async () => {
    const visit = (path: string): Promise<object> => page.evaluate(`visit({ url: '${path}' })`);
    const faults: Record<string, string[]> = {};
    const waiting = [...chosen.entries()];
    async function go(): Promise<void> {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [index, host] = next;
        const found = await faultsOf(host, await visit(`/with/${index}`), () => visit(`/alone/${index}`));
        if (found.length) faults[host.name] = found;
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, go));
    expect(faults).toEqual({});
  });
});
