import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { PageType } from './pages.js';

/**
 * A table of paths, of which the first that fits counts: `{ '/cart': 'cart', '/products/*': 'product' }`. `*` stands for
 * anything; a `/` at the end is neither here nor there, and a route in the fragment is a path, too. Or a pure function of
 * the address, or the type of all pages.
 */
export type PageTypes = PageType | ((url: string) => PageType | undefined) | Readonly<Record<string, PageType>>;

/**
 * Says what pages are for by their addresses: `page_type` of every `page_view` that does not say so itself. Throws
 * `WaymarkError` for a table that cannot work.
 */
export function pageTypes(types: PageTypes): Plugin {
  const typeOf = reader(types);
  return definePlugin({
    name: 'page-types',
    normalize(touchpoint) {
      if (touchpoint.type !== 'page_view') return touchpoint;
      const { url, data } = touchpoint;
      const page_type = typeOf(url, data.page_route);
      return page_type ? { ...touchpoint, data: { page_type, ...data } } : touchpoint;
    },
  });
}

function reader(types: PageTypes): (url: string, route?: string) => PageType | undefined {
  if (typeof types === 'string') return () => types;
  if (typeof types === 'function') return types;
  const rows = Object.entries(types).map(([path, type]) => [partsOf(path, type), type] as const);
  // A script tag's JSON may hold anything.
  if (!rows.length) partsOf('', '');
  return (url, route) => {
    const path = pathOf(route ? route.replace(/^#!?/, '') : new URL(url).pathname);
    return rows.find(([parts]) => isLike(parts, path))?.[1];
  };
}

/** The pieces of a pattern between its `*`. */
function partsOf(path: string, type: unknown): readonly string[] {
  if (!/^\/[^?#]*$/.test(path) || typeof type !== 'string')
    throw new WaymarkError(
      'page-type-odd',
      `\`pageTypes\` is odd at "${path}". Give paths without "?" and "#", each with a type: \`{ "/products/*": "product" }\`.`,
    );
  // Browsers escape what is no ASCII, and so does this.
  return pathOf(encodeURI(path)).split('*');
}

function pathOf(path: string): string {
  return path.replace(/(.)\/$/, '$1');
}

/** Whether a path is made of these parts in order, with anything between them. Linear. */
function isLike(parts: readonly string[], path: string): boolean {
  let at = 0;
  const isEach = parts.every((part, index) => {
    const isLast = index === parts.length - 1;
    const from = isLast ? Math.max(at, path.length - part.length) : path.indexOf(part, at);
    const found = index && from;
    at = found + part.length;
    return found >= 0 && path.startsWith(part, found);
  });
  return isEach && at === path.length;
}
