import type { CaptureContext } from '../core/plugin.js';
import { fetchText } from '../platform/fetch-text.js';
import { createBasket } from './catalog-basket.js';
import type { CatalogItem } from './catalog-item.js';
import { tsvRows, xmlRows } from './feed-rows.js';
import { type Draft, googleDraft, listOf, shopifyDraft, wooDraft } from './product-drafts.js';

export interface CatalogSourceOptions {
  /** Address of the feed, of Shopify's `/products.json` or of WooCommerce's `/wp-json/wc/store/v1/products`. */
  readonly url: string;
  /** Default: by the address, else by what is there. */
  readonly format?: 'xml' | 'tsv' | 'shopify' | 'woocommerce';
  /** The field whose values the shop tracks as `item_id`, such as `sku`, `mpn` or `variant_id`. Default `id`. */
  readonly idField?: string;
  /** Which part of Google's `product_type` is the category: 0 the widest, −1 the narrowest. Default 0. */
  readonly categoryLevel?: number;
  /** ISO 4217, for prices that name none: all of Shopify's. */
  readonly currency?: string;
  /** Called when it was read. */
  readonly onRead?: (report: CatalogReport) => void;
}

/** What became of the products of a catalogue. */
export interface CatalogReport {
  /** How many are used. */
  readonly kept: number;
  /** How many were left out. */
  readonly refused: number;
  /** Why, and how many for that: `no-id`, `no-name`, `twice`, `variant` (another of its `item_group_id` is used), `unreadable`. */
  readonly reasons: Readonly<Record<string, number>>;
  /** `false`: there are more, which were not read. */
  readonly isWhole: boolean;
}

interface Read {
  readonly items: readonly CatalogItem[];
  readonly report: CatalogReport;
  /** Why a page after the first could not be read. */
  readonly stopped: string;
}

type Format = NonNullable<CatalogSourceOptions['format']>;

/** Of an answer that are read. */
const MAX_BYTES = 8_000_000;
/** Requests for the pages of one catalogue. */
const PAGES = 40;
/** Rows read before the page gets its turn: 50 rows of XML take a few ms. */
const ROWS = 50;
/** How the pages of an address are asked for, and the field that says how many rows they have. */
const PAGED: Readonly<Partial<Record<Format, readonly [size: string, Readonly<Record<string, string>>]>>> = {
  shopify: ['limit', { limit: '250' }],
  woocommerce: ['per_page', { per_page: '100', orderby: 'popularity' }],
};

/** Reads the catalogue once the page is idle. Rejects with a sentence where there is none. */
export async function readCatalog(
  options: CatalogSourceOptions,
  context: CaptureContext,
): Promise<readonly CatalogItem[]> {
  try {
    await pause();
    const { items, report, stopped } = await readPages(options, context.signal);
    const words = complaint(report, stopped);
    if (words) context.problem('catalog-refused', `Of the catalogue at "${options.url}" ${words}`);
    options.onRead?.(report);
    return items;
  } catch (cause) {
    throw new Error(
      `The catalogue at "${options.url}" could not be read: ${(cause as Error).message}. Suggestions go on without it; check the address, and \`format\`.`,
      { cause },
    );
  }
}

async function readPages(options: CatalogSourceOptions, signal: AbortSignal): Promise<Read> {
  const base = new URL(options.url, location.href);
  const byAddress = options.format ?? formatOf(base);
  const [sizeField = '', params = {}] = (byAddress && PAGED[byAddress]) ?? [];
  const basket = createBasket();
  let isWhole = true;
  let stopped = '';
  for (let page = 1; page <= PAGES && !basket.isFull(); page++) {
    const address = new URL(base);
    for (const [name, value] of Object.entries(params))
      if (!base.searchParams.has(name)) address.searchParams.set(name, value);
    if (sizeField) address.searchParams.set('page', `${page}`);
    try {
      const answer = await fetchText(address.href, { signal, maxBytes: MAX_BYTES });
      const format = byAddress ?? (/^\s*</.test(answer.text) ? 'xml' : 'tsv');
      let rows = 0;
      for (const draft of draftsOf(answer.text, format, options)) {
        if (++rows % ROWS === 0) await pause();
        signal.throwIfAborted();
        basket.add(draft, base);
        if (basket.isFull()) break;
      }
      isWhole = answer.isWhole && !basket.isFull();
      if (!sizeField || rows < Number(address.searchParams.get(sizeField))) break;
      isWhole &&= page < PAGES;
    } catch (cause) {
      if (page === 1 || signal.aborted) throw cause;
      // The pages before it are worth more than none.
      isWhole = false;
      stopped = `page ${page} could not be read, ${(cause as Error).message}`;
      break;
    }
  }
  const { items, refused, reasons } = basket.read();
  return { items, report: { kept: items.length, refused, reasons, isWhole }, stopped };
}

function* draftsOf(
  text: string,
  format: Format,
  { idField, categoryLevel, currency }: CatalogSourceOptions,
): Iterable<Draft | null> {
  const how = { idField, categoryLevel, currency, now: Date.now() };
  if (format === 'xml' || format === 'tsv')
    for (const row of format === 'xml' ? xmlRows(text) : tsvRows(text)) yield row && googleDraft(row, how);
  else if (format === 'shopify')
    for (const product of rowsOf(JSON.parse(text)?.products)) yield product && shopifyDraft(product, how);
  else for (const product of rowsOf(JSON.parse(text))) yield product && wooDraft(product, how);
}

/** The products of a list; `null` for what is none. */
function rowsOf(list: unknown): readonly (ReturnType<typeof listOf>[number] | null)[] {
  return Array.isArray(list) ? list.map(entry => listOf([entry])[0] ?? null) : [];
}

function formatOf({ pathname, search }: URL): Format | undefined {
  if (/\/products\.json$/.test(pathname)) return 'shopify';
  return /\/wc\/store\//.test(pathname + decodeURIComponent(search)) ? 'woocommerce' : undefined;
}

function complaint({ kept, reasons, isWhole }: CatalogReport, stopped: string): string {
  // That only one of several variants is used is as it should be.
  const told = Object.entries(reasons).filter(([reason]) => reason !== 'variant');
  const parts = told.map(([reason, count]) => `${count} ${reason}`).join(', ');
  if (!kept) return `nothing can be used (${parts || 'no products'}). Check its address and \`format\`.`;
  if (stopped) return `only the first ${kept} products are used: ${stopped}.`;
  if (!isWhole) return `only the first ${kept} products are used: no more fit. Serve those that matter most first.`;
  return (
    parts && `these were left out: ${parts}. Mend them where they are made, or name the field of the id: \`idField\`.`
  );
}

function pause(): Promise<unknown> {
  // Safari has no idle callbacks.
  return new Promise(resolve => (window.requestIdleCallback ?? setTimeout)(resolve));
}
