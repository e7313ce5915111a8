import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { whenActivated } from '../platform/activation.js';
import { isVisible, onHide, onShow } from '../platform/lifecycle.js';
import { onNavigate } from '../platform/navigation.js';

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

export interface PagesOptions {
  /** Type of the pages of this document, or a pure function that tells it from an address. Default: none. */
  readonly type?: PageType | ((url: string) => PageType | undefined);
}

export interface Pages extends Plugin {
  /**
   * Counts a view now, for routers that know best when a page is ready. On an address counted already it counts
   * nothing: `data`, or another title, becomes an `update_page`. Returns the id of the view; `null` while not running.
   */
  page(data?: PageData): string | null;
}

/** Routers replace, then push, and set the title late: a soft navigation is counted once it has settled. */
const SETTLE_MS = 50;
/** Parameters that name a campaign, not a page. Sites take them off the address after the landing. */
const CAMPAIGN = /^(utm_|[a-z]*clid=|_gl=)/;

/**
 * Page views: the first, soft navigations, routes in the fragment, returns from the back/forward cache.
 * A page that is prerendered or opened in the background is counted when it is seen.
 */
export function pages({ type }: PagesOptions = {}): Pages {
  let track: CaptureContext['track'] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let counted: string | undefined;
  let referrer: string;
  let title: string;
  let view: string | null = null;

  function count(data: object): string | null {
    counted = pageOf(location);
    title = document.title;
    const own = {
      page_title: title,
      page_referrer: referrer || undefined,
      page_route: routeOf(location) || undefined,
    };
    referrer = location.href;
    view = track?.('page_view', { ...own, ...data }) ?? null;
    return view;
  }

  function update(data: object): string | null {
    if (view && (title !== document.title || Object.keys(data).length)) {
      title = document.title;
      track?.('update_page', { page_title: title, ...data, view });
    }
    return view;
  }

  function look(): void {
    timer = undefined;
    if (pageOf(location) !== counted) count({});
  }

  function lookIfSeen(): void {
    if (isVisible()) look();
  }

  const plugin = definePlugin({
    name: 'pages',
    vocabulary: { page_view: data => data, update_page: data => data },
    normalize(touchpoint) {
      if (touchpoint.type !== 'page_view' || !type) return touchpoint;
      const page_type = typeof type === 'string' ? type : type(touchpoint.url);
      return { ...touchpoint, data: { ...(page_type && { page_type }), ...touchpoint.data } };
    },
    capture(context) {
      const { signal } = context;
      track = context.track;
      counted = undefined;
      referrer = document.referrer;
      whenActivated(lookIfSeen, signal);
      onShow(restored => (restored ? count({ restored, page_referrer: undefined }) : lookIfSeen()), signal);
      onHide(() => timer && look(), signal);
      onNavigate(() => {
        timer ??= setTimeout(lookIfSeen, SETTLE_MS);
      }, signal);
      return () => {
        clearTimeout(timer);
        timer = track = undefined;
      };
    },
  });

  return Object.assign(plugin, {
    page: (data: PageData = {}) => (track ? (pageOf(location) === counted ? update : count)(data) : null),
  });
}

/** What makes the address a page of its own. Pure. */
export function pageOf(address: Location): string {
  const parameters = address.search
    .slice(1)
    .split('&')
    .filter(pair => pair && !CAMPAIGN.test(pair));
  return [address.pathname, ...parameters, routeOf(address)].join('&');
}

/** A fragment is a route when it looks like a path; else it is a place on the page. Without its parameters. */
function routeOf({ hash }: Location): string {
  return /^#!?\/[^?]*/.exec(hash)?.[0] ?? '';
}
