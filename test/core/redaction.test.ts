import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/capture/channel.js';
import { textControls, urlControls } from '../corpus/controls.js';
import { gtins, platformIds } from '../corpus/ids.js';
import { payloadControls, payloadRows } from '../corpus/payloads.js';
import { reveals } from '../corpus/reveals.js';
import { addressOf, take, visit } from '../corpus/take.js';
import { type UrlRow, urlRows } from '../corpus/urls.js';

const demanded = urlRows.filter(row => !row.debatable);
const groupOf = ({ kind, place }: UrlRow): string => `${kind} in ${place}`;
const LONGEST = 5;

/** The addresses of the rows that do not pass; a few of them say enough. */
function failing(rows: readonly UrlRow[], passes: (row: UrlRow) => boolean): string[] {
  return rows.filter(row => !passes(row)).map(({ encoding, url }) => `${encoding}: ${url}`);
}

function expectNone(found: readonly unknown[]): void {
  expect(found.slice(0, LONGEST), `${found.length} in all`).toEqual([]);
}

/** What is kept of one field. */
function kept(type: string, name: string, text: string): unknown {
  return (take(type, { [name]: text })?.data as Record<string, unknown> | undefined)?.[name];
}

function arrive(url: string): unknown {
  return take('campaign_details', channelOf({ url, referrer: url }));
}

const hides = (text: unknown, { canaries }: Pick<UrlRow, 'canaries'>): boolean =>
  !reveals(JSON.stringify(text) ?? '', canaries);

describe('an address', () => {
  it.each([...new Set(demanded.map(groupOf))])('hides %s, wherever the address stands', name => {
    const rows = demanded.filter(row => groupOf(row) === name);
    expectNone(failing(rows, row => hides(visit(row.url), row)));
  });

  it('keeps what stands beside it', () => {
    expectNone(failing(demanded, ({ url, keeps }) => keeps.every(kept => addressOf(url)?.includes(kept))));
  });

  it('hides the same in a sentence', () => {
    const whole = demanded.filter(({ url }) => /^https?:[^\s"<>]+$/.test(url));
    expectNone(failing(whole, row => hides(take('search', { search_term: `Look at ${row.url} today` }), row)));
  });

  it('hides the same in how the visitor came', () => {
    // A raw entity ends a parameter in a browser: what is left of it looks like any word.
    const arrivals = demanded.filter(
      ({ url, encoding }) => /^https?:/.test(url) && URL.canParse(url) && encoding !== 'entities',
    );
    expectNone(failing(arrivals, row => hides(arrive(row.url), row)));
  });

  it('hides what the bound of campaign texts would cut in two', () => {
    const canary = 'qzvkwjxhbt';
    const lengths = Array.from({ length: 30 }, (_, index) => 75 + index);
    const come = (length: number) =>
      arrive(`https://shop.example/?utm_content=${'a'.repeat(length)}+${canary}@example.com`);
    expectNone(lengths.filter(length => !hides(come(length), { canaries: [canary] })));
  });

  it('is the same when it is redacted again', () => {
    const addresses = [...urlRows.map(({ url }) => url), ...urlControls].map(url => addressOf(url) ?? '');
    expectNone(addresses.filter(address => addressOf(address) !== address));
  });

  it.each([
    ['address of the page', (url: string) => addressOf(url)],
    ['field', (url: string) => kept('page_view', 'page_referrer', url)],
  ])('without anything personal comes out as it went in, as %s', (_, read) => {
    expectNone(urlControls.filter(url => read(url) !== url).map(url => `${url} → ${read(url)}`));
  });
});

describe('data', () => {
  it.each(payloadRows.filter(row => !row.debatable))('hides $name', row => {
    const { type, data, context, canaries } = row;
    const touchpoint = take(type, data, { context });
    expect(touchpoint).not.toBeNull();
    expect(hides(touchpoint, row), `${JSON.stringify(touchpoint)} says ${canaries}`).toBe(true);
  });

  it('is the same when it is redacted again', () => {
    const once = payloadRows.map(({ type, data }) => take(type, data)).filter(touchpoint => touchpoint !== null);
    expectNone(once.filter(({ type, data }) => JSON.stringify(take(type, data)?.data) !== JSON.stringify(data)));
  });

  it.each(payloadControls)('without anything to hide comes out as it went in: $name', ({ type, data }) => {
    expect(take(type, data)?.data).toEqual(data);
  });

  it('keeps titles and search terms that only look personal', () => {
    const read = (text: string): unknown => kept('page_view', 'page_title', text);
    expectNone(textControls.filter(text => read(text) !== text).map(text => `${text} → ${read(text)}`));
  });
});

describe.each([
  ['10,000 GTINs', gtins(10_000)],
  ['10,000 ids of platforms', platformIds(10_000)],
])('%s', (_, ids) => {
  it.each(['item_id', 'item_group_id', 'transaction_id', 'coupon', 'item_variant', 'sku', 'variant'])(
    'survive in `%s`, of a touchpoint and of its products',
    field => {
      const batch = 100;
      for (let from = 0; from < ids.length; from += batch) {
        const data = {
          [field]: ids[from],
          items: ids.slice(from, from + batch).map(id => ({ item_id: 'a', [field]: id })),
        };
        expect(take('note', data)?.data).toEqual(data);
      }
    },
  );

  it.each(['variant', 'sku'])('survive in the parameter `%s`', name => {
    const addresses = ids.map(id => `https://shop.example/p/cedar?view=grid&${name}=${encodeURIComponent(id)}&page=2`);
    expectNone(addresses.filter(address => addressOf(address) !== address));
  });
});

it('keeps GTINs of no card’s length everywhere', () => {
  const numbers = gtins(10_000).filter(({ length }) => length < 14);
  expectNone(
    numbers.filter(number => addressOf(`https://shop.example/p/${number}?q=${number}`)?.split(number).length !== 3),
  );
  expectNone(numbers.filter(number => kept('search', 'search_term', number) !== number));
});
