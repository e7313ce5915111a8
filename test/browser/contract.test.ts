import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, type Site, serve, until } from './harness.js';

/** Plugins that touch a page, with what the suite needs to look at them; `capture.vitals` has listeners without end. */
const SUBJECTS: readonly (readonly [factory: string, options: string])[] = [
  ['capture.pages()', '{}'],
  ['capture.campaigns()', '{ with: () => [capture.pages()] }'],
  ['capture.dataLayer()', '{ with: () => [capture.commerce()], vendor: { dataLayer: [] } }'],
  ['capture.attributes()', '{ with: () => [capture.commerce()] }'],
  ['capture.forms()', '{}'],
  ['capture.formDetails()', '{}'],
  ['capture.attention()', '{}'],
  ['capture.links()', '{ with: () => [capture.commerce()] }'],
  ['capture.takeaways()', '{}'],
  ['capture.exitIntent()', '{}'],
  ['capture.impressions()', '{ with: () => [capture.commerce()] }'],
  ['capture.videos()', '{}'],
  ['capture.friction()', '{ with: () => [capture.pages()] }'],
  ['experiences.nudgeCard()', '{ decisions: [NUDGE] }'],
  ['experiences.suggestions({ slot: "contract-slot" })', '{ with: () => [capture.commerce()], decisions: [RAIL] }'],
  ['experiences.rails({ rails: { "contract-slot": {} }, suggest: () => [], subscribe: () => () => {} })', '{}'],
  [
    'experiences.slots({ slots: { hero: { all: { when: () => true, content: { title: "Hello" } } } }, waymark: { status: "ready", subscribe: () => () => {} } })',
    '{ with: () => [capture.commerce()] }',
  ],
  ['destinations.http({ url: "/rows" })', '{}'],
  ['destinations.ga4()', '{ vendor: { gtag() {} } }'],
];
/** One that leaves everything behind that a page can tell. */
const LEAVER = `({
  name: 'leaver',
  capture() {
    document.addEventListener('click', () => {});
    matchMedia('print').addEventListener('change', () => {});
    new ResizeObserver(() => {}).observe(document.body);
    new BroadcastChannel('leaver');
    requestAnimationFrame(function again() { requestAnimationFrame(again); });
    history.pushState = function () {};
  },
})`;
const PAGE = `<!doctype html><html lang="en"><title>Contract</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><script type="module">
  import * as capture from 'waymark/capture'; import * as experiences from 'waymark/experiences';
  import * as destinations from 'waymark/destinations'; import { pluginContract } from 'waymark/testing';
  const NUDGE = { name: 'nudge.show', data: { nudge: 'n', kind: 'rescue', channel: 'page', content: { title: 'Hello' } } };
  const RAIL = { name: 'products.suggest', data: { strategy: 'similar', items: [{ item_id: 'cedar', item_name: 'Cedar' }] } };
  window.contract = async (make, options) => {
    const said = [];
    for (const { name, skip, run } of pluginContract(make, options)) {
      if (skip) said.push(name + ': ' + skip);
      await run().catch(({ message }) => said.push(name + ': ' + message));
    }
    return said;
  };
  Object.assign(window, { capture, experiences, destinations, NUDGE, RAIL });
</script></body></html>`;

let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await serve({ '/contract': PAGE });
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(`${site.origin}/contract`);
  await until(() => page.evaluate('Boolean(window.RAIL)'));
});
afterAll(async () => {
  await browser.close();
  site.close();
});

describe('the contract suite in a real page', () => {
  it.each(SUBJECTS)('holds for %s', async (factory, options) => {
    expect(await page.evaluate(`contract(() => ${factory}, ${options})`)).toEqual([]);
  });

  it('finds what is left behind', async () => {
    const said = (await page.evaluate(`contract(() => ${LEAVER}, {})`)) as readonly string[];
    const [first = ''] = said.filter(one => one.startsWith('leaves nothing on a page when it is stopped at once'));
    for (const what of [
      '"click" of `document`',
      '"change" of a MediaQueryList',
      'a ResizeObserver',
      'a BroadcastChannel',
    ])
      expect(first).toContain(what);
    expect(first).toContain('`requestAnimationFrame` is still due');
    expect(first).toContain('`history.pushState` is not as it was');
  });
});
