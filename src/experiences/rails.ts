import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { StrategyName } from '../decide/strategy.js';
import type { SuggestPlugin, SuggestRequest } from '../decide/suggest.js';
import { inTime } from './in-time.js';
import type { Put } from './put.js';
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
  /** Ids found elsewhere, such as by `remoteSuggestions().ids`; never rejects. Asked where a list has `given`. */
  readonly given?: (profile: Profile) => Promise<readonly string[]>;
  /** What lists wait for, at most five seconds; what comes later is looked at then, such as a feed. Never rejects. */
  readonly ready?: () => Promise<unknown>;
}

const TITLES: Readonly<Partial<Record<StrategyName, string>>> = {
  'co-viewed': 'Others looked at these, too',
  complement: 'Goes with what you have',
  recent: 'You looked at these',
  popular: 'Popular here',
  personal: 'For you',
};
/** Lists are shown without what takes longer. */
const WAIT_MS = 5_000;
/** When it is looked again for products where none were found. */
const AGAIN_MS = [1_000, 3_000, 9_000];
/** How often lists follow elements that move while the visitor does nothing, each time after a longer pause. */
const MOVES = 20;
const MOVE_MS = 100;

/**
 * Keeps lists of products in elements of the page, each by its own strategy and none with what another holds: as soon as the
 * visitor is known, with every change of what the visitor looked at, has in the cart or bought, and where an element comes
 * later or is replaced. Where there is no such element, or nothing is found, there is no list. Seen counts as
 * `view_item_list`, once a page, chosen as `select_item`.
 */
export function rails({ rails: wanted, suggest, subscribe, given, ready }: RailsOptions): Plugin {
  return definePlugin({
    name: 'rails',
    purpose: 'personalization',
    capture(context) {
      const slots = Object.entries(wanted);
      const isAsked = slots.some(([, rail]) => rail.given);
      const shown = new Map<string, Put & { readonly place: Element; readonly content: string }>();
      const places = new Map<string, Element | null>();
      const told = new Set<string>();
      let known: readonly unknown[] = [];
      let asked: Promise<readonly string[]> | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let turn = 0;
      let moves = 0;
      let isFilled = false;
      const wait = ready && inTime(ready(), WAIT_MS, () => known.length && show());

      /** Only where something changed that lists are made of. */
      function look(): void {
        const { visitorId, slices } = context.profile;
        // Not what lists that are seen change themselves.
        const now = [location.href, slices.viewed, slices.cart, slices.orders];
        if (!visitorId || now.every((one, index) => one === known[index])) return;
        if (now[0] !== known[0]) told.clear();
        known = now;
        moves = 0;
        asked = isAsked ? given?.(context.profile) : undefined;
        show();
      }

      function show(tries = 0): void {
        clearTimeout(timer);
        isFilled = false;
        fill(++turn, tries).catch((cause: Error) =>
          context.problem(
            'rail-failed',
            `\`rails\` shows no list: ${cause.message}. Mend its options, or the catalogue.`,
          ),
        );
      }

      async function fill(mine: number, tries: number): Promise<void> {
        await wait?.begun;
        const ids = await asked;
        if (mine !== turn || context.signal.aborted) return;
        const taken: string[] = [];
        let isMissing = false;
        for (const [slot, { given: isGiven, title, ...request }] of slots) {
          const place = document.getElementById(slot);
          const found = place
            ? suggest(context.profile, { ...request, exclude: taken, ...(isGiven && ids && { given: ids }) })
            : [];
          taken.push(...found.map(({ item_id }) => item_id));
          places.set(slot, place);
          isMissing ||= !found.length;
          const before = shown.get(slot);
          const content = JSON.stringify(found);
          if (before?.place === place && before?.host.isConnected && before?.content === content) continue;
          before?.clear();
          shown.delete(slot);
          if (!place || !found[0]) continue;
          const name = title ?? TITLES[found[0].strategy] ?? 'You may also like';
          const rail = putRail(place, { item_list_id: slot, item_list_name: name, items: found }, tell);
          shown.set(slot, { place, content, ...rail });
        }
        isFilled = true;
        if (isMissing && tries < AGAIN_MS.length) timer = setTimeout(show, AGAIN_MS[tries], tries + 1);
      }

      // A list that is drawn anew with the same products was seen already.
      const tell: CaptureContext['track'] = (type, data) => {
        const key = JSON.stringify(data);
        if (type === 'view_item_list' && told.has(key)) return null;
        told.add(key);
        return context.track(type, data);
      };

      const isElsewhere = (slot: string): boolean =>
        document.getElementById(slot) !== places.get(slot) || shown.get(slot)?.host.isConnected === false;
      const moved = new MutationObserver(() => {
        // A page that takes away what is put there is not fought for ever.
        if (!isFilled || moves >= MOVES || ![...places.keys()].some(isElsewhere)) return;
        isFilled = false;
        clearTimeout(timer);
        timer = setTimeout(show, MOVE_MS * moves++);
      });
      moved.observe(document, { childList: true, subtree: true });
      const unsubscribe = subscribe(look);
      look();
      return () => {
        moved.disconnect();
        unsubscribe();
        clearTimeout(timer);
        wait?.stop();
        for (const { clear } of shown.values()) clear();
      };
    },
  });
}
