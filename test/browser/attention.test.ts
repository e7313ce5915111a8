import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/core/touchpoint.js';
import { engines } from './engines.js';
import { type Engine, IMPORTS, type Site, serve, type Tab, until } from './harness.js';

const ITEMS = Array.from({ length: 40 }, (_, index) => `<li style="height: 200px">Guitar ${index}</li>`).join('');
const HTML = `<!doctype html><title>Long</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><body>
<p data-waymark-promotion="spring" data-waymark-name="Spring sale">Spring sale</p>
<p>Take <b data-waymark-coupon="CEDAR10">CEDAR10</b> or <i>nothing</i></p>
<div id="box" style="height: 40px"></div>
<button id="dead">Dead</button> <button id="alive">Alive</button> <button id="broken">Broken</button>
<a id="out" href="https://luthier.example/ask?mail=a@b.co">Out</a>
<form id="address"><input name="street"><input name="city"></form>
<ul data-waymark-list="new">${ITEMS}</ul><p data-waymark-promotion="deep">Far below</p>
<script type="module">
  import { createWaymark } from 'waymark';
  import { behaviour, storefront } from 'waymark/storefront';
  window.w = createWaymark({ site: 'attention', automation: 'allow', consent: { default: { analytics: 'granted' } }, plugins: [storefront(), behaviour()] });
  window.told = [];
  w.on('touchpoint', touchpoint => told.push(touchpoint));
  const on = (id, run) => document.getElementById(id).addEventListener('click', run);
  on('alive', () => setTimeout(() => { document.title = 'Alive'; }, 100));
  on('broken', () => { throw new RangeError('no "cAnArY" here'); });
  on('out', event => event.preventDefault());
  await w.ready;
</script></body>`;

/** What Playwright and Puppeteer call the same. */
interface Hand extends Tab {
  readonly mouse: {
    move(x: number, y: number): Promise<unknown>;
    click(x: number, y: number, options?: object): Promise<unknown>;
  };
  readonly keyboard: { type(text: string): Promise<unknown>; press(key: string): Promise<unknown> };
}

describe.each(engines('chromium'))('behaviour in %s', (_, launch) => {
  let site: Site;
  let engine: Engine;
  let page: Hand;

  beforeAll(async () => {
    site = await serve({ '/': HTML });
    engine = await launch();
    // Every driver here has both.
    page = (await engine.open()) as Hand;
    await page.goto(site.origin);
    await until(() => page.evaluate('window.w && w.status === "ready"'));
  });
  afterAll(async () => {
    await engine.close();
    site.close();
  });

  const told = async (type: string): Promise<readonly Record<string, unknown>[]> => {
    const rows: readonly NonNullable<Row['touchpoint']>[] = await page.evaluate('told');
    return rows.filter(touchpoint => touchpoint.type === type).map(({ data }) => data as Record<string, unknown>);
  };
  const until1 = (type: string) => until(async () => (await told(type)).length > 0, 5_000);
  async function click(id: string, options?: object): Promise<void> {
    const [x, y]: [number, number] = await page.evaluate(
      `(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelector(${JSON.stringify(id)}).getBoundingClientRect())`,
    );
    await page.mouse.click(x, y, options);
  }

  it('tells dead, rage and error clicks by real clicks, and leaves an answered one', async () => {
    await click('#alive');
    await new Promise(resolve => setTimeout(resolve, 1_200));
    await click('#dead');
    await until1('dead_click');
    await click('#dead', { clickCount: 3, delay: 20 });
    for (let count = 0; count < 3; count++) await click('#dead');
    await click('#broken');
    await until1('error_click');
    expect(await told('rage_click')).toContainEqual({ element: 'button#dead' });
    expect(await told('dead_click')).not.toContainEqual({ element: 'button#alive' });
    expect(await told('error_click')).toEqual([{ element: 'button#broken' }]);
    expect((await told('exception')).map(({ description }) => description)).toEqual([
      expect.stringMatching(/^RangeError: .*no … here$/),
    ]);
  });

  it('takes a paragraph that is selected by three clicks for no rage', async () => {
    const before = (await told('rage_click')).length;
    await click('i', { clickCount: 3, delay: 20 });
    for (let count = 1; count <= 3; count++) await click('i', { clickCount: count });
    expect(await told('rage_click')).toHaveLength(before);
  });

  it('takes three clicks on what is no text for rage', async () => {
    for (let count = 1; count <= 3; count++) await click('#box', { clickCount: count });
    await until(async () => (await told('rage_click')).some(({ element }) => element === 'div#box'), 5_000);
  });

  it('tells a link away without its parameters, and a coupon that is copied by hand', async () => {
    await click('#out');
    await click('b', { clickCount: 2 });
    await page.evaluate('document.execCommand("copy")');
    await until1('copy_coupon');
    expect(await told('click')).toEqual([
      { link_url: 'https://luthier.example/ask', link_domain: 'luthier.example', outbound: true, link_id: 'out' },
    ]);
    expect(await told('copy_coupon')).toEqual([{ coupon: 'CEDAR10' }]);
  });

  it('tells a form that is left, without what was typed', async () => {
    await click('[name=street]');
    await page.keyboard.type('cAnArY');
    await page.keyboard.press('Tab');
    await page.keyboard.type('cAnArY');
    await page.evaluate('document.body.click(); history.pushState({}, "", "/next")');
    await until1('form_abandon');
    const [form] = await told('form_abandon');
    expect(form).toMatchObject({ form_id: 'address', last_field: 'city', no_autocomplete: ['street', 'city'] });
    expect(JSON.stringify(await page.evaluate('told'))).not.toContain('cAnArY');
  });

  it('tells what was seen for a second, and how far the visitor scrolled', async () => {
    await until(async () => (await told('view_promotion')).length && (await told('view_item_list')).length);
    expect(await told('view_promotion')).not.toContainEqual(expect.objectContaining({ promotion_id: 'deep' }));
    const height: number = await page.evaluate('document.documentElement.scrollHeight');
    for (const share of [0.4, 1]) {
      await page.evaluate(`scrollTo(0, ${share * height})`);
      await new Promise(resolve => setTimeout(resolve, 700));
    }
    await until1('scroll');
    await until(async () => (await told('view_promotion')).some(data => data.promotion_id === 'deep'));
    expect((await told('scroll')).map(data => data.percent_scrolled)).toEqual([25, 90]);
    expect((await told('view_item_list')).map(data => data.item_list_id)).toContain('new');
  });

  it('counts the time the page was looked at', async () => {
    for (let x = 0; x < 15; x++) {
      await page.mouse.move(100 + x, 100);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    await page.evaluate('document.body.click(); history.pushState({}, "", "/third")');
    await until(async () => (await told('user_engagement')).length > 1, 5_000);
    const [first, second] = await told('user_engagement');
    expect(first?.page_location).toMatch(/\/$/);
    expect(second?.engagement_time_msec).toBeGreaterThan(1_400);
    expect(second?.engagement_time_msec).toBeLessThan(16_000);
  });
});
