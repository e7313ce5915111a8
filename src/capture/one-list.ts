import type { Touchpoint } from '../core/touchpoint.js';

/** The list that was told last. */
export interface ToldList {
  /** Address of its page, at most 500 characters; empty before the first. */
  readonly url: string;
  /** When, epoch ms. */
  readonly at: number;
  /** Whether it was read off the markup. */
  readonly isRead: boolean;
  /** Id and name of its first product, at most 200 characters each. */
  readonly first: readonly string[];
}

const MOMENT_MS = 10_000;
const ADDRESS = 500;
const TEXT = 200;

/**
 * The touchpoint, or `null` for a list that was told already on the same address within ten seconds: what `markup` reads,
 * where anybody told one; and what others tell that begins with the same product, where `markup` came first. Pure.
 */
export function oneList(touchpoint: Touchpoint, told: ToldList): Touchpoint | null {
  if (touchpoint.type !== 'view_item_list') return touchpoint;
  const { at, url, by } = touchpoint;
  const isHere = told.url !== '' && told.url === url.slice(0, ADDRESS) && Math.abs(at - told.at) < MOMENT_MS;
  const isSame = told.isRead && firstOf(touchpoint).some((text, index) => text !== '' && text === told.first[index]);
  return isHere && (by === 'markup' || isSame) ? null : touchpoint;
}

/** The list that was told last, after one more touchpoint. Pure. */
export function toldList(told: ToldList, touchpoint: Touchpoint): ToldList {
  const { type, url, at, by } = touchpoint;
  if (type !== 'view_item_list') return told;
  return { url: url.slice(0, ADDRESS), at, isRead: by === 'markup', first: firstOf(touchpoint) };
}

/** Id and name of the first product; both empty where there is none. */
function firstOf({ data }: Touchpoint): readonly string[] {
  // What no vocabulary checked may hold anything.
  const { items } = data as { readonly items?: unknown };
  const { item_id, item_name } = Object(Array.isArray(items) ? items[0] : null) as Readonly<Record<string, unknown>>;
  return [item_id, item_name].map(text => (typeof text === 'string' ? text.slice(0, TEXT).toLowerCase() : ''));
}
