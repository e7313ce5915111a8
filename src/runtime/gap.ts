import { redactTouchpoint } from '../core/redact-touchpoint.js';
import { dropText, foundText, leaveText } from '../platform/stop-gap.js';
import type { Store } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { InboxRow } from './records.js';
import type { Held, Shell } from './shell.js';
import { CONSENT, isInboxRow, isLike } from './whole.js';

const GAP = { id: '', rows: [] };

/** What a page leaves behind that goes before its database is open: granted touchpoints, and the choice that granted them. */
export interface Gap {
  /** Random name, so that it is taken in once. */
  readonly id: string;
  /** The choice that is not in the database yet. */
  readonly consent?: ConsentRecord | undefined;
  /** What was tracked and is not in the database yet. */
  readonly rows: readonly Held[];
}

/** What this page itself leaves behind. */
export interface Leaving {
  /**
   * The page goes: what was granted stays for the next one, in one localStorage entry, and so does a refusal that is
   * `owed` to a database which could not be reached. Synchronous.
   */
  go(owed?: ConsentRecord): void;
  /** The page is seen again: what it left it still has, unless another page has taken it. */
  comeBack(): void;
}

export function createLeaving(name: string, shell: Shell): Leaving {
  let left: Gap | undefined;
  return {
    go(owed) {
      const { granted: purposes, unsaved } = shell.consent;
      const rows = purposes.length
        ? shell.held.map(held => ({ touchpoint: redactTouchpoint(held.touchpoint).touchpoint, purposes }))
        : [];
      const consent = purposes.length ? unsaved : owed;
      if (!rows.length && !consent) return;
      left = { id: shell.draw(), consent, rows };
      leaveGap(name, left);
    },
    comeBack() {
      if (!left) return;
      if (findGap(name)?.id === left.id) dropGap(name);
      else shell.forgo(left.rows.map(({ touchpoint }) => touchpoint.id));
      left = undefined;
    },
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

/** Puts it into the inbox, once over all tabs, and removes the entry. */
export async function takeGap(name: string, { id, rows }: Gap, store: Store, epoch: string, at: number): Promise<void> {
  const inbox = rows
    .map((row, n): InboxRow => ({ ...row, tab: id, n, epoch, at }))
    .filter(isInboxRow)
    .map(row => [['inbox', id, row.n], row] as const);
  await store.transact([['gap', id]], [], ([isTaken]) => (isTaken ? {} : { put: [[['gap', id], at], ...inbox] }));
  dropGap(name);
}

export function dropGap(name: string): void {
  dropText(name);
}
