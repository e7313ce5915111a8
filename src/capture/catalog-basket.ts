import type { CatalogItem } from './catalog-item.js';
import type { Draft } from './product-drafts.js';

/** What was taken, and what was not. */
export interface Collected {
  readonly items: readonly CatalogItem[];
  readonly refused: number;
  /** Why, and how many for that. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Products as they come in. */
export interface Basket {
  /** `null` is what could not be read. */
  add(draft: Draft | null, base: URL): void;
  /** Whether the last one no longer fitted. */
  isFull(): boolean;
  read(): Collected;
}

/** Characters of JSON that are kept. */
const SIZE = 200_000;
const TEXT = 200;
const ADDRESS = 2_000;

/** Holds each product once, and one of each group: the first that is in stock, up to 200,000 characters of JSON. */
export function createBasket(): Basket {
  const kept = new Map<string, CatalogItem>();
  const groups = new Map<string, string>();
  const reasons: Record<string, number> = {};
  let refused = 0;
  // The list itself needs brackets, and a comma for each.
  let left = SIZE - 1;

  /** Why one is left out, this one or the one whose place it takes; empty for none. What no longer fits has no reason. */
  function keep(item: CatalogItem, group = ''): string {
    const { item_id } = item;
    if (kept.has(item_id)) return 'twice';
    const first = groups.get(group) ?? '';
    if (first && !(kept.get(first)?.in_stock === false && item.in_stock !== false)) return 'variant';
    left -= JSON.stringify(item).length + 1;
    if (left < 0) return '';
    kept.delete(first);
    kept.set(item_id, item);
    if (group) groups.set(group, item_id);
    return first && 'variant';
  }

  return {
    isFull: () => left < 0,
    add(draft, base) {
      const item = draft ? itemOf(draft, base) : 'unreadable';
      const reason = typeof item === 'string' ? item : keep(item, draft?.group);
      if (!reason) return;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
      refused++;
    },
    read: () => ({
      items: [...kept.values()],
      refused,
      reasons,
    }),
  };
}

/** The product, or why it is none. */
function itemOf({ price, currency, isInStock, ...draft }: Draft, base: URL): CatalogItem | string {
  const item_id = textOf(draft.id);
  const item_name = textOf(draft.name);
  if (!item_id) return 'no-id';
  if (!item_name) return 'no-name';
  const fields = {
    item_category: textOf(draft.category),
    item_brand: textOf(draft.brand),
    price,
    currency,
    url: addressOf(draft.url, base),
    image: addressOf(draft.image, base),
  };
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
  return { item_id, item_name, ...known, ...(!isInStock && { in_stock: false }) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}`.trim().slice(0, TEXT) : '';
}

/** Only what a browser may open. */
function addressOf(value: unknown, base: URL): string {
  try {
    const { protocol, href } = new URL(typeof value === 'string' && value ? value : 'none:', base);
    return /^https?:$/.test(protocol) ? href.slice(0, ADDRESS) : '';
  } catch {
    // No address.
    return '';
  }
}
