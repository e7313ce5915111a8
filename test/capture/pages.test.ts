// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Pages, type PagesOptions, pages } from '../../src/capture/pages.js';
import { advance } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type Captured, captureContext } from './capture-context.js';

let captured: Captured;
let plugin: Pages;
let stop: () => void;

function start(options?: PagesOptions): void {
  captured = captureContext();
  plugin = pages(options);
  const cleanup = plugin.capture?.(captured.context);
  stop = () => {
    captured.stop();
    cleanup?.();
  };
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

  it('that is a place on the page is none', () => {
    start();
    navigate('/#reviews');
    vi.runAllTimers();
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

  it('tells what is new about the view', () => {
    start();
    document.title = 'Home, sweet home';
    expect(plugin.page()).toBe('t1');
    plugin.page({ page_type: 'home' });
    expect(captured.tracked.slice(1)).toEqual([
      { type: 'update_page', data: { page_title: 'Home, sweet home', view: 't1' } },
      { type: 'update_page', data: { page_title: 'Home, sweet home', page_type: 'home', view: 't1' } },
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

  it('does nothing while the plugin does not run', () => {
    start();
    stop();
    expect(plugin.page()).toBeNull();
  });
});

describe('the type of a page', () => {
  const view = {
    id: '1',
    at: 1,
    url: 'https://shop.test/help',
    by: 'pages',
    session: '',
    type: 'page_view',
    data: {},
  } as Touchpoint;
  const typed = (options: PagesOptions, touchpoint = view) => {
    const rules = gatherRules([pages(options)]);
    return advance(rules, initialProfile(rules, 'v'), 1, touchpoint);
  };

  it('is what the site says, for all pages or by the address', () => {
    expect(typed({ type: 'product' }).touchpoint?.data).toEqual({ page_type: 'product' });
    expect(typed({ type: url => (url.endsWith('/help') ? 'help' : undefined) }).touchpoint?.data).toEqual({
      page_type: 'help',
    });
    expect(typed({ type: () => undefined }).touchpoint?.data).toEqual({});
  });

  it('told with the view goes before', () => {
    expect(typed({ type: 'product' }, { ...view, data: { page_type: 'cart' } } as Touchpoint).touchpoint?.data).toEqual(
      { page_type: 'cart' },
    );
  });

  it('costs nothing but itself when the function throws', () => {
    const step = typed({
      type() {
        throw new Error('odd');
      },
    });
    expect(step.touchpoint?.data).toEqual({});
    expect(step.problems).toHaveLength(1);
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
