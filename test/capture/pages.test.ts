// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Pages, pages } from '../../src/capture/pages.js';
import { takeOver } from '../../src/platform/left-behind.js';
import { type Captured, captureContext } from './capture-context.js';

let captured: Captured;
let plugin: Pages;
let cleanup: (isKept?: boolean) => void;

function start(site = 'shop'): void {
  plugin = pages();
  run(site);
}

function run(site = 'shop'): void {
  captured = captureContext();
  cleanup = plugin.capture?.({ ...captured.context, site }) ?? (() => {});
}

function stop(): void {
  captured.stop();
  cleanup();
}

/** A router changes the address; the Navigation API tells of it. */
function navigate(url: string, how: 'pushState' | 'replaceState' = 'pushState'): void {
  history[how](null, '', url);
  navigation.dispatchEvent(new Event('currententrychange'));
}

const navigation = Object.assign(new EventTarget(), { currentEntry: {} });
const views = () => captured.tracked.filter(({ type }) => type === 'page_view').map(({ data }) => data);
const see = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};
const comeBack = () => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));

beforeEach(() => {
  vi.useFakeTimers();
  Object.defineProperty(window, 'navigation', { value: navigation, configurable: true });
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://shop.test/');
  document.title = 'Home';
  vi.spyOn(document, 'referrer', 'get').mockReturnValue('https://blog.test/');
  see('visible');
});
afterEach(() => {
  stop();
  // Each test is a document of its own.
  for (const site of ['shop', 'other']) takeOver(`waymark.view.${site}`);
  vi.useRealTimers();
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'prerendering');
});

