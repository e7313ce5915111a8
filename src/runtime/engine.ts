import { blame, type Problem } from '../core/problem.js';
import type { redactTouchpoint } from '../core/redact-touchpoint.js';
import type { Row, Touchpoint } from '../core/touchpoint.js';
import { nextWake } from '../core/trigger.js';
import { isAutomated as isDriven } from '../platform/automated.js';
import { createChannel } from '../platform/channel.js';
import { indexedDbStore } from '../platform/indexed-db.js';
import { onHide, onOnline, onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { isForgotten } from './age.js';
import { createAlarm } from './alarm.js';
import { createAnnouncer } from './announce.js';
import type { ConsentRecord } from './consent.js';
import { diagnose } from './diagnose.js';
import type { Status } from './face.js';
import { dropGap, findGap, leavingOf, takeGap } from './gap.js';
import { createLedger } from './ledger.js';
import { dropOwed } from './owed.js';
import { createParts } from './parts.js';
import { createReach } from './reach.js';
import { LOG_ROWS, LOG_SIZE } from './records.js';
import { createRedaction } from './redaction.js';
import type { Requests } from './requests.js';
import type { Outcome } from './settle.js';
import type { Engine, Shell } from './shell.js';
import { createStoredChoice } from './stored-choice.js';
import { createUpkeep } from './upkeep.js';
import { createView } from './view.js';
import { CONSENT, isLike, textOf } from './whole.js';
import { createWithdrawal } from './withdrawal.js';

/** The log is looked after whenever so many rows are full. */
const TIDY_ROWS = 200;

export function createEngine(shell: Shell): Engine {
  const { site, options, bus, consent, now, draw } = shell;
  const name = `waymark:${site}`;
  const isAutomated = options.automation !== 'allow' && isDriven();
  const store = options.store ?? indexedDbStore(name);
  const life = new AbortController();
  const choice = createStoredChoice(shell);
  const redaction = createRedaction(consent.granted.length > 0);
  const tabs = createChannel(name, called);
  const parts = createParts({
    name,
    shell,
    isAutomated,
    ledger: () => ledger,
    moved(seq) {
      tabs.call();
      // Who placed what was sent may have died before it said so.
      if (seq > ledger.known.seq) void ledger.commit();
    },
  });
  let status: Status = 'starting';
  let chain: Promise<void> = Promise.resolve();
  /** Chromium hides a page after it said that it goes: a lock asked for then would cost it its place in the back/forward cache. */
  let isGone = false;
  /** Until what is held has gone before it, what is tracked is held as well. */
  let isOpening = false;
  const ledger = createLedger({
    store,
    rules: () => shell.rules,
    now,
    draw,
    drawVisitor: () => parts.share?.current.visitorId ?? shell.drawVisitor(),
    under: consent.under,
    problem: bus.problem,
    redact,
    published,
    erased,
  });
  const leaving = leavingOf(name, shell, ledger);
  const view = createView(shell, ledger, held => redaction.hide(held).touchpoint);
  const page = createAnnouncer(shell, view, life.signal);
  const upkeep = createUpkeep(shell, ledger, queue);
  const alarm = createAlarm(now, () => void ledger.commit({ wake: true }));
  const withdrawal = createWithdrawal({
    ledger,
    choice,
    store,
    isAutomated,
    queue,
    told: tabs.call,
    healed() {
      parts.delivery?.published([]);
      shell.notify();
    },
  });

  /** Storage is opened and emptied one step after the other. */
  function queue(work: () => Promise<void>): Promise<void> {
    chain = chain.then(work).catch(cause => bus.problem(blame('waymark', 'storage', cause)));
    return chain;
  }

  /** Unless it `joins` the database of another tab, it may make one. */
  async function open(joins = false): Promise<void> {
    if (ledger.isLoaded || life.signal.aborted) return;
    isOpening = true;
    try {
      await openStore(joins);
    } finally {
      appendHeld();
    }
  }

  function appendHeld(): void {
    isOpening = false;
    if (ledger.isLoaded) for (const { touchpoint } of shell.release()) append(touchpoint);
  }

  async function openStore(joins: boolean): Promise<void> {
    if (status !== 'pending') status = 'starting';
    const mayStore = (): boolean => consent.granted.length > 0;
    // What delivers is fetched meanwhile, so that a grant given at the last moment is not held up.
    const loading = parts.loadDelivery();
    const gap = isAutomated ? null : findGap(name);
    if (options.share) await parts.loadShare(options.share.domain);
    if (isAutomated) {
      const message =
        'A program drives this browser, or it is a crawler: everything stays in the memory of this page, and nothing is delivered. For end-to-end tests say `automation: "allow"`.';
      if (ledger.store === store) bus.problem({ code: 'automated', message });
      await ledger.leaveStore();
    }
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
    turn('pending');
    openTabs();
    if (!mayStore()) {
      if (gap) dropGap(name);
      if (consent.unsaved) refused(isStored);
      return shell.notify();
    }
    await ledger.load(choice.record !== undefined);
    // Another tab erased everything in between.
    if (!ledger.isLoaded) return;
    if (await isLongGone()) return startAnew();
    const { seq } = ledger.known;
    // What may be in the database already is for a page that can look there.
    const isHere = ledger.store === store || !gap?.rows.some(row => Object(row).since);
    if (gap && isHere) await takeGap(name, gap, ledger.store, ledger.known.epoch, now());
    await loading;
    // A destination may have come meanwhile.
    await parts.loadDelivery();
    if (!mayStore()) return withdrawn();
    turn('ready');
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

  async function isLongGone(): Promise<boolean> {
    const { profile } = ledger.known;
    if (!isForgotten(profile, now(), options.retention)) return false;
    const [log] = (await ledger.store.read([], [{ name: 'log' }])) as readonly [readonly Row[]];
    return isForgotten(profile, now(), options.retention, log);
  }

  /** The visitor was away for so long that everything goes, what was agreed to included. */
  async function startAnew(): Promise<void> {
    const { eraseAll } = await import('./rights.js');
    await eraseAll([ledger.store], shell.rules.plugins);
    const { said } = consent;
    forget();
    choice.forget();
    if (said) consent.choose(said);
    shell.consented();
    return open();
  }

  /** A page that was stopped stays so, although what was granted is still stored. */
  function turn(next: Status): void {
    if (status !== 'stopped') status = next;
  }

  /** Another tab changed the store; to one without a grant that may be a grant. */
  function called(): void {
    if (ledger.isLoaded) {
      void ledger.commit();
      parts.delivery?.look();
    } else if (status === 'pending') queue(() => open(true));
  }

  function openTabs(): void {
    if (!life.signal.aborted) tabs.open();
  }

  function append(touchpoint: Touchpoint): boolean {
    if (!ledger.isLoaded || isOpening) {
      if (status === 'pending' && consent.granted.length) queue(open);
      return false;
    }
    ledger.append(touchpoint, touchpoint.type === 'consent_update' ? consent.unsaved : undefined);
    return true;
  }

  function redact(given: Touchpoint): ReturnType<typeof redactTouchpoint> {
    const redacted = redaction.hide(given);
    page.expect(redacted.touchpoint);
    return redacted;
  }

  function published({ known, head, seen, placed, consent: stored }: Outcome): void {
    if (life.signal.aborted) return;
    // Not by its moment: two choices may share one, and a clock may stand still.
    if (stored && textOf(stored) !== textOf(choice.record) && choice.adopt(stored)) {
      shell.consented();
      parts.delivery?.consented();
    }
    if (ledger.store === store) parts.share?.keep(placed, choice.record);
    const own = page.take(placed, seen);
    // What another tab recorded is sent by whoever comes first, for that tab may be gone.
    if (placed.length || seen.length) parts.delivery?.published(own, page.own);
    withdrawal.look();
    const ids = placed.map(({ touchpoint }) => touchpoint?.id);
    if (placed.length || seen.length) shell.causing(ids, shell.notify);
    page.tell(placed);
    const odd: Problem[] = [];
    // What is due and did not ring yet, as on a busy page, is due still.
    const from = Math.min(now(), (alarm.due ?? Infinity) - 1);
    alarm.set(consent.isPaused ? null : nextWake(shell.rules.triggers, known.profile, from, odd));
    odd.forEach(bus.problem);
    if (!placed.length) return;
    tabs.call();
    if (head && (head.size > LOG_SIZE || (head.seq > LOG_ROWS && head.seq % TIDY_ROWS < placed.length))) upkeep.tidy();
  }

  /** The store was emptied: nothing that was known here holds any more, the visitor's choice included. Only a new touchpoint opens it again. */
  function erased(stored?: ConsentRecord): void {
    shell.release();
    forget(stored);
    choice.forget(stored);
    shell.consented();
  }

  function forget(refusal?: ConsentRecord): void {
    parts.share?.drop(refusal);
    dropGap(name);
    dropOwed(name);
    ledger.forget();
    page.forget();
    turn('pending');
    parts.endDelivery();
  }

  /** The visitor's or a platform's answer changed the standing. */
  function changed(source: string): void {
    if (ledger.isLoaded) parts.delivery?.consented();
    if (!consent.granted.length) {
      // Before anything is read, what is pending here may be granted there.
      if (ledger.isLoaded || !consent.isPending) refused(ledger.isLoaded);
    } else if (ledger.isLoaded) choice.log(source);
    else queue(open);
  }

  /** A refusal of everything is remembered where something is stored, or where the site's default would store it again. */
  function refused(isStored: boolean): void {
    if (isStored || Object.values(options.consent?.default ?? {}).includes('granted')) withdrawn();
  }

  /** The last grant is gone: what is stored goes with it, but for the refusal itself. */
  function withdrawn(): void {
    forget(choice.replace());
    withdrawal.withdraw();
  }

  /** What the visitor may ask for is loaded when it is asked for. */
  async function asked(): Promise<Requests> {
    const { createRequests } = await import('./requests.js');
    return createRequests({
      shell,
      ledger,
      view,
      database: isAutomated ? null : store,
      opened: () => chain,
      open: () => (consent.granted.length ? queue(open) : chain),
      rewritten: tabs.call,
      grown() {
        upkeep.tidy();
        shell.notify();
      },
      async erased(isVerified) {
        tabs.call();
        erased();
        if (isVerified) return;
        if (ledger.store === store) await ledger.leaveStore();
        withdrawal.owe();
      },
    });
  }

  function leave(): void {
    // Once it is read the database still waits for what delivers, and the rows for both.
    if (!isAutomated) leaving.go(withdrawal.owed, choice.record);
    // Behind a writing that has not ended they are left for the next page, and must not come twice.
    if (!ledger.stuck.length) ledger.begin();
  }

  // Firefox ends one listener of a closed tab's page half-way, without an error: where that is this one, the next goes on.
  listen('pagehide', leave, life.signal);
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
  }, life.signal);
  onShow(restored => {
    isGone = false;
    if (restored) {
      ledger.doubt();
      void parts.delivery?.takeOver();
    }
    store.resume?.();
    openTabs();
    leaving.comeBack();
    if (choice.hear(parts.share?.current.consent)) {
      shell.consented();
      changed('share');
    }
    if (ledger.isLoaded) parts.share?.look(view.profile().slices.cart);
    if (ledger.isLoaded) void ledger.commit({ wake: !consent.isPaused });
    // Another tab may have been given a grant meanwhile.
    else if (status === 'pending' && !isAutomated) queue(() => open(true));
  }, life.signal);

  onOnline(() => void parts.delivery?.run('online'), life.signal);

  return {
    get status() {
      return status === 'ready' && ledger.store !== store ? 'memory' : status;
    },
    get profile() {
      return view.profile();
    },
    open: () => queue(open),
    append,
    changed,
    renew() {
      page.renew();
      if (!ledger.isLoaded) return;
      queue(async () => {
        await parts.loadDelivery();
        await ledger.load();
        // Time alone may have made something due for who came late.
        await ledger.commit({ wake: !consent.isPaused });
        parts.delivery?.published([], page.own);
      });
    },
    async flush(isStoredEnough) {
      await chain;
      await ledger.commit();
      const sent = ledger.isLoaded && parts.delivery?.run();
      if (!isStoredEnough) await sent;
    },
    export: async () => (await asked()).export(),
    import: async exported => (await asked()).import(exported),
    erase: async () => (await asked()).erase(),
    async forget(touchpointId) {
      // Neither who comes late nor who is told at the end of the page hears of it.
      page.forget();
      return (await asked()).forget(touchpointId);
    },
    async why(name) {
      const { explain } = await import('./explain.js');
      return explain(shell, name, page.situation(null));
    },
    async preview(name) {
      const { preview } = await import('./explain.js');
      return preview(shell, name, page.situation(null));
    },
    diagnostics: refused => ({
      ...diagnose(ledger, parts.delivery, shell.held.length, refused),
      captured: page.captured,
    }),
    stop() {
      status = 'stopped';
      life.abort();
      redaction.stop();
      withdrawal.stop();
      alarm.set(null);
      upkeep.stop();
      parts.delivery?.stop();
      tabs.close();
      void chain.then(() => ledger.commit()).then(store.close);
    },
  };
}
