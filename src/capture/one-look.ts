import type { Touchpoint } from '../core/touchpoint.js';

/** What is known of looks: those at products, and when the reader last told one, epoch ms. */
interface Looks {
  readonly viewed: readonly Looked[] | undefined;
  readonly readAt: number | undefined;
}

/** The part of a product of `viewed()` that is read. */
interface Looked {
  readonly item_id: string;
  readonly item_name: string;
  readonly item_variant: string;
  readonly url: string;
  readonly looks: readonly number[];
}

const MOMENT_MS = 10_000;

/**
 * The touchpoint, or `null` for a look that was told already on the same address within ten seconds: what `reader` reads,
 * where anybody told one; and what others tell of a product, by id or name, that `reader` was the last to tell. So what the
 * page itself tells goes before what is read off it, a page whose looks are told from two sides has each of them once, and
 * who looks again at once has looked twice. Pure.
 */
export function oneLook(touchpoint: Touchpoint, { viewed = [], readAt }: Looks, reader: string): Touchpoint | null {
  if (touchpoint.type !== 'view_item') return touchpoint;
  const { at, url, by, data } = touchpoint;
  const told = viewed.filter(item => item.url === url && Math.abs(at - (item.looks.at(-1) ?? 0)) < MOMENT_MS);
  // What no vocabulary checked may hold anything.
  const items: unknown = data.items;
  const isTold =
    by === reader
      ? told.length > 0
      : Array.isArray(items) &&
        items.length > 0 &&
        items.every(item => told.some(known => known.looks.at(-1) === readAt && isSame(known, Object(item))));
  return isTold ? null : touchpoint;
}

function isSame(known: Looked, item: Readonly<Record<string, unknown>>): boolean {
  const [id, name, variant] = [item.item_id, item.item_name, item.item_variant].map(wordOf);
  if (variant && known.item_variant && variant !== known.item_variant) return false;
  return id === known.item_id || name?.toLowerCase() === known.item_name.toLowerCase();
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
