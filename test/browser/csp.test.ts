import { afterAll, beforeAll, expect, it } from 'vitest';
import { engines } from './engines.js';
import { type Engine, IMPORTS, type Site, serve, until } from './harness.js';

const POLICY =
  "default-src 'none'; script-src 'nonce-n'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";
const HEAD = `<!doctype html><meta http-equiv="content-security-policy" content="${POLICY}"><title>Strict</title><link rel="icon" href="data:,">
<script nonce="n">window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));</script>`;
const GRANTED = `{ functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' }`;
const NUDGES = JSON.stringify({
  quietSeconds: 0,
  nudges: { hello: { when: { on: 'search' }, quietWhileAware: false, content: { title: 'Here you are', code: 'X' } } },
});
const MODULE = `<script type="importmap" nonce="n">${JSON.stringify({ imports: IMPORTS })}</script><script type="module" nonce="n">
  import { createWaymark } from 'waymark'; import { nudges, storefront } from 'waymark/storefront';
  import { http } from 'waymark/destinations'; import { panel } from 'waymark/inspect';
  window.waymark = createWaymark({ automation: 'allow', consent: { default: ${GRANTED} }, plugins: [storefront(), http({ url: '/collect' }), nudges(${NUDGES})] });
  panel(window.waymark);
</script>`;
const TAG = `<script type="application/json" id="waymark-config">{"plugins":{"http":{"url":"/collect"},"nudges":${NUDGES}}}</script><script nonce="n" async src="/dist/waymark.iife.js" data-site="tag" data-consent="granted" data-automation="allow" data-debug></script>`;

let engine: Engine;
let site: Site;

beforeAll(async () => {
  site = await serve({ '/module': HEAD + MODULE, '/tag': HEAD + TAG });
  const [row] = engines('chromium');
  if (row) engine = await row[1]();
});
afterAll(async () => {
  await engine?.close();
  site.close();
});

it.each(['module', 'tag'])(
  'breaks no rule of a strict policy without Trusted Types, panel, card and delivery included, as a %s',
  async how => {
    if (!engine) return;
    const page = await engine.open();
    await page.goto(`${site.origin}/${how}`);
    await until(() => page.evaluate(`window.waymark?.status === 'ready'`));
    await until(() => page.evaluate(`waymark.plugins.some(({ name }) => name === 'nudge-card')`));
    await page.evaluate(`waymark.track('search', { search_term: 'strict-${how}' })`);
    await until(() => site.rows.some(({ touchpoint }) => JSON.stringify(touchpoint?.data).includes(`strict-${how}`)));
    const text = `[...document.querySelectorAll('*')].map(element => element.shadowRoot?.textContent ?? '').join('')`;
    await until(async () => /You are here/.test(await page.evaluate<string>(text)));
    await until(async () => /Here you areX/.test(await page.evaluate<string>(text)));
    const looks = `[...document.querySelectorAll('[aria-live]')].map(({ shadowRoot }) => getComputedStyle(shadowRoot.firstElementChild).position)`;
    expect(await page.evaluate(looks)).toEqual(['fixed']);
    expect(await page.evaluate(`waymark.export().then(({ log }) => log.length > 1)`)).toBe(true);
    expect(await page.evaluate('window.violations')).toEqual([]);
    expect(await page.complaints()).toEqual([]);
    await page.close();
  },
);
