import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { DecisionMap } from '../core/trigger.js';
import type {} from '../decide/suggest.js';
import { putRail } from './put-rail.js';

export interface SuggestionsOptions {
  /** Id of the element of the page that they are put into. Default `waymark-suggestions`. */
  readonly slot?: string;
  /** What stands above them, by how they were found. Default `Goes with what you bought`, `You may also like`. */
  readonly titles?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<string, string>> = { complement: 'Goes with what you bought' };

const KNOWN: Known<SuggestionsOptions> = { slot: 1, titles: 1 };

/**
 * Shows what `products.suggest` found in an element of the page, as a list that scrolls: name, price and why, for each.
 * Where there is no such element nothing is shown. Seen counts as `view_item_list`, chosen as `select_item`. The page gives
 * the element its height, so that nothing moves when the list comes.
 */
export function suggestions(options: SuggestionsOptions = {}): Plugin {
  const { slot = 'waymark-suggestions', titles = {} } = options;
  /** Takes away what is there. */
  let clear = (): void => {};

  return definePlugin({
    name: 'suggestions',
    options: [options, KNOWN],
    purpose: 'personalization',
    acts: ['products.suggest'],
    capture: () => () => clear(),
    act({ data }, { track }) {
      // It is told of no other decision.
      const { strategy, items } = data as DecisionMap['products.suggest'];
      const place = document.getElementById(slot);
      if (!place) return;
      clear();
      const title = titles[strategy] ?? TITLES[strategy] ?? 'You may also like';
      ({ clear } = putRail(place, { item_list_id: strategy, item_list_name: title, items }, track));
    },
  });
}
