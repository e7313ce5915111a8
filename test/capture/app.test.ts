// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/capture/app.js';
import { campaigns } from '../../src/capture/campaigns.js';
import { links } from '../../src/capture/links.js';
import { leave, onFakeTime, ready, type World } from '../runtime/start.js';
import { type Captured, captureContext } from './capture-context.js';
import { click, find, fire, goTo, see, showPage } from './page-builder.js';

const MINUTE = 60_000;
let shown = 'browser';
let captured: Captured;

beforeEach(() => {
  shown = 'browser';
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(display-mode: ${shown})` }));
  location.href = 'https://shop.example/';
  captured = captureContext();
});
afterEach(() => {
  captured.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'standalone');
});

function start(): readonly object[] {
  app().capture?.(captured.context);
  return captured.tracked;
}

describe('a site that is opened', () => {
  it.each(['standalone', 'minimal-ui', 'fullscreen', 'window-controls-overlay'])('as an app is told: %s', mode => {
    shown = mode;
    expect(start()).toEqual([{ type: 'open_app', data: { mode } }]);
  });

  it.each(['browser', 'picture-in-picture'])('otherwise is not: %s', mode => {
    shown = mode;
    expect(start()).toEqual([]);
  });

  it.each([
    [true, [{ type: 'open_app', data: { mode: 'standalone' } }]],
    [false, []],
    [undefined, []],
  ])('from the home screen of iOS without a manifest says so itself: %s', (standalone, told) => {
    Object.defineProperty(navigator, 'standalone', { value: standalone, configurable: true });
    expect(start()).toEqual(told);
  });

  it('is no app while a film fills the screen', () => {
    shown = 'fullscreen';
    Object.defineProperty(document, 'fullscreenElement', { value: document.body, configurable: true });
    expect(start()).toEqual([]);
    Reflect.deleteProperty(document, 'fullscreenElement');
  });

  it('is told when it is installed, and not after a stop', () => {
    start();
    fire('appinstalled');
    captured.stop();
    fire('appinstalled');
    expect(captured.tracked).toEqual([{ type: 'install_app', data: {} }]);
  });
});

describe('an app', () => {
  onFakeTime();

  async function opened({ waymark }: World): Promise<number> {
    const { log } = (await waymark.export()) as { log: { touchpoint: { type: string } }[] };
    return log.filter(({ touchpoint }) => touchpoint.type === 'open_app').length;
  }

  beforeEach(() => {
    shown = 'standalone';
    see(true);
  });

  it('is told once a visit, over pages and reloads', async () => {
    const first = await ready({ site: 'once', plugins: [app()] });
    await first.waymark.flush();
    goTo('/guitars');
    see(true);
    await leave(first);
    const second = await ready({ site: 'once', plugins: [app()], store: first.store, clock: first.clock });
    await second.waymark.flush();
    expect(await opened(second)).toBe(1);
    expect(second.waymark.profile.slices.app).toBe(second.waymark.profile.session?.id);
  });

  it('is told again when it comes back out of the background after half an hour', async () => {
    const world = await ready({ plugins: [app()] });
    await world.waymark.flush();
    vi.spyOn(Date, 'now').mockImplementation(world.clock.now);
    world.clock.pass(20 * MINUTE);
    see(true);
    await world.waymark.flush();
    expect(await opened(world)).toBe(1);
    world.clock.pass(31 * MINUTE);
    see(false);
    await world.waymark.flush();
    expect(await opened(world)).toBe(1);
    see(true);
    await world.waymark.flush();
    expect(await opened(world)).toBe(2);
    expect(world.waymark.profile.session?.number).toBe(2);
  });

  it('belongs to the visit that a campaign opens', async () => {
    const world = await ready({ site: 'tagged', plugins: [app()] });
    await world.waymark.flush();
    await leave(world);
    location.href = 'https://shop.example/?utm_source=news&utm_campaign=spring';
    const plugins = [campaigns(), app()];
    const second = await ready({ site: 'tagged', plugins, store: world.store, clock: world.clock });
    await second.waymark.flush();
    expect(await opened(second)).toBe(2);
    expect(second.waymark.profile.session).toMatchObject({ number: 2, touchpoints: 2 });
  });

  it('is told again when it is touched after half an hour in which it stayed in sight', async () => {
    const world = await ready({ plugins: [app()] });
    await world.waymark.flush();
    vi.spyOn(Date, 'now').mockImplementation(world.clock.now);
    world.clock.pass(31 * MINUTE);
    showPage('<button>Go on</button>');
    click('button');
    await world.waymark.flush();
    expect(await opened(world)).toBe(2);
    click('button');
    await world.waymark.flush();
    expect(await opened(world)).toBe(2);
  });
});

describe('a link', () => {
  const INTENT = 'intent://cart#Intent;scheme=shop;package=com.example.shop;end';
  it.each([
    ['https://play.google.com/store/apps/details?id=com.example.shop&hl=de', 'google-play', 'com.example.shop'],
    ['market://details?hl=de&id=com.example.shop', 'google-play', 'com.example.shop'],
    ['https://apps.apple.com/de/app/guitars/id123456789?mt=8', 'app-store', 'id123456789'],
    ['itms-apps://itunes.apple.com/app/id123456789', 'app-store', 'id123456789'],
    ['itms-appss://apps.apple.com/app/id123456789', 'app-store', 'id123456789'],
    ['https://play.google.com/store/apps/dev', 'google-play', undefined],
    [INTENT, 'app', 'com.example.shop'],
    [INTENT.replace('cart', 'order?id=1017'), 'app', 'com.example.shop'],
    ['android-app://com.example.shop/https/shop.example/cart', 'app', 'com.example.shop'],
  ])('to %s is one to an app, told once beside `links()`', (href, store, app_id) => {
    showPage(`<a href="${href}"><b>Get the app</b></a>`);
    start();
    links().capture?.(captured.context);
    click('b');
    expect(captured.tracked).toEqual([{ type: 'open_store', data: { store, ...(app_id && { app_id }) } }]);
  });

  it.each([
    'https://play.google.com/store/books/details?id=x',
    'https://play.google.com.evil.example/store/apps/details?id=x',
    'https://music.apple.com/album/id1',
    'https://luthier.example/?to=https://apps.apple.com/app/id1',
  ])('to %s is left to `links()`', href => {
    showPage(`<a href="${href}"><b>Go</b></a>`);
    start();
    links().capture?.(captured.context);
    click('b');
    expect(captured.tracked.map(({ type }) => type)).toEqual(['click']);
  });

  it('is followed with the middle button, too, and not with the right one or after a stop', () => {
    showPage('<a href="https://apps.apple.com/app/id1">Go</a><a id="none">No</a><i>x</i>');
    start();
    const press = (button: number) => find('a').dispatchEvent(new MouseEvent('auxclick', { bubbles: true, button }));
    for (const button of [1, 2]) press(button);
    for (const selectors of ['#none', 'i']) click(selectors);
    captured.stop();
    press(1);
    click('a');
    expect(captured.tracked).toHaveLength(1);
  });
});
