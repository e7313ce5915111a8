import { blame } from '../core/problem.js';
import { redactTouchpoint } from '../core/redact-touchpoint.js';
import type { Row, Touchpoint } from '../core/touchpoint.js';
import { type Decision, nextWake, type Situation } from '../core/trigger.js';
import { isAutomated as isDriven } from '../platform/automated.js';
import { type Channel, openChannel } from '../platform/channel.js';
import { indexedDbStore } from '../platform/indexed-db.js';
import { onHide, onOnline, onShow } from '../platform/lifecycle.js';
import type { Writes } from '../platform/store.js';
import { act } from './act.js';
import { createAdvice } from './advice.js';
import { isForgotten } from './age.js';
import { createAlarm } from './alarm.js';
import type { ConsentRecord } from './consent.js';
import type { Delivery } from './delivery.js';
import { type Captured, capture, diagnose, sideBySide } from './diagnose.js';
import type { ImportReport, Status } from './face.js';
import { createLeaving, dropGap, findGap, takeGap } from './gap.js';
import { createLedger } from './ledger.js';
import type { Outcome } from './settle.js';
import type { Share } from './share.js';
import type { Engine, Shell } from './shell.js';
import { createUpkeep } from './upkeep.js';
import { createView } from './view.js';
import { createWayBack } from './way-back.js';
import { CONSENT, isLike } from './whole.js';

const RECENT_ROWS = 100;
const LOG_ROWS = 2_000;
/** The log is looked after whenever so many rows are full. */
const TIDY_ROWS = 200;
const LOG_SIZE = 1024 * 1024;

