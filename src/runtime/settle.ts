import { advance } from '../core/advance.js';
import { fold } from '../core/fold.js';
import type { Problem } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import type { Rules } from '../core/rules.js';
import type { Row, RowDecision, Touchpoint } from '../core/touchpoint.js';
import type { Key, Values, Writes } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import { count, type Head, type InboxRow, isNewer, leftOf, type Meta, type Snapshot } from './records.js';
import { checksum, HEAD, insist, isInboxRow, isLike, isRow } from './whole.js';

/** The committed state a tab knows. */
export interface Known {
  readonly epoch: string;
  readonly seq: number;
  readonly revision: number;
  readonly profile: Profile;
}

export interface Settlement {
  readonly rules: Rules;
  readonly known: Known;
  readonly now: number;
  readonly tab: string;
  /** Rows of other tabs are taken from this age on, ms. */
  readonly patienceMs: number;
  /** Time alone may have made something due. */
  readonly wake: boolean;
  /** The page is leaving: keep the profile for a fast start. */
  readonly keep: boolean;
  under(record: ConsentRecord | undefined): readonly Purpose[];
  /** Makes a row one that can be stored, where it was found that one cannot. No profile is kept then. */
  readonly plain?: (row: Row) => Row;
}

/** What a commit came to. All but `settled` leave log, head and profile as they were. */
export type Verdict = 'settled' | 'erased' | 'newer' | 'rewritten' | 'behind';

export interface Outcome extends Writes {
  readonly verdict: Verdict;
  readonly known: Known;
  readonly head: Head | undefined;
  readonly consent: ConsentRecord | undefined;
  /** Rows other tabs placed since and rows this page decided in memory, then rows placed now. */
  readonly seen: readonly Row[];
  readonly placed: readonly Row[];
  /** Ids of touchpoints still in the inbox, as far as it was read. */
  readonly waiting: ReadonlySet<string | undefined>;
  /** Ids of touchpoints known to have left the inbox: with this commit, or in another tab. */
  readonly taken: ReadonlySet<string | undefined>;
  /** The inbox holds more than was read. */
  readonly isPartial: boolean;
  readonly problems: readonly Problem[];
}

/** How far a tab may be behind and still catch up inside the transaction, rows. */
export const BEHIND = 50;
/** Most rows of the inbox that one commit reads, and that it places. */
export const INBOX = 200;
const AT_ONCE = 100;
const SNAPSHOT_ROWS = 50;
const VISITORS = 50;

/** What the transaction of a commit reads, in the order `settle` takes it. */
export const SETTLE_KEYS: readonly Key[] = ['meta', 'consent', 'head'];
type SettleValues = readonly [
  Meta | undefined,
  ConsentRecord | undefined,
  Head | undefined,
  readonly InboxRow[],
  readonly Row[],
];

/**
 * One commit: gives every waiting row its place in the log, all or nothing. Synchronous and without effects of its own;
 * its cost does not grow with the log or the profile.
 */
export function settle(
  { rules, known, now, tab, patienceMs, wake, keep, under, plain }: Settlement,
  values: Values,
): Outcome {
  const [meta, consent, head, inbox, others] = values as SettleValues;
  const seen = [...others];
  const waiting = new Set<string | undefined>();
  const taken = new Set<string | undefined>();
  const isPartial = inbox.length === INBOX;
  const drop: Key[] = [];
  const put: [Key, unknown][] = [];
  const placed: Row[] = [];
  const problems: Problem[] = [];
  const outcome = { known, head, consent, seen, placed, waiting, taken, isPartial, problems, put, drop };
  const isSame = meta?.epoch === known.epoch;
  if (isSame && isNewer(meta)) return { ...outcome, verdict: 'newer' };
  if (!isSame || !head) {
    // What tabs wrote before they knew goes the way of the rest.
    for (const row of inbox) if (isInboxRow(row) && row.epoch !== meta?.epoch) drop.push(['inbox', row.tab, row.n]);
    return { ...outcome, verdict: 'erased' };
  }
  insist(isLike(HEAD, head) && inbox.every(isInboxRow) && others.every(isRow));
  for (const { touchpoint } of inbox) waiting.add(touchpoint?.id);
  for (const { touchpoint } of others) taken.add(touchpoint?.id);
  if (head.revision !== known.revision) return { ...outcome, verdict: 'rewritten' };
  if (others.length > BEHIND) return { ...outcome, verdict: 'behind' };

  const granted = under(consent);
  let { seq, size, dropped } = head;
  let left = leftOf(head);
  let profile = fold(rules, known.profile, others);

  /** Answers why the row gets no place, or `''`. */
  function place(raw: Touchpoint | null, purposes: readonly Purpose[]): string {
    if (!purposes.length) return 'consent';
    const { touchpoint, decisions, ...step } = advance(rules, profile, now, raw, { seq: seq + 1, purposes });
    problems.push(...step.problems);
    if (!touchpoint && !decisions.length) return 'normalize';
    logOut(touchpoint);
    ({ profile } = step);
    placed.push(write({ seq: seq + 1, now, purposes, touchpoint, decisions }));
    return '';
  }

  /** A row that was decided and published in memory gets its place as it is. */
  function adopt(raw: Touchpoint | null, purposes: readonly Purpose[], decisions: readonly RowDecision[]): string {
    if (!purposes.length) return 'consent';
    const row = { seq: seq + 1, now, purposes, touchpoint: raw, decisions };
    logOut(raw);
    profile = fold(rules, profile, [row]);
    seen.push(write({ ...row, touchpoint: raw && { ...raw, session: profile.session?.id ?? '' } }));
    return '';
  }

  /** Whose rows they were, for destinations that are told of them later. */
  function logOut(touchpoint: Touchpoint | null): void {
    if (touchpoint?.type !== 'reset') return;
    left = [...left.slice(1 - VISITORS), [seq + 1, profile.visitorId]];
    // Whoever was before is nobody, and not who came after.
    left = left.map(([at, id], index) => [at, index || left.length < VISITORS ? id : '']);
  }

  function write(made: Row): Row {
    const row = plain ? plain(made) : made;
    ({ seq } = row);
    size += JSON.stringify(row).length;
    put.push([['log', seq], row]);
    return row;
  }

  for (const { tab: from, n, at, epoch, purposes, touchpoint, decisions } of inbox) {
    if (drop.length >= AT_ONCE || (from !== tab && Math.abs(now - at) < patienceMs)) continue;
    drop.push(['inbox', from, n]);
    waiting.delete(touchpoint?.id);
    taken.add(touchpoint?.id);
    if (epoch !== meta.epoch) continue;
    const allowed = purposes.filter(purpose => granted.includes(purpose));
    dropped = count(dropped, decisions ? adopt(touchpoint, allowed, decisions) : place(touchpoint, allowed));
  }
  // Before the first touchpoint there is nobody to decide about: what holds then would be decided again with it.
  if (wake && profile.session) place(null, granted);
  const next: Head = { ...head, seq, size, dropped, ...(left.length && { left }) };
  if (drop.length || placed.length) put.push(['head', next]);
  if (!plain && (keep || (placed.length && seq % SNAPSHOT_ROWS < placed.length))) {
    const snapshot: Snapshot = { seq, revision: head.revision, rules: rules.hash, profile, sum: checksum(profile) };
    put.push(['profile', snapshot]);
  }
  return { ...outcome, verdict: 'settled', head: next, known: { ...known, seq, profile } };
}
