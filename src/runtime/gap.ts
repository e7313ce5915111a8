import { dropText, foundText, leaveText } from '../platform/stop-gap.js';
import type { Store } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { InboxRow } from './records.js';
import type { Held } from './shell.js';

/** What a page leaves behind that goes before its database is open: granted touchpoints, and the choice that granted them. */
export interface Gap {
  readonly id: string;
  readonly consent?: ConsentRecord | undefined;
  readonly rows: readonly Held[];
}

/** Leaves it for the next page, in one localStorage entry. Synchronous. */
export function leaveGap(name: string, gap: Gap): void {
  leaveText(name, JSON.stringify(gap));
}

/** What an earlier page left, or `null`. What cannot be read is removed. */
export function findGap(name: string): Gap | null {
  try {
    const gap = JSON.parse(foundText(name) ?? 'null') as Gap | null;
    return gap && Array.isArray(gap.rows) ? gap : null;
  } catch {
    dropGap(name);
    return null;
  }
}

/** Puts it into the inbox, once over all tabs, and removes the entry. */
export async function takeGap(name: string, { id, rows }: Gap, store: Store, epoch: string, at: number): Promise<void> {
  const inbox = rows.map((row, n) => [['inbox', id, n], { ...row, tab: id, n, epoch, at } satisfies InboxRow] as const);
  await store.transact([['gap', id]], [], ([isTaken]) => (isTaken ? {} : { put: [[['gap', id], at], ...inbox] }));
  dropGap(name);
}

export function dropGap(name: string): void {
  dropText(name);
}
