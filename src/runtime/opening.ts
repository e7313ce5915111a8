import type { Row, Touchpoint } from '../core/touchpoint.js';
import { isForgotten, isRecent } from './age.js';
import { dropGap, findGap, takeGap } from './gap.js';
import { createReach } from './reach.js';
import type { Standing } from './standing.js';
import { CONSENT, isLike } from './whole.js';
import type { Works } from './works.js';

/** The way from a page that knows nothing to one that knows what is stored. */
export interface Opening {
  /** Opens storage if something is granted; else looks for a stored choice and leaves nothing behind. */
  open(joins?: boolean): Promise<void>;
  /** Whether it took the touchpoint; else the front holds it. */
  append(touchpoint: Touchpoint): boolean;
}

export function createOpening(works: Works, standing: Standing): Opening {
  const { name, shell, store, isAutomated, signal, tabs, ledger, choice, parts, view, upkeep, withdrawal } = works;
  const { options, bus, consent, now } = shell;
  // What was said before an erasure goes with the rest, also where it is said again while that waits for the opening.
  const { choose } = consent;
  /** Until what is held has gone before it, what is tracked is held as well. */
  let isOpening = false;

  async function open(joins = false): Promise<void> {
    if (ledger.isLoaded || signal.aborted) return;
    isOpening = true;
    try {
      await openStore(joins);
    } finally {
      appendHeld();
    }
  }

  async function openStore(joins: boolean): Promise<void> {
    if (works.status !== 'pending') works.turn('starting');
    // What delivers is fetched meanwhile, so that a grant given at the last moment is not held up.
    const loading = parts.loadDelivery();
    const gap = isAutomated ? null : findGap(name);
    if (options.share) await parts.loadShare(options.share.domain);
    if (isAutomated) await keepInMemory();
    const reach = createReach(ledger, store);
    let isStored = await reach(mayStore() && !joins);
    if (isStored) {
      const [stored] = await store.read(['consent'], []).catch(() => []);
      if (isLike(CONSENT, stored) && choice.adopt(stored)) shell.consented();
    }
    if (choice.hear(gap?.consent)) shell.consented();
    if (choice.hear(parts.share?.current.consent)) shell.consented();
    if (mayStore() && !isStored) {
      if (joins) return;
      isStored = await reach(true);
    }
    works.turn('pending');
    if (!signal.aborted) tabs.open();
    if (!mayStore()) {
      if (gap) dropGap(name);
      if (consent.unsaved) standing.refused(isStored);
      return shell.notify();
    }
    await ledger.load(choice.record !== undefined);
    // Another tab erased everything in between.
    if (!ledger.isLoaded) return;
    if (await isLongGone()) return startAnew();
    const { seq } = ledger.known;
    // What may be in the database already is for a page that can look there.
    const isHere = ledger.store === store || !gap?.rows.some(row => Object(row).since);
    if (gap && isHere) await takeGap(name, gap, { store: ledger.store, epoch: ledger.known.epoch, at: now() });
    await loading;
    // A destination may have come meanwhile.
    await parts.loadDelivery();
    if (!mayStore()) return standing.withdrawn();
    works.turn('ready');
    if (ledger.store === store) parts.share?.begin(ledger.known.profile.visitorId, !seq);
    parts.delivery?.consented();
    await parts.delivery?.takeOver();
    // What an earlier page left came first.
    if (gap) await ledger.commit();
    appendHeld();
    choice.logOwed(ledger.known.profile);
    parts.share?.look(view.profile().slices.cart);
    await ledger.commit({ wake: !consent.isPaused });
    // What an earlier page left goes although nothing happens here.
    parts.delivery?.published([]);
    upkeep.begin(seq);
    withdrawal.look();
    shell.notify();
  }

  function mayStore(): boolean {
    return consent.granted.length > 0;
  }

  async function keepInMemory(): Promise<void> {
    const message =
      'A program drives this browser, or it is a crawler: everything stays in the memory of this page, and nothing is delivered. For end-to-end tests say `automation: "allow"`.';
    if (ledger.store === store) bus.problem({ code: 'automated', message });
    await ledger.leaveStore();
  }

  async function isLongGone(): Promise<boolean> {
    const { profile } = ledger.known;
    if (!isForgotten(profile, now(), options.retention)) return false;
    const [log] = (await ledger.store.read([], [{ name: 'log' }])) as readonly [readonly Row[]];
    return !log.some(row => isRecent(row, now(), options.retention));
  }

  /** The visitor was away for so long that everything goes, what was agreed to included. */
  async function startAnew(): Promise<void> {
    const { eraseAll } = await import('./rights.js');
    await eraseAll([ledger.store], shell.rules.plugins);
    const { said } = consent;
    standing.forget();
    choice.forget();
    if (said) choose(said);
    shell.consented();
    return open();
  }

  function appendHeld(): void {
    isOpening = false;
    if (ledger.isLoaded) for (const { touchpoint } of shell.release()) append(touchpoint);
  }

  function append(touchpoint: Touchpoint): boolean {
    if (!ledger.isLoaded || isOpening) {
      if (works.status === 'pending' && consent.granted.length) works.open();
      return false;
    }
    ledger.append(touchpoint, touchpoint.type === 'consent_update' ? consent.unsaved : undefined);
    return true;
  }

  return { open, append };
}
