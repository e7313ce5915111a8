import { onHide, onOnline, onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { leavingOf } from './gap.js';
import type { Standing } from './standing.js';
import type { Works } from './works.js';

/** What becomes of the engine while its page is hidden, leaves, is seen again or comes back online. */
export function followPage(works: Works, standing: Standing): void {
  const { name, shell, store, isAutomated, signal, tabs, ledger, choice, parts, view, page, withdrawal } = works;
  const { consent } = shell;
  const leaving = leavingOf(name, shell, ledger);
  /** Chromium hides a page after it said that it goes: a lock asked for then would cost it its place in the back/forward cache. */
  let isGone = false;

  function leave(): void {
    // Once it is read the database still waits for what delivers, and the rows for both.
    if (!isAutomated) leaving.go(withdrawal.owed, choice.record);
    // Behind a writing that has not ended they are left for the next page, and must not come twice.
    if (!ledger.stuck.length) ledger.begin();
  }

  // Firefox ends one listener of a closed tab's page half-way, without an error: where that is this one, the next goes on.
  listen('pagehide', leave, signal);
  onHide(final => {
    shell.hurry();
    if (final) {
      isGone = true;
      tabs.close();
      store.pause?.();
    }
    if (final) leave();
    if (!ledger.isLoaded) return;
    if (final) parts.delivery?.leave([...page.recent, ...view.ahead()]);
    else if (!isGone) parts.delivery?.hurry();
    void ledger.commit({ keep: true });
  }, signal);
  onShow(restored => {
    isGone = false;
    if (restored) {
      ledger.doubt();
      void parts.delivery?.takeOver();
    }
    store.resume?.();
    tabs.open();
    leaving.comeBack();
    if (choice.hear(parts.share?.current.consent)) {
      shell.consented();
      standing.changed('share');
    }
    if (ledger.isLoaded) parts.share?.look(view.profile().slices.cart);
    if (ledger.isLoaded) void ledger.commit({ wake: !consent.isPaused });
    // Another tab may have been given a grant meanwhile.
    else if (works.status === 'pending' && !isAutomated) works.open(true);
  }, signal);
  onOnline(() => void parts.delivery?.run('online'), signal);
}
