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
/** For how long a page may take to tell its own look, as after a visitor's consent. */
const LATE_MS = 600_000;
/** For how long who told a look counts as telling all of them. */
const TOLD_MS = 30 * 86_400_000;

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
  const read = told.filter(known => known.looks.at(-1) === readAt);
  return (by === reader ? told.length > 0 : isOf(read, data)) ? null : touchpoint;
}

/**
 * The touchpoint, or `null` for a look of a site where either the page tells all its looks or `reader` does: what `reader`
 * reads, where others told the last look; and what others tell of the product whose look was the last and was read, on
 * whatever address. Pure.
 */
export function onlyLook(touchpoint: Touchpoint, looks: Looks, reader: string): Touchpoint | null {
  if (touchpoint.type !== 'view_item') return touchpoint;
  const { at, by, data } = touchpoint;
  if (by === reader) return isToldElsewhere(looks, at) ? null : touchpoint;
  const last = looks.viewed?.[0];
  const isLate = last?.looks.at(-1) === looks.readAt && Math.abs(at - (looks.readAt ?? 0)) < LATE_MS;
  return last && isLate && isOf([last], data) ? null : touchpoint;
}

/** Whether others than the reader told the last look there was, not long before `now`. Pure. */
export function isToldElsewhere({ viewed, readAt }: Looks, now: number): boolean {
  const last = viewed?.[0]?.looks.at(-1);
  return last !== undefined && last !== readAt && now - last < TOLD_MS;
}

/** Whether all that is told of is among these. What no vocabulary checked may hold anything. */
function isOf(known: readonly Looked[], { items }: { readonly items?: unknown }): boolean {
  return (
    Array.isArray(items) &&
    items.length > 0 &&
    items.every(item => known.some(product => isSame(product, Object(item))))
  );
}

function isSame(known: Looked, item: Readonly<Record<string, unknown>>): boolean {
  const [id, name, variant] = [item.item_id, item.item_name, item.item_variant].map(wordOf);
  if (variant && known.item_variant && variant !== known.item_variant) return false;
  return id === known.item_id || name?.toLowerCase() === known.item_name.toLowerCase();
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
