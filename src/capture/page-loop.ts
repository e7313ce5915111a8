import type { Touchpoint } from '../core/touchpoint.js';

/** The pages the visitor came along, and on what. */
export interface Trail {
  /** Addresses of the last 4 pages, redacted, each of 200 characters; empty after a loop. */
  readonly pages: readonly string[];
  /** Class of the device as it was last told in this visit, at most 10 characters; empty before. */
  readonly device: string;
}

const PAGES = 4;
const LENGTH = 200;
const DEVICE = 10;

/** Nothing known yet. */
export const NO_TRAIL: Trail = { pages: [], device: '' };

/** The trail after one more touchpoint. Pure. */
export function withView(state: Trail, { id, type, url, data, session }: Touchpoint): Trail {
  // Without their vocabularies they may carry anything.
  const told = data as { readonly page_route?: unknown; readonly device?: unknown };
  let { pages, device } = state;
  // The first of a visit.
  if (id === session) device = '';
  if (type === 'device_details') device = textOf(told.device).slice(0, DEVICE);
  if (type === 'page_loop' && pages.length) pages = [];
  if (type === 'page_view') {
    const page = `${url}${textOf(told.page_route)}`.slice(0, LENGTH);
    if (page !== pages.at(-1)) pages = [...pages, page].slice(-PAGES);
  }
  return pages === state.pages && device === state.device ? state : { pages, device };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether the visitor went from one page to another, back, and there again. Pure. */
export function isLoop(pages: readonly string[]): boolean {
  return pages.length === PAGES && pages[0] === pages[2] && pages[1] === pages[3];
}
