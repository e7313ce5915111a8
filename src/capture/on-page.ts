import { onShow } from '../platform/lifecycle.js';
import { onNavigate } from '../platform/navigation.js';
import { pageOf } from './page-of.js';

/**
 * Runs when this document shows another page than before: a soft navigation, or a return out of the back/forward cache.
 * `left` is the address of the page before. Not for the first page.
 */
export function onPage(run: (left: string) => void, signal: AbortSignal): void {
  let page = pageOf(location);
  let address = location.href;

  function turn(): void {
    const left = address;
    page = pageOf(location);
    address = location.href;
    run(left);
  }

  onNavigate(() => {
    if (pageOf(location) !== page) turn();
  }, signal);
  onShow(restored => restored && turn(), signal);
}
