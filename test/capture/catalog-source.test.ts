// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { catalogSource } from '../../src/capture/catalog-source.js';
import { storefrontMind } from '../../src/storefront-mind.js';
import { captureContext } from './capture-context.js';

const url = 'https://shop.example/feed.txt';
const serve = (text: string | null) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(text ?? '', { status: text === null ? 500 : 200 })),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

it('has nothing until the page is idle, then the same list', async () => {
  serve('id\ttitle\ncedar\tCedar\n');
  const { context } = captureContext();
  const source = catalogSource({ url });
  source.capture?.(context);
  expect(source.items()).toEqual([]);
  await vi.waitFor(() => expect(source.items()).toEqual([{ item_id: 'cedar', item_name: 'Cedar' }]));
  expect(source.items()).toBe(source.items());
});

it('needs consent to personalization', () => {
  expect(catalogSource({ url }).purpose).toBe('personalization');
});

it('reports what could not be read and throws nothing', async () => {
  serve(null);
  const { context, problems } = captureContext();
  const source = catalogSource({ url });
  source.capture?.(context);
  await vi.waitFor(() => expect(problems).toEqual(['catalog-unread']));
  expect(source.items()).toEqual([]);
});

it('asks for nothing and complains of nothing once it is stopped', async () => {
  serve('id\ttitle\ncedar\tCedar\n');
  const { context, problems, stop } = captureContext();
  const source = catalogSource({ url });
  source.capture?.(context);
  stop();
  await new Promise(resolve => setTimeout(resolve, 50));
  expect([source.items(), problems]).toEqual([[], []]);
});

it('is what the storefront takes an address for', () => {
  const names = (catalog: object) =>
    [storefrontMind({ catalog: catalog as [] })]
      .flat(3)
      .flatMap(plugin => (plugin ? [(plugin as { name: string }).name] : []));
  expect(names({ url })).toContain('catalog-source');
  expect(names([])).not.toContain('catalog-source');
  expect(names(() => [])).not.toContain('catalog-source');
});
