import type {} from '../capture/commerce.js';
import type { Profile } from '../core/profile.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type {} from '../learn/orders.js';
import type {} from '../learn/viewed.js';
import type { Piece } from './piece.js';
import type { Sign, StageModelData } from './stage-model-data.js';

const TIMES = ['second', 'third', 'fourth', 'fifth'];

/** What a touchpoint says about the stage, or `null`. Pure; takes odd data. */
export function readPiece(model: StageModelData, touchpoint: Touchpoint, profile: Profile): Piece | null {
  const { id, at } = touchpoint;
  // Unchecked types may hold anything under these names.
  const data = touchpoint.data as Readonly<Record<string, unknown>>;
  // What a page says late takes the place of what its view said.
  const isLate = touchpoint.type === 'update_page';
  const type = isLate ? 'page_view' : touchpoint.type;
  const mark = markOf(type, data, profile);
  const sign =
    (mark && signOf(model, `${type}:${mark}`)) ||
    signOf(model, type) ||
    (profile.session?.id === id && signOf(model, 'visit'));
  const { items } = data;
  const list: readonly unknown[] = Array.isArray(items) ? items : [null];
  if (!sign) return null;
  const [words, weights, leaves = 1] = sign;
  // An empty list or an empty cart is a sign of nothing; an order of which no product is told is one.
  if (!list.length && leaves === 1) return null;
  const text = words.replace(/{(\w+)}/g, (_, word) => wordFor(word, list, profile.slices));
  return { touchpoint: isLate ? shortOf(data.view) : id, type, at, text, weights, leaves };
}

/** What is special about a touchpoint; empty for nothing. */
function markOf(type: string, data: Readonly<Record<string, unknown>>, { slices }: Profile): string {
  switch (type) {
    case 'view_item':
      return looksOf(slices) > 1 ? 'again' : '';
    case 'purchase':
      return (slices.orders?.count ?? 0) > 1 ? 'again' : '';
    case 'survey_answer':
      return data.kind === 'nps' && (data.score === 9 || data.score === 10) ? 'promoter' : '';
    case 'campaign_details':
      return shortOf(data.channel);
    case 'page_view':
    case 'view_search_results':
      return shortOf(data.page_type);
  }
  return '';
}

/** A sign by its name; a page may call a type, or what is special about it, like something every object has. */
function signOf({ signs }: StageModelData, name: string): Sign | undefined {
  return Object.hasOwn(signs, name) ? signs[name] : undefined;
}

/** Looks at the product that was looked at last. */
function looksOf({ viewed }: Profile['slices']): number {
  return viewed?.[0]?.looks.length ?? 0;
}

function wordFor(word: string, items: readonly unknown[], slices: Profile['slices']): string {
  if (word === 'times') {
    const time = TIMES[looksOf(slices) - 2];
    return time ? `for the ${time} time` : 'again and again';
  }
  const { item_name, item_category } = Object(items[0]) as Readonly<Record<string, unknown>>;
  if (word === 'name' || (word === 'things' && items.length === 1)) return shortOf(item_name) || 'a product';
  if (word !== 'things') return '';
  const category = shortOf(item_category);
  return `${items.length} ${/^[a-z ]+s$/i.test(category) ? category.toLowerCase() : 'products'}`;
}

/** A text on one line, at most 60 characters, of which the last says that there were more; empty for what is none. Pure. */
export function shortOf(value: unknown): string {
  return typeof value === 'string'
    ? value
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/^(.{59})..+$/u, '$1…')
    : '';
}
