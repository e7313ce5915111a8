// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FrictionOptions, friction } from '../../src/capture/friction.js';
import { NO_TRAIL, type Trail } from '../../src/capture/page-loop.js';
import { pages } from '../../src/capture/pages.js';
import { leave, ready, type World } from '../runtime/start.js';
import { type Captured, captureContext } from './capture-context.js';
import { click, find, fire, goTo, see, showPage } from './page-builder.js';

let captured: Captured;
let trail: Trail;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  see(true);
  location.href = 'https://shop.example/cart';
  trail = NO_TRAIL;
  // Of the class of the device only what is about it is to speak.
  vi.stubGlobal('matchMedia', undefined);
  start();
  showPage(
    '<button id="pay"><b>Pay</b></button><p>A long text</p><img><i style="cursor: pointer">More</i><a id="far" href="/far">Far</a><a id="none" href="#">None</a><x-card role="button"></x-card><button data-waymark-ignore id="next">Next</button><label role="button">One</label>',
  );
});
afterEach(() => {
  captured.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function start(options?: FrictionOptions): void {
  captured?.stop();
  captured = captureContext();
  const profile = Object.defineProperty({ ...captured.context.profile }, 'slices', {
    get: () => ({ friction: trail }),
  });
  const stop = friction(options).capture?.({ ...captured.context, profile });
  captured.context.signal.addEventListener('abort', () => stop?.());
}
/** Clicks that are so many ms apart. */
function clicks(selectors: string, count: number, ms = 100, apart = 0): void {
  for (let index = 0; index < count; index++) {
    click(selectors, { x: 10 + index * apart });
    vi.advanceTimersByTime(ms);
  }
}
const told = (type: string) => captured.tracked.filter(one => one.type === type).map(({ data }) => data.element);
/** What watches the document hears of changes in a microtask. */
const settle = () => new Promise(resolve => queueMicrotask(() => queueMicrotask(() => resolve(null))));

describe('a rage click', () => {
  it('is three clicks on one thing in a second, by its name', () => {
    clicks('b', 3);
    expect(told('rage_click')).toEqual(['button#pay']);
    clicks('button', 2);
    expect(told('rage_click')).toHaveLength(1);
  });

  it.each([
    ['a double click', () => clicks('button', 2)],
    ['slower', () => clicks('button', 5, 600)],
    ['far apart', () => clicks('button', 5, 100, 20)],
    ['on several things', () => ['button', 'p', 'i', 'button', 'p'].forEach(one => void click(one))],
    ['on what is to be ignored', () => clicks('#next', 5)],
    ['on what is made for it', () => clicks('label', 5)],
    ['by a script', () => [1, 2, 3, 4].forEach(() => void (find('#pay') as HTMLElement).click())],
  ])('is nothing that is %s', (_, act) => {
    act();
    expect(told('rage_click')).toEqual([]);
  });

  it('is not the selecting of a paragraph, but of what is a button it is', () => {
    fire('selectstart', find('p'));
    clicks('p', 3);
    expect(told('rage_click')).toEqual([]);
    clicks('p', 3, 1_200);
    fire('selectstart', find('b'));
    clicks('b', 3);
    expect(told('rage_click')).toEqual(['button#pay']);
  });

  it('is one on what has no text, though a browser begins to select at every press', () => {
    for (let count = 0; count < 3; count++) {
      fire('selectstart', find('img'));
      clicks('img', 1);
    }
    expect(told('rage_click')).toEqual(['img']);
  });

  it('is told five times a page', () => {
    for (let round = 0; round < 9; round++) clicks('#pay', 3);
    expect(told('rage_click')).toHaveLength(5);
    goTo('/guitars');
    clicks('#pay', 3);
    expect(told('rage_click')).toHaveLength(6);
  });

  it('may be ignored where the site says so', () => {
    start({ ignore: '#pay' });
    clicks('#pay', 5);
    expect(captured.tracked).toEqual([]);
    expect(() => start({ ignore: '##' })).toThrow();
  });
});

describe('a dead click', () => {
  it.each(['#pay', '#none', 'i'])('is one on %s that nothing answers for a second', selectors => {
    click(selectors);
    vi.advanceTimersByTime(999);
    expect(captured.tracked).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told('dead_click')).toHaveLength(1);
  });

  it.each(['p', '#far', 'x-card', '#next', 'label'])('is none on %s', selectors => {
    click(selectors);
    vi.advanceTimersByTime(2_000);
    expect(told('dead_click')).toEqual([]);
  });

  it.each([
    ['an element', () => document.body.append('new')],
    ['an attribute', () => find('p').setAttribute('class', 'open')],
    ['scrolling', () => fire('scroll', document)],
    ['a form that is sent', () => fire('submit', document.body)],
    ['the focus', () => fire('focusin', find('#far'))],
    ['another address', () => history.replaceState({}, '', '/cart?open')],
    ['a page that is hidden', () => see(false)],
    ['a stop', () => captured.stop()],
  ])('is answered by %s', async (_, answer) => {
    click('#pay');
    answer();
    await settle();
    vi.advanceTimersByTime(2_000);
    expect(told('dead_click')).toEqual([]);
  });

  it('is one of several in a row, the last', () => {
    clicks('#pay', 3, 900);
    vi.advanceTimersByTime(1_000);
    expect(told('dead_click')).toEqual(['button#pay']);
  });
});

describe('an error', () => {
  const fail = (message: string, filename = 'https://shop.example/app.js') =>
    window.dispatchEvent(
      new ErrorEvent('error', { message: `Uncaught TypeError: ${message}`, filename, error: new TypeError(message) }),
    );
  const errors = () => captured.tracked.filter(({ type }) => type === 'exception').map(({ data }) => data.description);

  it('of the site is told once, without what it quotes, in 150 characters', () => {
    fail('Cannot read "cAnArY" of null');
    fail('Cannot read "other" of null');
    fail(`${'x'.repeat(900)}`);
    expect(errors()).toEqual(['TypeError: Cannot read … of null', `TypeError: ${'x'.repeat(139)}`]);
  });

  it.each(['', 'https://other.example/a.js', 'chrome-extension://abc/a.js', 'https://notshop.example/a.js'])(
    'of "%s" is not ours',
    filename => {
      fail('failed', filename);
      expect(captured.tracked).toEqual([]);
    },
  );

  it('may come from a host the site names, and from a promise', () => {
    start({ own: ['cdn.example'] });
    fail('one', 'https://static.cdn.example:8080/a.js');
    const reason = Object.assign(new Error('two'), { stack: 'Error: two\n  at go (https://shop.example/a.js:1:2)' });
    for (const cause of [reason, 'text', null])
      window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: cause }));
    expect(errors()).toEqual(['TypeError: one', 'Error: two']);
  });

  it('within a second of a click makes it an error click, once', () => {
    click('b');
    fail('one');
    fail('two');
    click('b');
    vi.advanceTimersByTime(1_100);
    fail('three');
    expect(told('error_click')).toEqual(['button#pay']);
  });

  it('of a picture is none', () => {
    fire('error', find('p'));
    expect(captured.tracked).toEqual([]);
  });
});

