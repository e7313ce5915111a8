import { fillPage } from './fill-page.js';
import { createSwap } from './swap.js';

/** Where a page is and what it is called. */
export interface PageDetails {
  /** Default: as it is. */
  readonly title?: string;
  /** Default: as it is; of a new page, none. */
  readonly referrer?: string;
}

/** The page of a test: the document that is there, or one that has no elements. */
export interface FakePage {
  /** Goes to an address within the page, as routers do. */
  push(url: string, details?: PageDetails): void;
  /** Another page is loaded at this address. */
  load(url: string, details?: PageDetails): void;
  /** The visitor turns to another tab, and with `leaves` goes away for good. */
  hide(leaves?: boolean): void;
  /** The visitor comes back; `restored` from the back/forward cache. */
  show(restored?: boolean): void;
  /** Puts back what was there. */
  restore(): void;
}

type Bag = Record<string, unknown>;

/**
 * In plain Node it makes the little of a page that Waymark itself asks for: address, history, title, referrer, visibility
 * and events. There are no elements in it, nothing is stored and nothing is drawn.
 */
export function fakePage(): FakePage {
  const scope = globalThis as unknown as Bag;
  const swap = createSwap();
  const { put, restore } = swap;
  fillPage(swap);

  if (typeof document === 'undefined') {
    const target = new EventTarget();
    let address = new URL('https://shop.example/');
    const move = (_: unknown, __: unknown, url?: string | null): void => {
      address = new URL(url ?? '', address);
    };
    for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
      put(scope, name, { value: target[name].bind(target) });
    put(scope, 'window', { value: globalThis });
    put(scope, 'location', { get: () => address });
    put(scope, 'history', { value: { pushState: move, replaceState: move, state: null } });
    put(scope, 'document', { value: bareDocument() });
    // Before Node 21 there is none.
    if (!('navigator' in scope)) put(scope, 'navigator', { value: { userAgent: 'Waymark test', onLine: true } });
  }
  const { title: titleBefore } = document;
  const { href: addressBefore } = location;
  let visibility = 'visible';
  let referrer: string = document.referrer;
  put(document, 'visibilityState', { get: () => visibility });
  put(document, 'hidden', { get: () => visibility === 'hidden' });
  put(document, 'referrer', { get: () => referrer });

  function tell(type: string, target: EventTarget, members: object = {}): void {
    target.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), members));
  }

  function see(next: string): void {
    if (visibility === next) return;
    visibility = next;
    // A document without elements has nothing to bubble through.
    tell('visibilitychange', document.documentElement ? document : window);
  }

  function place(url: string, how: 'pushState' | 'replaceState'): void {
    const to = new URL(url, location.href);
    const { happyDOM } = scope as { happyDOM?: { setURL(url: string): void } };
    if (happyDOM && to.origin !== location.origin) {
      happyDOM.setURL(to.href);
      return;
    }
    try {
      history[how](null, '', to.href);
    } catch {
      throw new Error(`This document is at "${location.origin}" and cannot go to "${to.href}". Stay on its origin.`);
    }
  }

  return {
    push(url, { title = document.title, referrer: from = referrer } = {}) {
      document.title = title;
      referrer = from;
      place(url, 'pushState');
      tell('popstate', window);
    },
    load(url, { title = '', referrer: from = '' } = {}) {
      document.title = title;
      referrer = from;
      visibility = 'visible';
      place(url, 'replaceState');
    },
    hide(leaves = false) {
      see('hidden');
      if (leaves) tell('pagehide', window, { persisted: false });
    },
    show(restored = false) {
      see('visible');
      if (restored) tell('pageshow', window, { persisted: true });
    },
    restore() {
      document.title = titleBefore;
      place(addressBefore, 'replaceState');
      restore();
    },
  };
}

/** What is asked of a document where there is none. */
function bareDocument(): object {
  return Object.assign(new EventTarget(), {
    title: '',
    referrer: '',
    cookie: '',
    readyState: 'complete',
    documentElement: null,
    head: null,
    body: null,
    querySelector: () => null,
    querySelectorAll: () => [],
    getElementById: () => null,
  });
}
