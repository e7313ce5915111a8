import type {} from '../capture/commerce.js';
import type { Profile } from '../core/profile.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type {} from '../learn/orders.js';
import type {} from '../learn/viewed.js';
import type { Piece } from './piece.js';
import type { StageModelData } from './stage-model-data.js';

const TIMES = ['second', 'third', 'fourth', 'fifth'];

/** What a touchpoint says about the stage, or `null`. Pure; takes odd data. */
export function readPiece(
  { signs }: StageModelData,
  { id, type, at, data }: Touchpoint,
  { session, slices }: Profile,
): Piece | null {
  // Unchecked types may hold anything under these names.
  const { items, kind, score, channel, page_type } = data as Readonly<Record<string, unknown>>;
  const list = Array.isArray(items) ? items : [null];
  const looks = slices.viewed?.[0]?.looks.length ?? 0;
  const isAgain = (type === 'view_item' && looks > 1) || (type === 'purchase' && (slices.orders?.count ?? 0) > 1);
  const isPromoter = kind === 'nps' && [9, 10].includes(score as number);
  const key = [
    isAgain && `${type}:again`,
    isPromoter && `${type}:promoter`,
    type === 'campaign_details' && `${type}:${shortOf(channel)}`,
    /^(view_search_results|page_view)$/.test(type) && `${type}:${shortOf(page_type)}`,
    type,
    session?.id === id && 'visit',
  ].find(name => name && Object.hasOwn(signs, name));
  const sign = key && signs[key];
  // An empty list or an empty cart is a sign of nothing.
  if (!sign || !list.length) return null;

  const [words, weights, leaves = 1] = sign;
  const category = shortOf(list[0]?.item_category);
  const filled: Readonly<Record<string, string>> = {
    name: shortOf(list[0]?.item_name) || 'a product',
    things: `${list.length} ${/^[a-z ]+s$/i.test(category) ? category.toLowerCase() : 'products'}`,
    times: `for the ${TIMES[looks - 2] ?? 'nth'} time`,
  };
  return {
    touchpoint: id,
    type,
    at,
    text: words.replace(/{(\w+)}/g, (_, word) => filled[word] ?? ''),
    weights,
    leaves,
  };
}

/** A text of at most 60 characters; empty for what is none. Pure. */
export function shortOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 60) : '';
}
