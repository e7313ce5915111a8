import type { Base } from '../core/migrate.js';
import { blame, type Problem } from '../core/problem.js';
import type { Purpose } from '../core/purpose.js';
import { initialProfile, type Rules } from '../core/rules.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { isGone, type Store, type Writes } from '../platform/store.js';
import { call } from './bus.js';
import type { ConsentRecord } from './consent.js';
import type { Healing } from './heal.js';
import { createInbox } from './inbox.js';
import { catchUp, firstRecords, loadKnown, type Reading } from './load.js';
import type { Counts, InboxRow } from './records.js';
import type { Known, Outcome, Settlement } from './settle.js';
import { settleIn } from './settle-in.js';
import type { Held } from './shell.js';
import { checksum, DamageError } from './whole.js';

export interface LedgerOptions {
  readonly store: Store;
  rules(): Rules;
  now(): number;
  draw(): string;
  drawVisitor(): string;
  under(record?: ConsentRecord): readonly Purpose[];
  problem(problem: Problem): void;
  /** What of a touchpoint may be stored; looked at before it is, or when what waits is read. */
  redact(touchpoint: Touchpoint): { readonly touchpoint: Touchpoint; readonly problems: readonly Problem[] };
  /** After a commit. */
  published(outcome: Outcome): void;
  /** Another tab emptied the store, but for this choice of the visitor; this one has forgotten everything too. */
  erased(consent?: ConsentRecord): void;
}

/** The inbox, the commit and the log: everything recorded goes through here. */
export interface Ledger {
  /** The database, or its twin in memory once the database has failed. */
  readonly store: Store;
  /** Whether what is stored has been read; before, nothing is taken. */
  readonly isLoaded: boolean;
  /** The committed state. */
  readonly known: Known;
  /** Tracked here and not yet in the log, oldest first. The same reference until it changes. */
  readonly waiting: readonly InboxRow[];
  /** What waits where an earlier task's writing has not ended: a page that goes now may take it along. */
  readonly stuck: readonly Held[];
  /** What never got a place, by reason. */
  readonly dropped: Counts;
  /** Another page has these. */
  forgo(ids: readonly string[]): void;
  /** Reads what is stored; makes it when there is nothing yet, unless a stored choice was known: then all was erased. */
  load(isKnown?: boolean): Promise<void>;
  /** Writes ahead at the end of this task, with the consent record if it is given, then commits. */
  append(touchpoint: Touchpoint, consent?: ConsentRecord): void;
  /** The page goes: what this task tracked is written ahead now, for a frame that is taken away has no later. */
  begin(): void;
  /** Gives what is waiting its place. `wake` looks at what time made due, `keep` keeps the profile for a fast start. */
  commit(options?: { readonly wake?: boolean; readonly keep?: boolean }): Promise<void>;
  /**
   * The page was away, and the database may have been cleared: one that fails before the next commit is taken for gone.
   * Chromium says nothing of a clearing to a page in the back/forward cache, and answers nothing for seconds after.
   */
  doubt(): void;
  /** From here on in memory. */
  leaveStore(cause?: unknown): Promise<void>;
  /** Back from memory to the database, where `instead` replaces what it held. Rejects while it cannot be reached. */
  heal(instead?: Writes['put']): Promise<void>;
  /** Forgets everything this page knows. */
  forget(): void;
}

const PATIENCE_MS = 2_000;

