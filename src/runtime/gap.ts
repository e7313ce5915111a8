import { redactTouchpoint } from '../core/redact-touchpoint.js';
import { dropText, foundText } from '../platform/stop-gap.js';
import type { Store } from '../platform/store.js';
import { createLeaving, type Gap, type Leaving } from './leaving.js';
import type { Ledger } from './ledger.js';
import type { Head, InboxRow } from './records.js';
import type { Shell } from './shell.js';
import { CONSENT, isInboxRow, isLike } from './whole.js';

/** The database that takes it in, by its name, and the moment, epoch ms. */
interface Taking {
  readonly store: Store;
  readonly epoch: string;
  readonly at: number;
}

const GAP = { id: '', rows: [] };
const SINCE = { epoch: '', seq: 0, revision: 0 };

/** What a page leaves whose engine is there. */
export function leavingOf(name: string, shell: Shell, ledger: Pick<Ledger, 'known' | 'stuck' | 'forgo'>): Leaving {
  return createLeaving({
    name,
    consent: shell.consent,
    draw: shell.draw,
    find: () => findGap(name),
    rows(purposes) {
      const { stuck, known } = ledger;
      const since = { epoch: known.epoch, seq: known.seq, revision: known.revision };
      return [
        ...stuck.map(held => ({ ...held, since })),
        ...shell.held.map(({ touchpoint }) => ({ touchpoint: redactTouchpoint(touchpoint).touchpoint, purposes })),
      ];
    },
    forgo(ids) {
      shell.forgo(ids);
      ledger.forgo(ids);
    },
  });
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
export async function takeGap(name: string, { id, rows }: Gap, { store, epoch, at }: Taking): Promise<void> {
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
