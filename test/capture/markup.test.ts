// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markup } from '../../src/capture/markup.js';
import { readMarkup } from '../../src/capture/read-markup.js';
import type { Profile } from '../../src/core/profile.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type Captured, captureContext } from './capture-context.js';

let captured: Captured;

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState({}, '', '/cedar');
  captured = captureContext();
});
afterEach(() => {
  captured.stop();
  document.body.replaceChildren();
  vi.useRealTimers();
});

function show(name: string): void {
  const data = { '@type': 'Product', name, sku: name.toLowerCase() };
  document.body.innerHTML = name && `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
}
/** As a router does: the address, and later the page. */
async function go(path: string, name: string, late = 0): Promise<void> {
  history.pushState({}, '', path);
  dispatchEvent(new Event('popstate'));
  await vi.advanceTimersByTimeAsync(late);
  show(name);
  await vi.advanceTimersByTimeAsync(6_000);
}
async function start(name = 'Cedar'): Promise<void> {
  show(name);
  markup().capture?.(captured.context);
  await vi.advanceTimersByTimeAsync(6_000);
}
const names = (): unknown[] =>
  captured.tracked.map(({ data }) => (data.items as { item_name: string }[])[0]?.item_name);

it('tells a look at the product of the page, once', async () => {
  await start();
  expect(captured.tracked).toEqual([
    { type: 'view_item', data: { items: [{ item_id: 'cedar', item_name: 'Cedar' }] } },
  ]);
});

it('waits for what an app adds late', async () => {
  await start('');
  expect(names()).toEqual([]);
  await go('/maple', 'Maple', 1_500);
  await go('/cedar', 'Cedar', 1_500);
  expect(names()).toEqual(['Maple', 'Cedar']);
});

it('tells soft navigations, and not what they leave behind', async () => {
  await start();
  await go('/cart', 'Cedar');
  await go('/maple', 'Maple');
  await go('/list', '');
  await go('/maple', 'Maple');
  expect(names()).toEqual(['Cedar', 'Maple', 'Maple']);
});

it('tells it when the page is left before it was read', async () => {
  show('Cedar');
  await import('../../src/capture/read-markup.js');
  markup().capture?.(captured.context);
  dispatchEvent(new Event('pagehide'));
  await vi.advanceTimersByTimeAsync(0);
  expect(names()).toEqual(['Cedar']);
});

it('tells it again when the page comes back', async () => {
  await start();
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(names()).toEqual(['Cedar', 'Cedar']);
});

describe('a list of products', () => {
  const listed = (names: readonly string[]): string => {
    const itemListElement = names.map(name => ({ '@type': 'Product', name }));
    return `<script type="application/ld+json">${JSON.stringify({ '@type': 'ItemList', itemListElement })}</script>`;
  };

  it('is told once it stood there for a while', async () => {
    document.body.innerHTML = listed(['Cedar', 'Maple']);
    markup().capture?.(captured.context);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captured.tracked).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(captured.tracked.map(({ type }) => type)).toEqual(['view_item_list']);
  });

  it('gives way to the product of the page, which comes later', async () => {
    document.body.innerHTML = listed(['Maple']);
    markup().capture?.(captured.context);
    await vi.advanceTimersByTimeAsync(1_000);
    show('Cedar');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(captured.tracked.map(({ type }) => type)).toEqual(['view_item']);
  });

  it('is told once, by whoever comes first', () => {
    const { normalize, slice } = markup();
    const by = (name: string): Touchpoint =>
      ({ type: 'view_item_list', by: name, at: 1, url: '/a', data: { items: [{ item_id: 'cedar' }] } }) as never;
    const told = (name: string): Profile =>
      ({ slices: { markup: slice?.reduce(slice.initial as never, by(name), {} as never) } }) as never;
    expect(normalize?.(by('markup'), told('data-layer'))).toBeNull();
    expect(normalize?.(by('data-layer'), told('markup'))).toBeNull();
    expect(normalize?.(by('data-layer'), told('data-layer'))).toEqual(by('data-layer'));
    expect(normalize?.(by('markup'), { slices: {} } as never)).toEqual(by('markup'));
  });
});

it('is silent after it was stopped', async () => {
  show('Cedar');
  markup().capture?.(captured.context);
  captured.stop();
  await vi.advanceTimersByTimeAsync(6_000);
  dispatchEvent(new Event('pagehide'));
  expect(captured.tracked).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

describe('a page that cannot be read', () => {
  it('is a problem, said once', async () => {
    vi.spyOn(document, 'querySelectorAll').mockImplementation(() => {
      throw new Error('odd');
    });
    try {
      await start();
      expect(captured.problems).toEqual(['markup-unread']);
      expect(() => readMarkup(document, location.href)).toThrow('odd');
    } finally {
      vi.restoreAllMocks();
    }
  });
});

it('asks for no parser where markup is of no product', async () => {
  document.body.innerHTML = `<script type="application/ld+json">{ "@type": "Organization" }</script><p itemscope itemtype="https://schema.org/Person"></p>`;
  const parse = vi.spyOn(JSON, 'parse');
  markup().capture?.(captured.context);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});

describe('unless told', () => {
  const begin = async (name: string): Promise<void> => {
    show(name);
    markup({ unlessTold: true }).capture?.(captured.context);
    await vi.advanceTimersByTimeAsync(1_500);
  };

  it('waits for a second sight of a product', async () => {
    await begin('Cedar');
    expect(names()).toEqual([]);
    show('Maple');
    await vi.advanceTimersByTimeAsync(1_500);
    expect(names()).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(names()).toEqual(['Maple']);
  });

  it('tells no list', async () => {
    await begin('');
    const itemListElement = ['Cedar', 'Maple'].map(name => ({ '@type': 'Product', name, sku: name, offers: {} }));
    document.body.innerHTML = `<script type="application/ld+json">${JSON.stringify({ '@type': 'ItemList', itemListElement })}</script>`;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toEqual([]);
    markup().capture?.(captured.context);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked.map(({ type }) => type)).toEqual(['view_item_list']);
  });

  it('tells nothing where others told the last look', async () => {
    const item = { item_id: 'x', item_name: 'X', url: '/x', looks: [Date.now() - 1_000] };
    Object.assign(captured.context, { profile: { ...captured.context.profile, slices: { viewed: [item] } } });
    await begin('Cedar');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toEqual([]);
  });
});
