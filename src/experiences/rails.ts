import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { StrategyName } from '../decide/strategy.js';
import type { SuggestPlugin, SuggestRequest } from '../decide/suggest.js';
import { putRail } from './put-rail.js';

export interface Rail extends Pick<SuggestRequest, 'strategy' | 'limit' | 'refine'> {
  /** What stands above it. Default: by the strategy, such as `You looked at these`. */
  readonly title?: string;
  /** Whether the ids come first that `given` finds. Default false. */
  readonly given?: boolean;
}

export interface RailsOptions {
  /** By the id of the element of the page that they are put into. */
  readonly rails: Readonly<Record<string, Rail>>;
  /** Such as that of `suggestOf(waymark.plugins)`. */
  readonly suggest: SuggestPlugin['suggest'];
  /** Tells of changes, as `waymark.subscribe` does. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ids found elsewhere, such as by `remoteSuggestions().ids`; never rejects. */
  readonly given?: (profile: Profile) => Promise<readonly string[]>;
}

const TITLES: Readonly<Partial<Record<StrategyName, string>>> = {
  'co-viewed': 'Others looked at these, too',
  complement: 'Goes with what you have',
  recent: 'You looked at these',
  popular: 'Popular here',
  personal: 'For you',
};
/** When it is looked again for products where none were found: a feed is read when the page is idle. */
const AGAIN_MS = [1_000, 3_000, 9_000];

/**
 * Keeps lists of products in elements of the page, each by its own strategy and none with what another holds: as soon as the
 * visitor is known, and with every change of what the visitor looked at, has in the cart or bought. Where there is no such
 * element, or nothing is found, there is no list. Seen counts as `view_item_list`, chosen as `select_item`.
 */
export function rails({ rails: wanted, suggest, subscribe, given }: RailsOptions): Plugin {
  return definePlugin({
    name: 'rails',
    purpose: 'personalization',
    capture(context) {
      const shown = new Map<string, { readonly place: Element; readonly ids: string; clear(): void }>();
      let known: readonly unknown[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      let turn = 0;

      /** Only where something changed that lists are made of. */
      function look(): void {
        const { visitorId, slices } = context.profile;
        // Not what lists that are seen change themselves.
        const now = [slices.viewed, slices.cart, slices.orders, location.href];
        if (!visitorId || now.every((one, index) => one === known[index])) return;
        known = now;
        void show();
      }

      async function show(tries = 0): Promise<void> {
        clearTimeout(timer);
        const mine = ++turn;
        const ids = await given?.(context.profile);
        if (mine !== turn || context.signal.aborted) return;
        const taken: string[] = [];
        let isMissing = false;
        for (const [slot, { given: isGiven, title, ...request }] of Object.entries(wanted)) {
          const place = document.getElementById(slot);
          const found = place
            ? suggest(context.profile, { ...request, exclude: taken, ...(isGiven && ids && { given: ids }) })
            : [];
          taken.push(...found.map(({ item_id }) => item_id));
          isMissing ||= !found.length;
          const before = shown.get(slot);
          const list = found.map(({ item_id }) => item_id).join('\n');
          if (before?.place === place && before?.ids === list) continue;
          before?.clear();
          shown.delete(slot);
          if (!place || !found[0]) continue;
          const name = title ?? TITLES[found[0].strategy] ?? 'You may also like';
          const clear = putRail(place, { item_list_id: slot, item_list_name: name }, found, context.track);
          shown.set(slot, { place, ids: list, clear });
        }
        if (isMissing && tries < AGAIN_MS.length) timer = setTimeout(show, AGAIN_MS[tries], tries + 1);
      }

      const unsubscribe = subscribe(look);
      look();
      return () => {
        unsubscribe();
        clearTimeout(timer);
        for (const { clear } of shown.values()) clear();
      };
    },
  });
}