describe('the first view', () => {
  it('is counted at once, with its title and where it was reached from', () => {
    start();
    expect(views()).toEqual([{ page_title: 'Home', page_referrer: 'https://blog.test/' }]);
  });

  it('of a page opened in the background is counted when it is seen, once', () => {
    see('hidden');
    start();
    expect(views()).toEqual([]);
    see('visible');
    see('hidden');
    see('visible');
    expect(views()).toHaveLength(1);
  });

  it('of a prerendered page is counted when it is shown', () => {
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    see('hidden');
    start();
    Reflect.deleteProperty(document, 'prerendering');
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    document.dispatchEvent(new Event('prerenderingchange'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(views()).toHaveLength(1);
  });
});

describe('a soft navigation', () => {
  it('is counted once it has settled, with the title the router sets late', () => {
    start();
    navigate('/guitars');
    vi.advanceTimersByTime(10);
    document.title = 'Guitars';
    vi.advanceTimersByTime(50);
    expect(views()[1]).toEqual({ page_title: 'Guitars', page_referrer: 'https://shop.test/' });
  });

  it('of a router that replaces, then pushes, then redirects is one view', () => {
    start();
    navigate('/', 'replaceState');
    navigate('/old');
    navigate('/new', 'replaceState');
    vi.runAllTimers();
    expect(views()).toHaveLength(2);
  });

  it('to the same address is none', () => {
    start();
    navigate('/', 'replaceState');
    navigate('/');
    vi.runAllTimers();
    expect(views()).toHaveLength(1);
  });

  it('that only takes the campaign off the address is none', () => {
    history.replaceState(null, '', '/?utm_source=google&id=7&gclid=abc');
    start();
    navigate('/?id=7', 'replaceState');
    vi.runAllTimers();
    expect(views()).toHaveLength(1);
    navigate('/?id=8');
    vi.runAllTimers();
    expect(views()).toHaveLength(2);
  });

  it('that leaves nothing but the path of a landing is none', () => {
    history.replaceState(null, '', '/?utm_source=google&gclid=abc');
    start();
    navigate('/', 'replaceState');
    vi.runAllTimers();
    expect(views()).toHaveLength(1);
  });

  it('away and back again is two', () => {
    start();
    navigate('/guitars');
    vi.runAllTimers();
    navigate('/');
    vi.runAllTimers();
    expect(views()).toHaveLength(3);
  });

  it('is counted even if the page goes away before it has settled', () => {
    start();
    navigate('/guitars');
    see('hidden');
    expect(views()).toHaveLength(2);
  });

  it('in a hidden page that is closed is none', () => {
    start();
    see('hidden');
    navigate('/logged-out');
    vi.runAllTimers();
    dispatchEvent(new Event('pagehide'));
    expect(views()).toHaveLength(1);
  });

  it('in a hidden page that is closed at once is none, either', () => {
    start();
    see('hidden');
    navigate('/guitars');
    dispatchEvent(new Event('pagehide'));
    expect(views()).toHaveLength(1);
  });

  it('in a hidden page is counted when the page is seen', () => {
    start();
    see('hidden');
    navigate('/guitars');
    vi.runAllTimers();
    expect(views()).toHaveLength(1);
    see('visible');
    expect(views()).toHaveLength(2);
  });
});

describe('a fragment', () => {
  it('that is a route is a page, without its parameters', () => {
    start();
    navigate('/#/cart?token=secret');
    vi.runAllTimers();
    expect(views()[1]).toMatchObject({ page_route: '#/cart' });
    expect(JSON.stringify(views()[1]?.page_route)).not.toContain('secret');
  });

  it('in which a router begins is the page that was loaded', () => {
    start();
    navigate('/#/', 'replaceState');
    vi.runAllTimers();
    expect(views()).toHaveLength(1);
  });

  it('that is a place on the page is none', () => {
    start();
    navigate('/#reviews');
    vi.runAllTimers();
    expect(views()).toHaveLength(1);
  });
});

describe('what a page says of itself', () => {
  const updates = () => captured.tracked.filter(({ type }) => type === 'update_page').map(({ data }) => data);
  const show = (html: string) => {
    document.body.innerHTML = html;
  };
  afterEach(() => show(''));

  it('is its title and its type', () => {
    show('<main data-waymark-page-type="product"><p data-waymark-page-type="list"></p></main>');
    start();
    expect(views()[0]).toMatchObject({ page_title: 'Home', page_type: 'product' });
  });

  it('may come with its data: then it is told once, as news of the view', () => {
    start();
    navigate('/guitars/cedar');
    vi.advanceTimersByTime(250);
    document.title = 'The cedar';
    show('<main data-waymark-page-type="product"></main>');
    vi.runAllTimers();
    expect(updates()).toEqual([{ page_title: 'The cedar', page_type: 'product', view: 't2' }]);
  });

  it('is told at the last moment, and not of another page', () => {
    start();
    document.title = 'Home, sweet home';
    see('hidden');
    see('visible');
    navigate('/guitars');
    document.title = 'Guitars';
    vi.runAllTimers();
    expect(updates()).toEqual([{ page_title: 'Home, sweet home', view: 't1' }]);
    expect(views()[1]).toMatchObject({ page_title: 'Guitars' });
  });

  it('is not what a page calls itself while nobody looks', () => {
    start();
    see('hidden');
    document.title = 'Come back!';
    vi.runAllTimers();
    dispatchEvent(new Event('pagehide'));
    expect(updates()).toEqual([]);
    document.title = 'Home (1)';
    see('visible');
    vi.runAllTimers();
    expect(updates()).toEqual([{ page_title: 'Home (1)', view: 't1' }]);
  });

  it('is no news after a stop', () => {
    start();
    stop();
    document.title = 'Too late';
    vi.runAllTimers();
    see('hidden');
    expect(updates()).toEqual([]);
  });
});

describe('an instance that follows another in the same document', () => {
  const restart = (isKept: boolean) => {
    captured.stop();
    cleanup(isKept);
    start();
  };

  it('does not count its page again, and goes on where it was', () => {
    start();
    restart(true);
    expect(views()).toEqual([]);
    expect(plugin.page()).toBe('t1');
    navigate('/guitars');
    vi.runAllTimers();
    expect(views()).toEqual([{ page_title: 'Home', page_referrer: 'https://shop.test/' }]);
  });

  it('counts the page that is shown by now', () => {
    start();
    captured.stop();
    cleanup(true);
    history.pushState(null, '', '/guitars');
    start();
    expect(views()).toEqual([{ page_title: 'Home', page_referrer: 'https://shop.test/' }]);
  });

  it('counts it again if nothing of the one before was kept', () => {
    start();
    restart(false);
    expect(views()).toEqual([{ page_title: 'Home', page_referrer: 'https://blog.test/' }]);
  });

  it('of another site counts its own', () => {
    start();
    captured.stop();
    cleanup(true);
    start('other');
    expect(views()).toHaveLength(1);
  });
});

it('counts a return out of the back/forward cache, and says so', () => {
  start();
  comeBack();
  comeBack();
  expect(views().slice(1)).toEqual([
    { page_title: 'Home', restored: true },
    { page_title: 'Home', restored: true },
  ]);
});

describe('page()', () => {
  it('on an address counted already counts nothing, and returns the view', () => {
    start();
    expect(plugin.page()).toBe('t1');
    expect(captured.tracked).toHaveLength(1);
  });

  it('leaves a navigation that follows its own time to settle', () => {
    start();
    navigate('/guitars');
    plugin.page();
    vi.advanceTimersByTime(30);
    navigate('/old');
    vi.advanceTimersByTime(40);
    navigate('/help', 'replaceState');
    vi.advanceTimersByTime(1_000);
    expect(views().map(({ page_referrer }) => page_referrer)).toEqual([
      'https://blog.test/',
      'https://shop.test/',
      'https://shop.test/guitars',
    ]);
  });

  it('tells what is new about the view', () => {
    start();
    document.title = 'Home, sweet home';
    expect(plugin.page()).toBe('t1');
    plugin.page({ page_type: 'home' });
    expect(captured.tracked.slice(1)).toEqual([
      { type: 'update_page', data: { page_title: 'Home, sweet home', view: 't1' } },
      { type: 'update_page', data: { page_type: 'home', view: 't1' } },
    ]);
  });

  it('counts a new address without waiting, and only once', () => {
    start();
    navigate('/guitars');
    expect(plugin.page({ page_type: 'list' })).toBe('t2');
    vi.runAllTimers();
    expect(views()).toHaveLength(2);
    expect(views()[1]).toMatchObject({ page_type: 'list' });
  });

  it('tells nothing twice', () => {
    start();
    plugin.page({ page_type: 'home' });
    plugin.page({ page_type: 'home' });
    vi.runAllTimers();
    expect(captured.tracked).toHaveLength(2);
  });

  it('goes before what the page declares', () => {
    document.body.innerHTML = '<main data-waymark-page-type="list"></main>';
    start();
    plugin.page({ page_type: 'article' });
    document.body.innerHTML = '<main data-waymark-page-type="product"></main>';
    document.title = 'News';
    vi.runAllTimers();
    document.body.innerHTML = '';
    expect(captured.tracked.map(({ data }) => data.page_type)).toEqual(['list', 'article', undefined]);
  });

  it('of a page that nobody sees yet is told with the view', () => {
    see('hidden');
    start();
    expect(plugin.page({ page_type: 'home' })).toBeNull();
    expect(plugin.page({ page_title: 'Seen' })).toBeNull();
    see('visible');
    expect(captured.tracked).toEqual([
      { type: 'page_view', data: { page_title: 'Seen', page_type: 'home', page_referrer: 'https://blog.test/' } },
    ]);
  });

  it('before the plugin runs is told with the view, of this page alone', () => {
    start();
    stop();
    expect(plugin.page({ page_type: 'home' })).toBeNull();
    expect(captured.tracked).toHaveLength(1);
    run();
    navigate('/guitars');
    vi.runAllTimers();
    expect(views().map(({ page_type }) => page_type)).toEqual(['home', undefined]);
  });

  it('of one view is not told with the next of the same page', () => {
    start();
    navigate('/guitars');
    plugin.page({ page_title: 'Guitars (2)', page_type: 'list' });
    navigate('/');
    vi.runAllTimers();
    navigate('/guitars');
    vi.runAllTimers();
    expect(views()[3]).toEqual({ page_title: 'Home', page_referrer: 'https://shop.test/' });
  });

  it('is told again when the page comes back out of the back/forward cache', () => {
    start();
    plugin.page({ page_type: 'home' });
    comeBack();
    expect(views()[1]).toEqual({ page_title: 'Home', page_type: 'home', restored: true });
  });

  it('returns no id for a view that was not taken', () => {
    start();
    captured.refuse = true;
    navigate('/guitars');
    expect(plugin.page({ page_type: 'list' })).toBeNull();
    expect(plugin.page({ page_type: 'product' })).toBeNull();
    captured.refuse = false;
    vi.runAllTimers();
    expect(captured.tracked).toHaveLength(1);
  });
});

it('leaves nothing behind', () => {
  start();
  navigate('/guitars');
  stop();
  vi.runAllTimers();
  comeBack();
  navigate('/strings');
  vi.runAllTimers();
  expect(captured.tracked).toHaveLength(1);
});
