import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { whenActivated } from '../platform/activation.js';
import { leaveBehind, takeOver } from '../platform/left-behind.js';
import { isVisible, onHide, onShow } from '../platform/lifecycle.js';
import { onNavigate } from '../platform/navigation.js';
import { attributeOf } from './closest.js';
import { pageOf, routeOf } from './page-of.js';

/** What a page is for. */
export type PageType =
  | 'home'
  | 'list'
  | 'product'
  | 'cart'
  | 'checkout'
  | 'order'
  | 'help'
  | 'account'
  | 'article'
  | (string & {});

export interface PageData {
  /** Title of the page. */
  readonly page_title?: string;
  /** What the page is for. */
  readonly page_type?: PageType;
  /** Address, where it is not that of the touchpoint. */
  readonly page_location?: string;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** A page was seen. */
    page_view: PageData & {
      /** Address of the page before, of another site or of this one. */
      readonly page_referrer?: string | undefined;
      /** The route in the fragment, such as `#/cart`. */
      readonly page_route?: string | undefined;
      /** The page came back out of the back/forward cache. */
      readonly restored?: boolean;
    };
    /** More about a view that was counted already. */
    update_page: PageData & {
      /** Id of its `page_view`. */
      readonly view: string;
    };
  }
}

export interface Pages extends Plugin {
  /**
   * Counts a view now, for routers that know best when a page is ready. On an address counted already it counts
   * nothing: what is new in `data`, or another title, becomes an `update_page`. Returns the id of the view; `null` for a
   * page that nobody sees yet, or while not running: then `data` is told with the view.
   */
  page(data?: PageData): string | null;
}

/** The view that was counted last. */
interface View {
  readonly id: string | null;
  readonly page: string;
  readonly address: string;
  /** What the site told by `page()`. */
  readonly told: PageData | undefined;
  /** What is known of it: that, and else what the page declared. */
  readonly known: PageData;
}

/** Routers replace, then push, and set the title late: a soft navigation is counted once it has settled. */
const SETTLE_MS = 50;
/** When to look for a title or a type that comes with the data of a page. */
const LATE_MS = [300, 1_000, 3_000];
/** Not what visitors write. */
const DECLARES = '[data-waymark-page-type]:not([data-waymark-ignore] *)';

/**
 * Page views: the first, soft navigations, routes in the fragment, returns from the back/forward cache.
 * A page that is prerendered or opened in the background is counted when it is seen. It says what it is for by
 * `data-waymark-page-type`; what it says late becomes an `update_page`. An instance that follows another in the same
 * document, as in development, does not count its page again.
 */
export function pages(): Pages {
  let track: CaptureContext['track'] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late: readonly ReturnType<typeof setTimeout>[] = [];
  let view: View | undefined;
  /** What `page()` told of a page that is not counted yet. */
  let ahead: Pick<View, 'page' | 'told'> | undefined;

  function current(): View | undefined {
    return view?.page === pageOf(location) ? view : undefined;
  }

  function count(more: object = {}): string | null {
    // A navigation that follows is given its own time to settle.
    settled();
    const page = pageOf(location);
    // What comes back out of the cache is what it was.
    const told = (ahead?.page === page ? ahead : current())?.told;
    ahead = undefined;
    const known = { ...declared(), ...told };
    const page_referrer = (view?.address ?? document.referrer) || undefined;
    const page_route = routeOf(location) || undefined;
    const id = track?.('page_view', { page_referrer, page_route, ...known, ...more }) ?? null;
    view = { id, page, address: location.href, told, known };
    lookOut();
    return id;
  }

  /** Looks for what comes late, and no longer for what came late before. */
  function lookOut(pauses = LATE_MS): void {
    for (const timer of late) clearTimeout(timer);
    late = pauses.map(pause => setTimeout(lookAgain, pause));
  }

  /** Tells what is new about a view that was counted. */
  function update(counted: View, data?: PageData): string | null {
    const { id } = counted;
    const told = { ...counted.told, ...data };
    const known = { ...declared(), ...told };
    const before = new Map(Object.entries(counted.known));
    const news = Object.entries(known).filter(([name, value]) => value !== before.get(name));
    if (news.length) {
      view = { ...counted, told, known };
      if (id) track?.('update_page', { ...Object.fromEntries(news), view: id });
    }
    return id;
  }

  function lookAgain(): void {
    const counted = current();
    if (counted) update(counted);
  }

  function look(): void {
    if (current()) lookOut();
    else count();
  }

  function settled(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function lookIfSeen(): void {
    settled();
    if (isVisible()) look();
  }

  const plugin = definePlugin({
    name: 'pages',
    vocabulary: { page_view: data => data, update_page: data => data },
    capture({ site, signal, track: tell }) {
      const name = `waymark.view.${site}`;
      track = tell;
      view = takeOver(name);
      whenActivated(lookIfSeen, signal);
      onShow(restored => (restored ? count({ restored, page_referrer: undefined }) : lookIfSeen()), signal);
      onHide(() => {
        // What a page does and calls itself while nobody looks is not seen.
        if (!late.length) return;
        if (timer) look();
        lookAgain();
        lookOut([]);
      }, signal);
      onNavigate(() => {
        timer ??= setTimeout(lookIfSeen, SETTLE_MS);
      }, signal);
      return isKept => {
        lookOut([]);
        settled();
        track = undefined;
        if (isKept && view) leaveBehind(name, view);
      };
    },
  });

  return Object.assign(plugin, {
    page(data: PageData = {}) {
      const counted = current();
      if (track && counted) return update(counted, data);
      const page = pageOf(location);
      ahead = { page, told: { ...(ahead?.page === page && ahead.told), ...data } };
      return track && isVisible() ? count() : null;
    },
  });
}

function declared(): PageData {
  const element = document.querySelector(DECLARES);
  const page_type = element ? attributeOf(element, 'data-waymark-page-type') : '';
  return { page_title: document.title, ...(page_type && { page_type }) };
}
