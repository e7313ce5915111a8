// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { http } from '../../src/destinations/http.js';
import { storefront } from '../../src/storefront.js';
import { type PayloadRow, payloadRows } from '../corpus/payloads.js';
import { readingsOf, says } from '../corpus/reveals.js';
import { type UrlRow, urlRows } from '../corpus/urls.js';
import { GRANTED, onFakeTime, ready, type World } from './start.js';

/** Everything that left the visitor's page, or is kept of it. */
let heard: unknown[];
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;
/** A whole page a row is dear: every so-manieth stands for the others. */
const EVERY = 61;

onFakeTime();

beforeEach(() => {
  heard = [];
  for (const method of METHODS) vi.spyOn(console, method).mockImplementation((...said) => void heard.push(said));
  const post = vi.fn(async (url: unknown, options: { body?: unknown }) => {
    heard.push(url, options?.body);
    return new Response(null, { status: 204 });
  });
  vi.stubGlobal('fetch', post);
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(message => void heard.push(message));
  place('https://shop.example/', { title: 'Home', referrer: '' });
});

function place(url: string, { title, referrer }: { title: string; referrer: string }): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
  document.title = title;
  vi.spyOn(document, 'referrer', 'get').mockReturnValue(referrer);
}

/** A shop whose every hook is listened to. */
function shop(): Promise<World> {
  const spy: Plugin = {
    name: 'spy',
    normalize(touchpoint) {
      heard.push(touchpoint);
      return touchpoint;
    },
    deliver: rows => void heard.push(rows),
  };
  return ready({ plugins: [storefront(), spy, http({ url: '/collect' })], consent: GRANTED });
}

/** All that is known of the visit, as one text. */
async function everything({ waymark, store, problems, pass }: World): Promise<string> {
  await waymark.flush();
  await pass(60_000);
  const known = [
    await store.entries(),
    await waymark.export(),
    waymark.profile,
    waymark.diagnostics(),
    problems.map(told),
  ];
  const kept = [localStorage, sessionStorage].map(storage => ({ ...storage }));
  return JSON.stringify([heard.map(told), known, kept, document.cookie]);
}

/** What a listener is told, errors with their texts. */
function told(value: unknown): string {
  return JSON.stringify(value, (_, part) => (part instanceof Error ? `${part.stack}` : part)) ?? String(value);
}

function expectHidden(text: string, rows: readonly (UrlRow | PayloadRow)[]): void {
  const readings = readingsOf(text);
  const said = rows.filter(({ canaries }) => says(readings, canaries));
  expect(said.map(row => ('url' in row ? row.url : row.name))).toEqual([]);
}

const isWhole = ({ url, debatable }: UrlRow): boolean =>
  !debatable && /^https:\/\/shop\.example\//.test(url) && URL.canParse(url);
const sample = urlRows.filter(isWhole).filter((_, index) => index % EVERY === 0);

describe('what a page shows', () => {
  it.each(sample)('comes into no store, request, hook or console: $kind in $place, $encoding', async row => {
    place(row.url, { title: `Shop ${row.url}`, referrer: row.url.replace('shop.example', 'blog.example') });
    const world = await shop();
    const text = await everything(world);
    expect(text).toContain('page_view');
    expect(text).toContain('campaign_details');
    expectHidden(text, [row]);
  });

  it('comes through nowhere from what a site says of a page', async () => {
    const world = await shop();
    for (const { url } of sample)
      world.waymark.track('page_view', { page_title: url, page_location: url, page_referrer: url });
    expectHidden(await everything(world), sample);
  });
});

describe('what a page tracks', () => {
  const rows = payloadRows.filter(row => !row.debatable && row.context === undefined);

  it('comes into no store, request, hook, diagnostics or console', async () => {
    const world = await shop();
    for (const { type, data } of rows) world.waymark.track(type as 'page_view', data as object);
    const text = await everything(world);
    expect(text).toContain('page_view');
    expectHidden(text, rows);
  });

  it('is not quoted when it is refused', async () => {
    const world = await shop();
    const refused = rows.map(({ canaries, data }) => ({
      data: {
        ...(data as object),
        price: canaries[0],
        value: canaries[0],
        items: [canaries[0], { price: canaries[0] }],
      },
    }));
    for (const { data } of refused) world.waymark.track('purchase', data as never);
    const { problems } = world;
    expect(problems.length).toBeGreaterThan(0);
    expectHidden(await everything(world), rows);
  });

  it('is not quoted when a check answers with it', async () => {
    const [row] = rows;
    const address = `${row?.canaries[0]}@example.com`;
    const loud: Plugin = { name: 'loud', vocabulary: { page_view: () => `received "${address}"` } };
    const world = await ready({ plugins: [loud] });
    world.waymark.track('page_view', {});
    expect(world.problems).toHaveLength(1);
    expectHidden(await everything(world), row ? [row] : []);
  });
});
