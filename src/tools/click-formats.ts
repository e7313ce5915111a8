import type { CatalogItem } from '../decide/suggest.js';
import type { Fields } from './read-rows.js';
import { momentOf } from './records.js';

/** One click of a recorded visitor. */
export interface Click {
  readonly visitor: string;
  /** Epoch ms. */
  readonly at: number;
  readonly type: string;
  readonly item?: CatalogItem;
}

/** How a file is read, by a column only that kind of file has. */
export interface Format {
  readonly column: string;
  readonly note: string;
  read(rows: readonly Fields[]): Iterable<Click>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Where a file has no clock, sessions are a day apart from here. */
const EPOCH = Date.UTC(2026, 0, 1);

/** Kinds of files with a header; the first that fits counts. */
export const FORMATS: readonly Format[] = [
  { column: 'event', note: 'touchpoints with GA4 names, as recorded', read: events },
  {
    column: 'secs_to_view',
    note: 'a row a session: its counts become touchpoints before the product view',
    read: firstViews,
  },
  {
    column: 'view_to_cart',
    note: 'a row a moment: views and carts between two rows become touchpoints',
    read: cartMoments,
  },
  {
    column: 'ProductRelated',
    note: 'a row a session: page counts become touchpoints, pages first, a second apart; order and clock are not in the file',
    read: sessionCounts,
  },
  { column: 'item', note: 'clicks are product views', read: clicks },
];

function* events(rows: readonly Fields[]): Iterable<Click> {
  for (const [index, row] of rows.entries()) {
    const { visitor = '', event: type = '' } = row;
    // A product without a name gets one of its own, so that nothing counts as seen twice.
    const unnamed = /item$|_cart$|wishlist$/.test(type) && { item: product(`unnamed-${index}`) };
    if (type) yield { visitor, at: momentOf(row), type, ...unnamed, ...itemOf(row) };
  }
}

function* clicks(rows: readonly Fields[]): Iterable<Click> {
  for (const row of rows) yield { visitor: row.session ?? '', at: momentOf(row), type: 'view_item', ...itemOf(row) };
}

/** One session of item ids a line. */
export function* sequences(text: string): Iterable<Click> {
  let session = 0;
  for (const line of text.split('\n')) {
    const start = EPOCH + session * DAY_MS;
    for (const [index, id] of line.trim().split(' ').filter(Boolean).entries()) {
      yield { visitor: `s${session}`, at: start + index * MINUTE_MS, type: 'view_item', item: product(id) };
    }
    session++;
  }
}

function* firstViews(rows: readonly Fields[]): Iterable<Click> {
  const counted = {
    page_view: 'page_views',
    scroll: 'scrolls',
    view_search_results: 'searches',
    view_promotion: 'promos',
  };
  for (const row of rows) {
    const at = momentOf(row);
    const visitor = row.visitor ?? '';
    const before = Object.entries(counted).flatMap(([type, column]) =>
      Array.from({ length: Number(row[column]) }, () => type),
    );
    const step = (Number(row.secs_to_view) * 1_000) / (before.length + 1);
    for (const [index, type] of before.entries()) yield { visitor, at: at - step * (before.length - index), type };
    yield { visitor, at, type: 'view_item', ...itemOf(row) };
  }
}

function* cartMoments(rows: readonly Fields[]): Iterable<Click> {
  let session = '';
  let start = EPOCH;
  let views = 0;
  let carts = 0;
  for (const row of rows) {
    if (row.session !== session) {
      session = row.session ?? '';
      start += DAY_MS;
      views = carts = 0;
    }
    const visitor = row.visitor ?? '';
    const at = start + Number(row.since_first) * 1_000;
    for (; views < Number(row.views); views++)
      yield {
        visitor,
        at: at - 1_000,
        type: 'view_item',
        item: product(`${session}-${views % Number(row.unique_items)}`),
      };
    for (; carts < Number(row.carts); carts++)
      yield { visitor, at, type: 'add_to_cart', item: product(`${session}-${carts}`) };
  }
}

function* sessionCounts(rows: readonly Fields[]): Iterable<Click> {
  const counted = { page_view: 'Administrative', view_help: 'Informational', view_item: 'ProductRelated' };
  for (const [index, row] of rows.entries()) {
    let at = EPOCH + index * DAY_MS;
    for (const [type, column] of Object.entries(counted)) {
      for (let n = 0; n < Number(row[column]); n++) {
        at += 1_000;
        yield { visitor: `u${row.row}`, at, type, ...(type === 'view_item' && { item: product(`${n}`) }) };
      }
    }
    if (row.Revenue === 'TRUE') yield { visitor: `u${row.row}`, at: at + 1_000, type: 'purchase' };
  }
}

function itemOf({ item, category, brand, price }: Fields): { readonly item?: CatalogItem } {
  if (!item) return {};
  const known = {
    ...(category && { item_category: category }),
    ...(brand && { item_brand: brand }),
    ...(price && { price: Number(price) }),
  };
  return { item: { ...product(item), ...known } };
}

/** The files name no product; its id stands for it. */
function product(id: string): CatalogItem {
  return { item_id: id, item_name: id };
}