export function createEngine(shell: Shell): Engine {
  const { site, options, bus, consent, now, draw } = shell;
  const name = `waymark:${site}`;
  const isAutomated = options.automation !== 'allow' && isDriven();
  const store = options.store ?? indexedDbStore(name);
  const life = new AbortController();
  const mine = new Set<string>();
  const captured: Captured = new Map();
  const advice = createAdvice(shell);
  advice.options(shell.rules.plugins);
  const leaving = createLeaving(name, shell);
  let status: Status = 'starting';
  /** The choice that is stored, and one that is not yet. */
  let record: ConsentRecord | undefined;
  let recent: readonly Row[] = [];
  let channel: Channel | undefined;
  let delivery: Delivery | undefined;
  let share: Share | undefined;
  let chain: Promise<void> = Promise.resolve();
  /** A database that could not be reached still holds what was to go. */
  let owes = false;
  /** What a database that does not answer was given up with. */
  let silence: unknown;
  const ledger = createLedger({
    store,
    rules: () => shell.rules,
    now,
    draw,
    drawVisitor: () => share?.current.visitorId ?? shell.drawVisitor(),
    under: consent.under,
    problem: bus.problem,
    published,
    erased,
  });
  const view = createView(shell, ledger);
  const upkeep = createUpkeep(shell, ledger, queue);
  const alarm = createAlarm(now, () => void ledger.commit({ wake: true }));

  const wayBack = createWayBack(
    () => ledger.store !== store && !isAutomated,
    // In turn with what opens and empties: what is refused meanwhile is emptied after it.
    () =>
      queue(async () => {
        // No problem for the queue to report: it is tried again.
        await ledger.heal(owes ? refusal() : undefined).catch(() => {});
        if (ledger.store === store) owes = false;
      }),
    () => {
      channel?.call();
      delivery?.published([]);
      shell.notify();
    },
  );

  /** Storage is opened and emptied one step after the other. */
  function queue(work: () => Promise<void>): Promise<void> {
    chain = chain.then(work).catch(cause => bus.problem(blame('waymark', 'storage', cause)));
    return chain;
  }

  /** Unless it `joins` the database of another tab, it may make one. */
  async function open(joins = false): Promise<void> {
    if (ledger.isLoaded || life.signal.aborted) return;
    if (status !== 'pending') status = 'starting';
    const mayStore = (): boolean => consent.granted.length > 0;
    // What delivers is fetched meanwhile, so that a grant given at the last moment is not held up.
    const loading = loadDelivery();
    const gap = isAutomated ? null : findGap(name);
    if (options.share) await loadShare(options.share.domain);
    if (isAutomated) {
      const message =
        'A program drives this browser, or it is a crawler: everything stays in the memory of this page, and nothing is delivered. For end-to-end tests say `automation: "allow"`.';
      if (ledger.store === store) bus.problem({ code: 'automated', message });
      await ledger.leaveStore();
    }
    silence = undefined;
    let isStored = await reach(mayStore() && !joins);
    if (isStored) {
      const [choice] = await store.read(['consent'], []).catch(() => []);
      if (isLike(CONSENT, choice)) record = choice;
      if (record && consent.adopt(record)) shell.consented();
    }
    if (gap?.consent && gap.consent.at > (record?.at ?? 0) && consent.choose(gap.consent)) shell.consented();
    if (hearShared()) shell.consented();
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
    await ledger.load(record !== undefined);
    // Another tab erased everything in between.
    if (!ledger.isLoaded) return;
    if (isForgotten(ledger.known.profile, now(), options.retention)) return startAnew();
    const { seq } = ledger.known;
    if (gap) await takeGap(name, gap, ledger.store, ledger.known.epoch, now());
    await loading;
    // A destination may have come meanwhile.
    await loadDelivery();
    if (!mayStore()) return withdrawn();
    turn('ready');
    if (ledger.store === store) share?.begin(ledger.known.profile.visitorId, !seq);
    delivery?.consented();
    // What an earlier page left came first.
    if (gap) await ledger.commit();
    for (const { touchpoint } of shell.release()) append(touchpoint);
    if (consent.unsaved) recordConsent(consent.unsaved.source);
    else if (knowsTooMuch()) recordConsent('site');
    share?.look(view.profile().slices.cart);
    await ledger.commit({ wake: !consent.isPaused });
    upkeep.begin(seq);
    wayBack.look();
    shell.notify();
  }

  /** A purpose was refused between two visits, and what was learned for it is still there. */
  function knowsTooMuch(): boolean {
    const { slices } = ledger.known.profile;
    return shell.rules.plugins.some(
      ({ purpose, slice }) =>
        purpose &&
        slice &&
        consent.current[purpose] === 'denied' &&
        JSON.stringify(slices[slice.name] ?? slice.initial) !== JSON.stringify(slice.initial),
    );
  }

  /** The visitor was away for so long that everything goes, what was agreed to included. */
  async function startAnew(): Promise<void> {
    const { eraseAll } = await import('./rights.js');
    await eraseAll([ledger.store], shell.rules.plugins);
    const { unsaved } = consent;
    forget();
    record = undefined;
    consent.forget();
    if (unsaved) consent.choose(unsaved);
    shell.consented();
    return open();
  }

  /** A page that was stopped stays so, although what was granted is still stored. */
  function turn(next: Status): void {
    if (status !== 'stopped') status = next;
  }

  /** Whether there is a database; `create` makes one. What may be stored and cannot be is kept in memory. */
  async function reach(create: boolean): Promise<boolean> {
    try {
      // Who waited once for a database that says nothing does not wait again.
      if (create && silence && ledger.store === store) throw silence;
      return ledger.store === store && (await store.open(create));
    } catch (cause) {
      if ((cause as Error).name === 'TimeoutError') silence = cause;
      if (create) await ledger.leaveStore(cause);
      return false;
    }
  }

  async function loadDelivery(): Promise<void> {
    if (isAutomated || delivery || !shell.rules.plugins.some(plugin => plugin.deliver)) return;
    try {
      const { createDelivery } = await import('./delivery.js');
      delivery = createDelivery({ name, store: () => ledger.store, shell, moved: () => channel?.call() });
    } catch (cause) {
      // Everything else goes on; the rows wait in the log for a page that can.
      bus.problem(blame('waymark', 'delivery', cause));
    }
  }

  async function loadShare(domain: string): Promise<void> {
    if (isAutomated || share) return;
    try {
      const { createShare } = await import('./share.js');
      share = createShare(domain, shell);
    } catch (cause) {
      bus.problem(blame('waymark', 'share', cause));
    }
  }

  /** Whether what the visitor chose on another subdomain changes anything here. */
  function hearShared(): boolean {
    const told = share?.current.consent;
    return told !== undefined && told.at > (record?.at ?? 0) && consent.choose(told);
  }

  /** Another tab changed the store; to one without a grant that may be a grant. */
  function called(): void {
    if (ledger.isLoaded) {
      void ledger.commit();
      delivery?.look();
    } else if (status === 'pending') queue(() => open(true));
  }

  function openTabs(): void {
    if (!life.signal.aborted) channel ??= openChannel(name, called);
  }

  function append(given: Touchpoint): boolean {
    if (!ledger.isLoaded) {
      if (status === 'pending' && consent.granted.length) queue(open);
      return false;
    }
    const { touchpoint, problems } = redactTouchpoint(given);
    problems.forEach(bus.problem);
    mine.add(touchpoint.id);
    if (touchpoint.unchecked) advice.type(touchpoint.type);
    ledger.append(touchpoint, touchpoint.type === 'consent_update' ? consent.unsaved : undefined);
    return true;
  }

  function published({ known, head, seen, placed, consent: stored }: Outcome): void {
    if (life.signal.aborted) return;
    if (stored && stored.at !== record?.at) {
      record = stored;
      if (consent.adopt(stored)) consented();
    }
    if (ledger.store === store) share?.keep(placed, record);
    recent = [...recent, ...placed].slice(-RECENT_ROWS);
    const own = [...seen, ...placed].filter(({ touchpoint }) => touchpoint && mine.delete(touchpoint.id));
    for (const { touchpoint } of own) if (touchpoint) capture(captured, [touchpoint.type, touchpoint.by]);
    // What another tab recorded is sent by whoever comes first, for that tab may be gone.
    if (placed.length || seen.length) delivery?.published(own);
    wayBack.look();
    const ids = placed.map(({ touchpoint }) => touchpoint?.id);
    if (placed.length || seen.length) shell.causing(ids, shell.notify);
    for (const row of placed) shell.causing([row.touchpoint?.id], () => publish(row));
    alarm.set(consent.isPaused ? null : nextWake(shell.rules.triggers, known.profile, now()));
    if (!placed.length) return;
    channel?.call();
    if (head && (head.size > LOG_SIZE || (head.seq > LOG_ROWS && head.seq % TIDY_ROWS < placed.length))) upkeep.tidy();
  }

  function publish({ touchpoint, decisions }: Row): void {
    if (touchpoint) void bus.emit('touchpoint', touchpoint);
    // Decisions just made are whole; only those of forgotten rows hold less.
    for (const decision of decisions as readonly Decision[])
      act(shell, decision, { situation: () => situation(touchpoint), signal: life.signal });
  }

  /** How it stands now. */
  function situation(touchpoint: Touchpoint | null): Situation {
    const profile = view.profile();
    return { now: now(), profile, before: profile, touchpoint, stageChange: null };
  }

  function consented(): void {
    shell.consented();
    delivery?.consented();
  }

  function recordConsent(source: string): void {
    const { unsaved } = consent;
    const { textVersion: text_version, paused } = unsaved ?? {};
    shell.track('kernel', 'consent_update', {
      choice: consent.current,
      source,
      text_version,
      ...(paused && { paused }),
    });
    record = unsaved ?? record;
    consent.saved();
  }

  /** The store was emptied: nothing that was known here holds any more, the visitor's choice included. Only a new touchpoint opens it again. */
  function erased(stored?: ConsentRecord): void {
    shell.release();
    forget(stored);
    record = stored;
    consent.forget();
    if (stored) consent.adopt(stored);
    shell.consented();
  }

  function forget(refusal?: ConsentRecord): void {
    share?.drop(refusal);
    dropGap(name);
    ledger.forget();
    recent = [];
    turn('pending');
    delivery?.stop();
    delivery = undefined;
  }

  /** The visitor's or a platform's answer changed the standing. */
  function changed(source: string): void {
    if (ledger.isLoaded) delivery?.consented();
    if (!consent.granted.length) {
      // Before anything is read, what is pending here may be granted there.
      if (ledger.isLoaded || !consent.isPending) refused(ledger.isLoaded);
    } else if (ledger.isLoaded) recordConsent(source);
    else queue(open);
  }

  /** A refusal of everything is remembered where something is stored, or where the site's default would store it again. */
  function refused(isStored: boolean): void {
    if (isStored || Object.values(options.consent?.default ?? {}).includes('granted')) withdrawn();
  }

  /** The last grant is gone: what is stored goes with it, but for the refusal itself. */
  function withdrawn(): void {
    record = consent.unsaved;
    consent.saved();
    forget(record);
    if (ledger.store !== store) owe();
    queue(async () => {
      try {
        await ledger.store.open(true);
        await ledger.store.transact([], [], () => ({ clear: true, put: refusal() }));
        channel?.call();
      } catch (cause) {
        await ledger.leaveStore(cause);
        owe();
      }
    });
  }

  /** Everything tracked so far gets its place. */
  async function commit(): Promise<void> {
    await chain;
    await ledger.commit();
  }

  async function importInto(exported: unknown): Promise<ImportReport> {
    const { store: at, known, isLoaded } = ledger;
    try {
      const { importRows } = await import('./import-rows.js');
      return await importRows(exported, {
        store: at,
        epoch: known.epoch,
        rules: shell.rules,
        profile: view.profile(),
        blank: shell.blank,
        retention: options.retention,
        now: now(),
        under: consent.under,
        problem: bus.problem,
        obstacle: !isLoaded ? 'consent' : at === store ? null : 'memory',
      });
    } catch (cause) {
      bus.problem(blame('waymark', 'import', cause));
      return { imported: 0, skipped: 0, reasons: {} };
    }
  }

  /** What stays when everything else goes. */
  function refusal(): NonNullable<Writes['put']> {
    return record ? [['consent', record]] : [];
  }

  /** It goes as soon as the database can be reached; until then this page does not go back to it. */
  function owe(): void {
    owes = !isAutomated;
    wayBack.look();
  }

  onHide(final => {
    shell.hurry();
    if (final) {
      channel?.close();
      channel = undefined;
      store.pause?.();
    }
    // Once it is read the database still waits for what delivers, and the rows for both.
    if (final && !isAutomated && (!ledger.isLoaded || shell.held.length)) leaving.go(owes ? record : undefined);
    if (!ledger.isLoaded) return;
    if (final) delivery?.leave([...recent, ...view.ahead()]);
    else delivery?.hurry();
    void ledger.commit({ keep: true });
  }, life.signal);
  onShow(restored => {
    if (restored) ledger.doubt();
    store.resume?.();
    openTabs();
    leaving.comeBack();
    if (hearShared()) {
      shell.consented();
      changed('share');
    }
    if (ledger.isLoaded) share?.look(view.profile().slices.cart);
    if (ledger.isLoaded) void ledger.commit({ wake: !consent.isPaused });
    // Another tab may have been given a grant meanwhile.
    else if (status === 'pending' && !isAutomated) queue(() => open(true));
  }, life.signal);

  onOnline(() => void delivery?.run('online'), life.signal);

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
      advice.options(shell.rules.plugins);
      if (!ledger.isLoaded) return;
      queue(async () => {
        await loadDelivery();
        await ledger.load();
        // Time alone may have made something due for who came late.
        await ledger.commit({ wake: !consent.isPaused });
        delivery?.published([]);
      });
    },
    async flush() {
      await commit();
      if (ledger.isLoaded) await delivery?.run();
    },
    // The visitor's rights wait for no destination.
    async export() {
      await commit();
      const { exportAll } = await import('./rights.js');
      return exportAll(ledger.store, shell);
    },
    async import(exported) {
      await commit();
      const report = await importInto(exported);
      if (report.imported) channel?.call();
      await ledger.commit();
      upkeep.tidy();
      shell.notify();
      return report;
    },
    async erase() {
      await chain;
      ledger.forget();
      const { eraseAll } = await import('./rights.js');
      // What is in a database that could not be reached is the visitor's too.
      const report = await eraseAll(isAutomated ? [ledger.store] : [ledger.store, store], shell.rules.plugins);
      channel?.call();
      erased();
      if (!report.verified) {
        if (ledger.store === store) await ledger.leaveStore();
        owe();
      }
      return report;
    },
    async forget(touchpointId) {
      await commit();
      const { blank } = await import('./rights.js');
      const isFound = ledger.isLoaded && (await blank(ledger.store, touchpointId));
      if (isFound) channel?.call();
      await ledger.commit();
      return isFound;
    },
    async why(name) {
      const { explain } = await import('./explain.js');
      return explain(shell, name, situation(null));
    },
    async preview(name) {
      const { preview } = await import('./explain.js');
      return preview(shell, name, situation(null));
    },
    diagnostics: refused => ({
      ...diagnose(ledger, delivery, shell.held.length, refused),
      captured: sideBySide(captured, shell.rules.plugins),
    }),
    stop() {
      status = 'stopped';
      life.abort();
      wayBack.stop();
      alarm.set(null);
      upkeep.stop();
      delivery?.stop();
      channel?.close();
      channel = undefined;
      void chain.then(() => ledger.commit()).then(store.close);
    },
  };
}