export function createLedger(options: LedgerOptions): Ledger {
  const { store, rules, now, draw, drawVisitor, under, problem, published, erased } = options;
  const inbox = createInbox({ ...options, place: () => place, epoch: () => (isLoaded ? known.epoch : '') });
  let known: Known;
  /** What `known` was folded under. */
  let folded: Rules;
  let place = store;
  let isLoaded: boolean;
  let isFirst: boolean;
  let isMended = false;
  let isInDoubt = false;
  /** Much had to be folded to get here: the profile is kept with the next commit. */
  let isFar = false;
  /** Where the log stood when the database was left. */
  let leftAt: Pick<Healing, 'above' | 'dropped'> & { readonly left: string };
  let isDue = false;
  let dropped: Counts = {};
  let chain: Promise<unknown> = Promise.resolve();
  forget();

  function forget(): void {
    folded = rules();
    known = { epoch: '', seq: 0, revision: 0, profile: initialProfile(folded, '') };
    isLoaded = isInDoubt = false;
    isFirst = true;
    inbox.forget();
    dropped = {};
    leftAt = { above: 0, dropped, left: '' };
  }

  /** One after the other. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const result = chain.then(work);
    chain = result.catch(() => {}); // The caller gets the failure.
    return result;
  }

  /** What fails is done again: in a database that was mended, or in memory, where nothing fails. */
  function queue(work: () => Promise<void>): Promise<void> {
    return inTurn(() =>
      work().catch(async cause => {
        if (isGone(cause) || isInDoubt) return lose();
        if (place !== store) return report(cause);
        await (cause instanceof DamageError && !isMended ? mend().catch(leaveStore) : leaveStore(cause));
        return work().catch(report);
      }),
    );
  }

  function report(cause: unknown): void {
    problem(blame('waymark', 'commit', cause));
  }

  /** Another tab emptied or removed the database. */
  function lose(consent?: ConsentRecord): void {
    inbox.takeBack();
    forget();
    erased(consent);
  }

  function reading(): Reading {
    return { place, rules: folded, now, under, problem };
  }

  async function load(isKnown = false): Promise<void> {
    known = await loadAgain(isKnown);
    isLoaded = true;
  }

  async function loadAgain(isKnown = false): Promise<Known> {
    folded = rules();
    const loaded = await loadKnown(reading(), [draw(), drawVisitor()], { isKnown, left: '' });
    ({ dropped, isFar } = loaded);
    return loaded.known;
  }

  /** Once a page, for what cannot be mended fails again. */
  async function mend(): Promise<void> {
    isMended = true;
    const { mendStore } = await import('./mend.js');
    problem(await mendStore(place, folded, { at: now(), epoch: draw(), visitorId: drawVisitor() }));
  }

  async function commit(wake: boolean, keep: boolean): Promise<void> {
    // Until it is settled which rows still wait, what is known stays as it was: else those placed meanwhile show twice.
    let reached: Known | null = null;
    for (let isAwake = wake; isLoaded; ) {
      await inbox.write();
      if (folded !== rules()) reached = await loadAgain();
      const begun = inbox.begun();
      const settlement: Settlement = {
        rules: folded,
        known: reached ?? known,
        now: now(),
        tab: inbox.tab,
        under,
        wake: isAwake,
        keep: keep || isFar,
        patienceMs: isFirst ? 0 : PATIENCE_MS,
      };
      const outcome = await settleIn(place, settlement, problem);
      // It may have been told to forget meanwhile.
      if (outcome.verdict === 'newer' || !isLoaded) return;
      if (outcome.verdict === 'rewritten') reached = await loadAgain();
      else if (outcome.verdict === 'behind') reached = await catchUp(reading(), settlement.known);
      else if (outcome.verdict === 'erased') lose(outcome.consent);
      else {
        isAwake = isFar = isInDoubt = false;
        known = outcome.known;
        reached = null;
        dropped = outcome.head?.dropped ?? dropped;
        inbox.settled(outcome, begun);
        outcome.problems.forEach(problem);
        // It is stored: who cannot be told of it is no reason to leave the database.
        call(() => published(outcome), report);
        if (outcome.waiting.size && outcome.drop?.length) continue;
        isFirst = false;
        return;
      }
    }
  }

  /** The twin starts with what this page knows; what is waiting is written to it with the next commit. */
  async function leaveStore(cause?: unknown): Promise<void> {
    const message = `The database failed (${cause}). Everything is kept in the memory of this page; nothing needs to be done.`;
    if (cause) problem({ code: 'storage-lost', message, cause });
    const { memoryStore } = await import('../platform/memory-store.js');
    place = memoryStore();
    const { profile, seq } = known;
    leftAt = { above: seq, dropped, left: known.epoch };
    // Another epoch than the database's: what is read of the one says nothing of the other.
    const { stored, put } = firstRecords(folded, draw(), profile.visitorId || drawVisitor());
    known = { ...known, epoch: stored[0].epoch, revision: 0 };
    const base: Base = { ...stored[2], ...(profile.visitorId && { profile, seq, sum: checksum(profile) }) };
    await place.transact([], [], () => ({ put: [...put, ['head', { ...stored[1], seq, dropped }], ['base', base]] }));
    inbox.writeAgain();
  }

  /** Back to the database with everything that was kept in memory meanwhile. Rejects while it cannot be reached. */
  async function heal(instead?: Writes['put']): Promise<void> {
    if (place === store) return;
    await store.open(isLoaded || instead !== undefined);
    if (instead) await store.transact([], [], () => ({ clear: true, put: instead }));
    if (isLoaded) await comeBack();
    place = store;
    if (!isLoaded) return;
    // What was moved waits for nobody.
    isFirst = true;
    await commit(false, true);
  }

  /** Moves everything; where the database was erased or refused meanwhile, this page forgets as any other does. */
  async function comeBack(): Promise<void> {
    try {
      const born = [draw(), known.profile.visitorId || drawVisitor()] as const;
      const back = await loadKnown({ ...reading(), place: store }, born, { left: leftAt.left });
      const { moveBack } = await import('./heal.js');
      await moveBack({ from: place, to: store, ...leftAt, tab: inbox.tab, epoch: back.known.epoch, now: now() });
      if (!isLoaded) return;
      ({ known, dropped } = back);
      inbox.writeAgain();
    } catch (cause) {
      if (!isGone(cause)) throw cause;
      const [consent] = await store.read(['consent'], []).catch(() => []);
      lose(consent);
    }
  }

  return {
    get store() {
      return place;
    },
    get isLoaded() {
      return isLoaded;
    },
    get known() {
      return known;
    },
    get waiting() {
      return inbox.waiting;
    },
    get stuck() {
      return place === store ? inbox.stuck : [];
    },
    get dropped() {
      return dropped;
    },
    forgo: inbox.forgo,
    begin: () => void inbox.write().catch(() => {}), // The commit writes it again, and reports it.
    load: isKnown => queue(() => load(isKnown)),
    append(touchpoint, consent) {
      inbox.add(touchpoint, consent);
      if (isDue) return;
      isDue = true;
      // A write that fails is done again by the commit, and what fails there is reported by `queue`.
      void Promise.resolve()
        .then(() => {
          isDue = false;
          return inbox.write();
        })
        .catch(() => {})
        // One that was asked for meanwhile may have given everything its place.
        .then(() => queue(async () => void (inbox.waiting.length && (await commit(false, false)))));
    },
    doubt() {
      isInDoubt = isLoaded && place === store;
    },
    commit: ({ wake = false, keep = false } = {}) => queue(() => commit(wake, keep)),
    leaveStore: cause => queue(() => leaveStore(cause)),
    heal: instead => inTurn(() => heal(instead)),
    forget,
  };
}
