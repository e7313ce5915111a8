import { dropText, leaveText } from '../platform/stop-gap.js';
import type { ConsentRecord, ConsentState } from './consent.js';
import type { Held } from './shell.js';

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

export interface LeavingOptions {
  readonly name: string;
  readonly consent: Pick<ConsentState, 'granted' | 'unsaved'>;
  draw(): string;
  /** What an earlier page left. */
  find(): Gap | null;
  /** What is not in the database yet, without what is personal. */
  rows(purposes: Held['purposes']): Gap['rows'];
  /** Another page has these. */
  forgo(ids: readonly string[]): void;
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

export function createLeaving({ name, consent, draw, find, rows: rowsUnder, forgo }: LeavingOptions): Leaving {
  let left: Gap | undefined;
  /** What was there before. */
  let earlier: Gap | null = null;
  return {
    go(owed, written) {
      const { granted: purposes, unsaved } = consent;
      const rows = purposes.length ? rowsUnder(purposes) : [];
      const isChosen = rows.some(({ since, touchpoint }) => since && touchpoint.type === 'consent_update');
      const choice = purposes.length ? (unsaved ?? (isChosen ? written : undefined)) : owed;
      if (!rows.length && !choice) return;
      const found = find();
      if (!left || found?.id !== left.id) earlier = found;
      left = { id: draw(), consent: choice, rows };
      leaveGap(name, purposes.length && earlier ? joined(earlier, left) : left);
    },
    comeBack() {
      if (!left) return;
      if (find()?.id !== left.id) forgo(left.rows.map(({ touchpoint }) => touchpoint.id));
      else if (earlier) leaveGap(name, earlier);
      else dropText(name);
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
