import type { CaptureContext } from '../core/plugin.js';
import type { Suggestion } from '../decide/suggest.js';
import { type Put, put } from './put.js';
import { railOf } from './rail-of.js';
import { railStyle } from './rail-style.js';

/** A list, as GA4 calls it. */
export interface RailList {
  readonly item_list_id: string;
  /** Stands above it. */
  readonly item_list_name: string;
  readonly items: readonly Suggestion[];
}

/** What is told of a product. */
interface Named {
  readonly item_id: string;
  readonly item_name?: string;
  readonly price?: number;
}

/** Puts a list of products into an element. Seen counts as `view_item_list`, chosen as `select_item`. */
export function putRail(place: Element, { items, ...list }: RailList, track: CaptureContext['track']): Put {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(railStyle);
  root.adoptedStyleSheets = [sheet];
  root.append(railOf(list.item_list_name, items, item => track('select_item', { ...list, items: [toldOf(item)] })));
  return put(place, host, () => void track('view_item_list', { ...list, items: items.map(toldOf) }));
}

/** The fields of GA4. */
function toldOf({ item_id, item_name, price }: Named): Named {
  return { item_id, ...(item_name && { item_name }), ...(price && { price }) };
}