describe('a loop', () => {
  it('is told when the visitor went back and forth', () => {
    trail = { pages: ['/a', '/b', '/a', '/b'], device: '' };
    goTo('/next');
    vi.advanceTimersByTime(1_500);
    expect(captured.tracked).toEqual([{ type: 'page_loop', data: { pages: ['/a', '/b'] } }]);
  });

  it('is not told of other ways', () => {
    trail = { pages: ['/a', '/b', '/a', '/c'], device: '' };
    vi.advanceTimersByTime(5_000);
    expect(captured.tracked).toEqual([]);
  });
});

describe('the class of the device', () => {
  beforeEach(() => {
    captured.stop();
    start({ device: true });
  });

  const touched = (width: number) => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: coarse)' }));
    vi.stubGlobal('innerWidth', width);
    vi.stubGlobal('innerHeight', 900);
  };
  async function classes({ waymark }: World): Promise<readonly unknown[]> {
    await waymark.flush();
    const { log } = (await waymark.export()) as { log: { touchpoint: { type: string; data: object } }[] };
    return log.flatMap(({ touchpoint: { type, data } }) => (type === 'device_details' ? [data] : []));
  }
  const opened = (parts: Parameters<typeof ready>[0]) =>
    ready({ site: 'devices', plugins: [pages(), friction({ device: true })], ...parts });
  /** Long enough for the page to be looked at. */
  async function stay(world: World): Promise<void> {
    await world.waymark.flush();
    await world.pass(1_500);
  }

  it('is told to nobody who does not ask', () => {
    captured.stop();
    start();
    touched(400);
    vi.advanceTimersByTime(5_000);
    expect(captured.tracked).toEqual([]);
  });

  it('is told with every page until it is known', () => {
    touched(400);
    vi.advanceTimersByTime(1_499);
    expect(captured.tracked).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(captured.tracked).toEqual([{ type: 'device_details', data: { device: 'mobile' } }]);
    trail = { pages: [], device: 'mobile' };
    goTo('/guitars');
    vi.advanceTimersByTime(5_000);
    expect(captured.tracked).toHaveLength(1);
    touched(700);
    goTo('/cart');
    vi.advanceTimersByTime(5_000);
    expect(captured.tracked.at(-1)?.data).toEqual({ device: 'tablet' });
  });

  it('is not told of a page before it is seen', () => {
    touched(400);
    see(false);
    vi.advanceTimersByTime(5_000);
    expect(captured.tracked).toEqual([]);
    see(true);
    vi.advanceTimersByTime(5_000);
    expect(captured.tracked).toHaveLength(1);
  });

  it('is told once a visit over reloads, when it changes, and again in the next visit', async () => {
    captured.stop();
    touched(400);
    const first = await opened({});
    await stay(first);
    await leave(first);
    const { store, clock } = first;
    const second = await opened({ store, clock });
    await stay(second);
    expect(await classes(second)).toEqual([{ device: 'mobile' }]);
    touched(800);
    goTo('/guitars');
    await stay(second);
    expect(await classes(second)).toEqual([{ device: 'mobile' }, { device: 'tablet' }]);
    expect(second.waymark.profile.session).toMatchObject({ number: 1 });
    await leave(second);
    clock.pass(31 * 60_000);
    location.href = 'https://shop.example/again';
    const third = await opened({ store, clock });
    await stay(third);
    expect(await classes(third)).toEqual([{ device: 'mobile' }, { device: 'tablet' }, { device: 'tablet' }]);
    expect(third.waymark.profile.session).toMatchObject({ number: 2 });
    await leave(third);
  });
});

it('tells nothing after a stop', () => {
  trail = { pages: ['/a', '/b', '/a', '/b'], device: '' };
  click('#pay');
  captured.stop();
  clicks('#pay', 3);
  vi.advanceTimersByTime(5_000);
  expect(captured.tracked).toEqual([]);
});
