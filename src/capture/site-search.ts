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
/** Results may come after the page. */
const RESULTS_MS = 1_000;

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

      function tell(): void {
        clearTimeout(timer);
        if (!term || signal.aborted) return;
        const search_term = term;
        term = '';
        track('view_search_results', { search_term, ...found() });
      }

      function look(): void {
        // The search before, if it was not told yet, is over.
        clearTimeout(timer);
        const { searchParams } = new URL(location.href);
        const given = parameters.map(name => searchParams.get(name)?.trim());
        term = given.find(Boolean)?.slice(0, TERM) ?? '';
        if (term) timer = setTimeout(tell, RESULTS_MS);
      }

      whenActivated(look, signal);
      onPage(look, signal);
      onHide(tell, signal);
      return () => clearTimeout(timer);
    },
  });
}

/** What the page says about the results. */
function found(): { readonly results?: number; readonly page_type?: string } {
  const marked = document.querySelector('[data-waymark-results]');
  if (!marked) return {};
  const count = attributeOf(marked, 'data-waymark-results');
  const page_type = attributeOf(marked, 'data-waymark-page-type');
  return { ...(/^\d{1,9}$/.test(count) && { results: Number(count) }), ...(page_type && { page_type }) };
}
