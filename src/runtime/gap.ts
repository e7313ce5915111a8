import { redactTouchpoint } from '../core/redact-touchpoint.js';
import { dropText, foundText, leaveText } from '../platform/stop-gap.js';
import type { Store } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { Held, Shell } from './shell.js';
import { CONSENT, isInboxRow, isLike } from './whole.js';

const GAP = { id: '', rows: [] };
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
  })[];
}

/** What this page itself leaves behind. */
export interface Leaving {
  /**
   * The page goes: what was granted stays for the next one, in one localStorage entry, with what an earlier page left
   * there that nobody has taken in; and so does a refusal that is `owed` to a database which could not be reached, alone. Synchronous.
   */
  go(owed?: ConsentRecord): void;
  /** The page is seen again: what it left it still has, unless another page has taken it. */
  comeBack(): void;
}

export function createLeaving(name: string, shell: Shell): Leaving {
  let left: Gap | undefined;
  /** What was there before. */
  let earlier: Gap | null = null;
  return {
    go(owed) {
      const { granted: purposes, unsaved } = shell.consent;
      const rows = purposes.length
        ? shell.held.map(held => ({ touchpoint: redactTouchpoint(held.touchpoint).touchpoint, purposes }))
        : [];
      const consent = purposes.length ? unsaved : owed;
      if (!rows.length && !consent) return;
      const found = findGap(name);
      if (!left || found?.id !== left.id) earlier = found;
      left = { id: shell.draw(), consent, rows };
      leaveGap(name, purposes.length && earlier ? joined(earlier, left) : left);
    },
    comeBack() {
      if (!left) return;
      if (findGap(name)?.id !== left.id) shell.forgo(left.rows.map(({ touchpoint }) => touchpoint.id));
      else if (earlier) leaveGap(name, earlier);
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

/** Puts it into the inbox, each gap in it once over all tabs, and removes the entry. */
export async function takeGap(name: string, { id, rows }: Gap, store: Store, epoch: string, at: number): Promise<void> {
  // In a text of a page's own storage anything may stand.
  const inbox = rows
    .map((row, n) => {
      const { gap = id, ...held } = Object(row) as Gap['rows'][number];
      return { gap: `${gap}`, row: { ...held, tab: id, n, epoch, at } };
    })
    .filter(({ row }) => isInboxRow(row));
  const gaps = [...new Set([id, ...inbox.map(({ gap }) => gap)])];
  await store.transact(
    gaps.map(gap => ['gap', gap]),
    [],
    taken => {
      const fresh = gaps.filter((_, index) => !taken[index]);
      const put = inbox.filter(({ gap }) => fresh.includes(gap)).map(({ row }) => [['inbox', id, row.n], row] as const);
      return { put: [...fresh.map(gap => [['gap', gap], at] as const), ...put] };
    },
  );
  // A page that went meanwhile may have left its own.
  if (findGap(name)?.id === id) dropGap(name);
}

export function dropGap(name: string): void {
  dropText(name);
}
