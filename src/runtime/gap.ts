import { redactTouchpoint } from '../core/redact-touchpoint.js';
import { dropText, foundText, leaveText } from '../platform/stop-gap.js';
import type { Store } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { Ledger } from './ledger.js';
import type { Head, InboxRow } from './records.js';
import type { Held, Shell } from './shell.js';
import { CONSENT, isInboxRow, isLike } from './whole.js';

const GAP = { id: '', rows: [] };
const SINCE = { epoch: '', seq: 0, revision: 0 };
/** As many as two pages hold: what is left is of one page or two. */
const ROWS = 400;

/** What a page leaves behind that goes before its database is open: granted touchpoints, and the choice that granted them. */
export interface Gap {
  /** Random name, so that it is taken in once. */
  readonly id: string;
  /** The choice that is not in the database yet. */
  readonly consent?: ConsentRecord | undefined;
  /** What was tracked and is not in the database yet, at most 400 rows. */
  readonly rows: readonly (Held & {
    /** Id of the page's own gap, where an earlier page left the row and nobody had taken it in. */
    readonly gap?: string;
    /** Of a row whose writing had begun: what the database was then, to find out whether it got there. */
    readonly since?: Since;
  })[];
}

export interface Since {
  /** Name of the database. */
  readonly epoch: string;
  /** The last place given in its log. */
  readonly seq: number;
  /** How often its past had been rewritten. */
  readonly revision: number;
}

/** What this page itself leaves behind. */
export interface Leaving {
  /**
   * The page goes: what was granted stays for the next one, in one localStorage entry, with what an earlier page left
   * there that nobody has taken in; and so does a refusal that is `owed` to a database which could not be reached, alone.
   * The choice that is being `written` goes with the row that tells of it. Synchronous.
   */
  go(owed?: ConsentRecord, written?: ConsentRecord): void;
  /** The page is seen again: what it left it still has, unless another page has taken it. */
  comeBack(): void;
}

export function createLeaving(name: string, shell: Shell, ledger: Pick<Ledger, 'known' | 'stuck' | 'forgo'>): Leaving {
  let left: Gap | undefined;
  /** What was there before. */
  let earlier: Gap | null = null;
  return {
    go(owed, written) {
      const { granted: purposes, unsaved } = shell.consent;
      const { stuck, known } = ledger;
      const since = { epoch: known.epoch, seq: known.seq, revision: known.revision };
      const rows = purposes.length
        ? [
            ...stuck.map(held => ({ ...held, since })),
            ...shell.held.map(held => ({ touchpoint: redactTouchpoint(held.touchpoint).touchpoint, purposes })),
          ]
        : [];
      const isChosen = stuck.some(({ touchpoint }) => touchpoint.type === 'consent_update');
      const consent = purposes.length ? (unsaved ?? (isChosen ? written : undefined)) : owed;
      if (!rows.length && !consent) return;
      const found = findGap(name);
      if (!left || found?.id !== left.id) earlier = found;
      left = { id: shell.draw(), consent, rows };
      leaveGap(name, purposes.length && earlier ? joined(earlier, left) : left);
    },
    comeBack() {
      if (!left) return;
      if (findGap(name)?.id !== left.id) {
        const ids = left.rows.map(({ touchpoint }) => touchpoint.id);
        shell.forgo(ids);
        ledger.forgo(ids);
      } else if (earlier) leaveGap(name, earlier);
      else dropGap(name);
      left = undefined;
    },
  };
}

/** Both in one, each row with the gap it comes from, and the later choice. */
function joined(earlier: Gap, { id, consent, rows }: Gap): Gap {
  const isLater = (consent?.at ?? 0) >= (earlier.consent?.at ?? 0);
  return {
    id,
    consent: isLater ? consent : earlier.consent,
    rows: [...earlier.rows.map(row => ({ gap: earlier.id, ...row })), ...rows].slice(-ROWS),
  };
}

/** Leaves it for the next page. */
export function leaveGap(name: string, gap: Gap): void {
  leaveText(name, JSON.stringify(gap));
}

/** What an earlier page left, or `null`. What cannot be read is removed. */
export function findGap(name: string): Gap | null {
  try {
    const gap = JSON.parse(foundText(name) ?? 'null') as Gap | null;
    if (!gap || (isLike(GAP, gap) && isLike(CONSENT, gap.consent ?? CONSENT))) return gap;
  } catch {
    // No JSON: as little use as JSON of another shape.
  }
  dropGap(name);
  return null;
}

/**
 * Puts it into the inbox, each gap in it once over all tabs, and removes the entry. What had begun to be written goes
 * there unless it has its place, or the database was erased or its past rewritten since: nothing that was forgotten returns.
 */
export async function takeGap(name: string, { id, rows }: Gap, store: Store, epoch: string, at: number): Promise<void> {
  // In a text of a page's own storage anything may stand.
  const inbox = rows
    .map((row, n) => {
      const { gap = id, since, ...held } = Object(row) as Gap['rows'][number];
      return { gap: `${gap}`, since, row: { ...held, tab: id, n, epoch, at } };
    })
    .filter(({ row, since = SINCE }) => isInboxRow(row) && isLike(SINCE, since));
  const gaps = [...new Set([id, ...inbox.map(({ gap }) => gap)])];
  const seqs = inbox.flatMap(({ since }) => (since ? [since.seq] : []));
  const ranges = seqs.length ? [{ name: 'inbox' }, { name: 'log', above: Math.min(...seqs) }] : [];
  await store.transact(['head', ...gaps.map(gap => ['gap', gap] as const)], ranges, ([head, ...values]) => {
    const { revision } = Object(head) as Head;
    const [waiting = [], placed = []] = values.slice(gaps.length) as readonly (readonly InboxRow[])[];
    const there = new Set(placed.map(row => row.touchpoint?.id));
    const fresh = gaps.filter((_, index) => !values[index]);
    const put = inbox
      .filter(
        ({ gap, since, row }) =>
          fresh.includes(gap) &&
          (!since || (since.epoch === epoch && since.revision === revision && !there.has(row.touchpoint.id))),
      )
      .map(({ row }) => [['inbox', id, row.n], row] as const);
    // What got into the inbox all the same stands there among the others now, in order.
    const ids = new Set(put.map(([, row]) => row.touchpoint.id));
    const drop = waiting
      .filter(row => row.touchpoint && ids.has(row.touchpoint.id))
      .map(({ tab, n }) => ['inbox', tab, n] as const);
    return { put: [...fresh.map(gap => [['gap', gap], at] as const), ...put], drop };
  });
  // A page that went meanwhile may have left its own.
  if (findGap(name)?.id === id) dropGap(name);
}

export function dropGap(name: string): void {
  dropText(name);
}
