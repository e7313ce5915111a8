import { definePlugin, type Plugin } from '../core/plugin.js';
import { whenActivated } from '../platform/activation.js';
import { onHide } from '../platform/lifecycle.js';
import { attributeOf } from './closest.js';
import type {} from './commerce.js';
import { onPage } from './on-page.js';

export interface SiteSearchOptions {
  /** Parameters that hold what is looked for. Default: those of GA4. */
  readonly parameters?: readonly string[];
}

/** Source: https://support.google.com/analytics/answer/9216061 */
const PARAMETERS = ['q', 's', 'search', 'query', 'keyword'];
const TERM = 100;
/** Results may come after the page; those of the search before may stand there meanwhile. */
const RESULTS_MS = 1_000;
const OLD_MS = 3_000;

/**
 * Pages that a search found, by the parameters of their address. An element with `data-waymark-results` says how many were
 * found and, as `data-waymark-page-type`, what kind of page looked for them, such as `help`.
 */
export function siteSearch({ parameters = PARAMETERS }: SiteSearchOptions = {}): Plugin {
  return definePlugin({
    name: 'site-search',
    capture({ signal, track }) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let term = '';
      /** What the page said of the search before. */
      let old: readonly [element: Element | null, count: string] = [null, ''];
      let isOld = false;

      function tellUnlessOld(): void {
        const [element, count] = marked();
        isOld = element !== null && element === old[0] && count === old[1];
        if (isOld) timer = setTimeout(tell, OLD_MS);
        else tell();
      }

      function tell(): void {
        clearTimeout(timer);
        if (!term || signal.aborted) return;
        const search_term = term;
        term = '';
        isOld = false;
        track('view_search_results', { search_term, ...found() });
      }

      function look(): void {
        // The search before, if it was not told yet, is over.
        clearTimeout(timer);
        const { searchParams } = new URL(location.href);
        const given = parameters.map(name => searchParams.get(name)?.trim());
        term = given.find(Boolean)?.slice(0, TERM) ?? '';
        if (term) timer = setTimeout(tellUnlessOld, RESULTS_MS);
      }

      whenActivated(look, signal);
      onPage(() => {
        // Whoever looked at it for so long has searched.
        if (isOld) tell();
        old = marked();
        look();
      }, signal);
      onHide(tell, signal);
      return () => clearTimeout(timer);
    },
  });
}

/** Where the page says how much was found, and what it says. */
function marked(): readonly [element: Element | null, count: string] {
  const element = document.querySelector('[data-waymark-results]');
  return [element, element ? attributeOf(element, 'data-waymark-results') : ''];
}

/** What the page says about the results. */
function found(): { readonly results?: number; readonly page_type?: string } {
  const [element, count] = marked();
  if (!element) return {};
  const page_type = attributeOf(element, 'data-waymark-page-type');
  return { ...(/^\d{1,9}$/.test(count) && { results: Number(count) }), ...(page_type && { page_type }) };
}
