import type { Touchpoint } from '../core/touchpoint.js';

/** The pages the visitor came along. */
export interface Trail {
  /** Addresses of the last 4 pages, redacted, each of 200 characters; empty after a loop. */
  readonly pages: readonly string[];
}

const PAGES = 4;
const LENGTH = 200;

/** The trail after one more touchpoint. Pure. */
export function withView(state: Trail, { type, url, data }: Touchpoint): Trail {
  if (type === 'page_loop') return state.pages.length ? { pages: [] } : state;
  if (type !== 'page_view') return state;
  const { page_route } = data as { readonly page_route?: unknown };
  const page = `${url}${typeof page_route === 'string' ? page_route : ''}`.slice(0, LENGTH);
  return page === state.pages.at(-1) ? state : { pages: [...state.pages, page].slice(-PAGES) };
}

/** Whether the visitor went from one page to another, back, and there again. Pure. */
export function isLoop(pages: readonly string[]): boolean {
  return pages.length === PAGES && pages[0] === pages[2] && pages[1] === pages[3];
}
