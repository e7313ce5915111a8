import type { Base } from '../core/migrate.js';
import { initialProfile, type Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Key, Store } from '../platform/store.js';
import { type Cursor, FORMAT, type Head, type InboxRow, type Meta } from './records.js';
import { CONSENT, HEAD, isBase, isInboxRow, isKind, isLike, isRow, META } from './whole.js';

export interface Quarantine {
  /** Epoch ms. */
  readonly at: number;
  /** JSON of the records that could not be read, cut at 64 KiB. */
  readonly text: string;
}

type Entry = readonly [key: Key, value: unknown];

const QUARANTINE_SIZE = 32 * 1024;
const CURSOR = { name: '', seq: 0, delivered: 0, dropped: {} };

/**
 * Makes a database whole again: what cannot be read is set aside in `quarantine`, everything else stays, and what is
 * missing is made of it. Answers the keys that were set aside. A database of a newer format is left as it is.
 */
export async function mend(
  store: Store,
  rules: Rules,
  { at, epoch, visitorId }: { readonly at: number; readonly epoch: string; readonly visitorId: string },
): Promise<readonly Key[]> {
  const entries = await store.entries();
  const found = (key: string): unknown => entries.find(([name]) => name === key)?.[1];
  const list = (name: string): readonly Entry[] => entries.filter(([key]) => Array.isArray(key) && key[0] === name);
  const known = found('meta');
  if (isLike(META, known) && (known as Meta).format > FORMAT) return [];
  const meta = isLike(META, known) ? (known as Meta) : { epoch, format: FORMAT };

  const log = list('log').filter(([key, row]) => isRow(row) && row.seq === key[1]) as (readonly [Key, Row])[];
  const inbox = list('inbox').filter(([key, row]) => isInboxRow(row) && row.tab === key[1] && row.n === key[2]);
  const base = usable(rules, found('base')) ?? newBase(rules, log, visitorId);
  const seq = log.reduce((last, [, row]) => Math.max(last, row.seq), base.seq);
  const head = isLike(HEAD, found('head')) ? (found('head') as Head) : null;
  const size = log.reduce((sum, [, row]) => sum + JSON.stringify(row).length, 0);
  const cursors = list('cursor').filter(([, cursor]) => isLike(CURSOR, cursor) && (cursor as Cursor).seq <= seq);
  const consent = isLike(CONSENT, found('consent')) ? [['consent', found('consent')] as const] : [];

  const kept: readonly Entry[] = [...log, ...cursors, ...list('gap'), ...consent];
  const isKept = new Set<unknown>([...kept, ...inbox].map(([, value]) => value)).add(found('profile'));
  if (head) isKept.add(head);
  isKept.add(meta);
  if (isBase(rules, found('base'))) isKept.add(found('base'));
  const aside = entries.filter(([key, value]) => !isKept.has(value) && key !== 'quarantine');
  const quarantine: Quarantine = { at, text: JSON.stringify(aside).slice(0, QUARANTINE_SIZE) };
  await store.transact([], [], () => ({
    clear: true,
    put: [
      ...kept,
      // What waits belongs to this database, whatever it was called.
      ...inbox.map(([key, row]) => [key, { ...(row as InboxRow), epoch: meta.epoch }] as const),
      ['meta', meta],
      ['base', base],
      ['head', { dropped: {}, ...head, seq: Math.max(seq, head?.seq ?? 0), revision: (head?.revision ?? 0) + 1, size }],
      ['quarantine', quarantine],
    ],
  }));
  return aside.map(([key]) => key);
}

/** A base without the slices that cannot be read, if that makes it one. */
function usable(rules: Rules, stored: unknown): Base | null {
  const { profile } = Object(stored) as Partial<Base>;
  const states: Record<string, unknown> = { ...profile?.slices };
  for (const { slice } of rules.slices) if (!isKind(slice.initial, states[slice.name])) delete states[slice.name];
  const base = { ...(stored as Base), profile: { ...profile, slices: states } };
  return isBase(rules, base) ? base : null;
}

/** Without a base the profile begins with the oldest row that is left. */
function newBase(rules: Rules, log: readonly (readonly [Key, Row])[], visitorId: string): Base {
  const first = log.reduce((least, [, row]) => Math.min(least, row.seq), Infinity);
  const profile = initialProfile(rules, visitorId);
  return { profile, seq: Number.isFinite(first) ? first - 1 : 0, versions: rules.versions };
}
