import type { Base } from '../core/migrate.js';
import type { Problem } from '../core/problem.js';
import { initialProfile, type Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Key, Store, Writes } from '../platform/store.js';
import { type Cursor, FORMAT, type Head, type InboxRow, isNewer, type Meta } from './records.js';
import { CONSENT, CURSOR, checksum, HEAD, isBase, isInboxRow, isLike, isRow, META } from './whole.js';

/** Damaged records that were set aside. */
export interface Quarantine {
  /** When they were found, epoch ms. */
  readonly at: number;
  /** JSON of the records that could not be read, cut at 64 KiB. */
  readonly text: string;
}

/** When it is mended, and how a new database and its visitor would be called. */
export interface Born {
  readonly at: number;
  readonly epoch: string;
  readonly visitorId: string;
}

type Entry = readonly [key: Key, value: unknown];

/** Characters, of two bytes each at most. */
const QUARANTINE_SIZE = 32 * 1024;

/** Makes a database whole again, and answers what is to be said of it. */
export async function mendStore(store: Store, rules: Rules, born: Born): Promise<Problem> {
  // What another tab writes meanwhile counts: then everything is looked at once more.
  const aside = (await mend(store, rules, born)) ?? (await mend(store, rules, born)) ?? [];
  return {
    code: 'storage-mended',
    message: `Records of the database could not be read and were set aside: ${JSON.stringify(aside)}. Everything else goes on; nothing needs to be done.`,
  };
}

/**
 * One try: what cannot be read is set aside in `quarantine`, everything else stays, and what is
 * missing is made of it. Answers the keys that were set aside, or `null` where another tab wrote meanwhile and nothing
 * was done. A database of a newer format is left as it is.
 */
export async function mend(store: Store, rules: Rules, { at, epoch, visitorId }: Born): Promise<readonly Key[] | null> {
  const entries = await store.entries();
  if (!entries.length) return [];
  const found = (key: string): unknown => entries.find(([name]) => name === key)?.[1];
  const list = (name: string): readonly Entry[] => entries.filter(([key]) => Array.isArray(key) && key[0] === name);
  const known = found('meta');
  const meta = isLike(META, known) ? (known as Meta) : { epoch, format: FORMAT };
  if (isNewer(meta)) return [];

  const log = list('log').filter(([key, row]) => isRow(row) && row.seq === key[1]) as (readonly [Key, Row])[];
  const inbox = list('inbox').filter(([key, row]) => isInboxRow(row) && row.tab === key[1] && row.n === key[2]);
  const base = usable(rules, found('base')) ?? newBase(rules, log, visitorId);
  let { seq } = base;
  let size = 0;
  let merged = 0;
  for (const [, row] of log) {
    if (row.imported !== undefined) merged = row.seq;
    seq = Math.max(seq, row.seq);
    size += JSON.stringify(row).length;
  }
  const head = isLike(HEAD, found('head')) ? (found('head') as Head) : null;
  const last = Math.max(seq, head?.seq ?? 0);
  const cursors = list('cursor').filter(([, cursor]) => isLike(CURSOR, cursor) && (cursor as Cursor).seq <= last);
  const consent = isLike(CONSENT, found('consent')) ? [['consent', found('consent')] as const] : [];

  const kept: readonly Entry[] = [...log, ...cursors, ...list('gap'), ...consent];
  const isKept = new Set<unknown>([...kept, ...inbox].map(([, value]) => value)).add(found('profile'));
  if (head) isKept.add(head);
  isKept.add(meta);
  if (isBase(found('base'))) isKept.add(found('base'));
  const aside = entries.filter(([key, value]) => !isKept.has(value) && key !== 'quarantine');
  const quarantine: Quarantine = { at, text: JSON.stringify(aside).slice(0, QUARANTINE_SIZE) };
  const put: readonly Entry[] = [
    ...kept,
    // What waits belongs to this database, whatever it was called.
    ...inbox.map(([key, row]) => [key, { ...(row as InboxRow), epoch: meta.epoch }] as const),
    ['meta', meta],
    ['base', { ...base, sum: checksum(base.profile) }],
    ['head', { dropped: {}, merged, ...head, seq: last, revision: (head?.revision ?? 0) + 1, size } satisfies Head],
    ['quarantine', quarantine],
  ];
  const values = (list: readonly Entry[]): readonly unknown[] => list.map(([, value]) => value);
  const seen = fingerprint(['meta', 'consent', 'head'].map(found), values(list('inbox')), values(list('log')));
  const { isDone } = await store.transact<Writes & { isDone: boolean }>(
    ['meta', 'consent', 'head'],
    [{ name: 'inbox' }, { name: 'log' }],
    ([now, choice, place, waiting, rows]) =>
      seen === fingerprint([now, choice, place], waiting, rows)
        ? { isDone: true, clear: true, put }
        : { isDone: false },
  );
  return isDone ? aside.map(([key]) => key) : null;
}

/** Tells whether somebody wrote in between; lists may come in any order. */
function fingerprint(...lists: readonly (readonly unknown[])[]): string {
  return JSON.stringify(lists.map((list, index) => (index ? list.map(text).sort() : list.map(text))));
}

function text(value: unknown): string {
  return `${JSON.stringify(value)}`;
}

/** A base without the slices that cannot be read, if that makes it one. */
function usable(rules: Rules, stored: unknown): Base | null {
  if (isBase(stored)) return stored;
  const { profile, sum: _, ...base } = Object(stored) as Partial<Base>;
  const states: Record<string, unknown> = { ...profile?.slices };
  for (const { slice } of rules.slices) if (!isKind(slice.initial, states[slice.name])) delete states[slice.name];
  const rest = { ...base, profile: { ...profile, slices: states } };
  return isBase(rest) ? rest : null;
}

/** Whether a damaged slice may still be one: a list where it starts as a list, an object where it starts as an object. */
function isKind(initial: unknown, state: unknown): boolean {
  if (typeof initial !== 'object' || initial === null) return true;
  return (state ?? null) === null || isLike(Array.isArray(initial) ? [] : {}, state);
}

/** Without a base the profile begins with the oldest row that is left. */
function newBase(rules: Rules, log: readonly (readonly [Key, Row])[], visitorId: string): Base {
  const first = Math.min(...log.map(([, row]) => row.seq));
  const profile = initialProfile(rules, visitorId);
  return { profile, seq: Number.isFinite(first) ? first - 1 : 0, versions: rules.versions };
}
