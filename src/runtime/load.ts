import { fold } from '../core/fold.js';
import type { Base } from '../core/migrate.js';
import type { Report } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { initialProfile, type Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import { goneError, type Key, type Store, type Writes } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import { type Counts, FORMAT, type Head, isNewer, type Meta, type Snapshot } from './records.js';
import { BEHIND, type Known } from './settle.js';
import { checksum, HEAD, insist, isBase, isLike, isRow, META } from './whole.js';

export interface Reading {
  readonly place: Store;
  readonly rules: Rules;
  now(): number;
  under(record?: ConsentRecord): readonly Purpose[];
  problem: Report;
}

/** What is known of the database: a choice of the visitor was seen there, or this epoch was left there. */
export interface Expected {
  readonly isKnown?: boolean;
  readonly left?: string;
}

const SLICE_MS = 20;
/** What was set aside is kept so long for whoever wants to look at it. */
const QUARANTINE_MS = 7 * 86_400_000;

/**
 * The committed state as it is stored, and whether much had to be folded to get there; `born` names a new database and
 * its visitor. Throws `DamageError` for records that are not whole, and a `NotFoundError` where what was expected is gone,
 * or where the visitor refused everything: nothing may be made there.
 */
export async function loadKnown(
  reading: Reading,
  born: readonly [epoch: string, visitorId: string],
  { isKnown, left }: Expected = {},
): Promise<{ readonly known: Known; readonly dropped: Counts; readonly isFar: boolean }> {
  const { place, rules, now, under, problem } = reading;
  const { stored } = await place.transact<Writes & { stored: Stored }>(
    ['consent', 'meta', 'head', 'base', 'profile', 'quarantine'],
    [],
    ([consent, ...values]) => {
      const isOther = left && (values[0] as Meta | undefined)?.epoch !== left;
      const isRefused = !values.some(Boolean) && (consent ? !under(consent).length : isKnown);
      if (isOther || isRefused) throw goneError('It was erased.');
      if (values.some(Boolean)) {
        const isStale = !(Math.abs(now() - (values[4]?.at ?? now())) < QUARANTINE_MS);
        return {
          stored: values as unknown as Stored,
          drop: isStale && !isNewer(values[0]) ? ['quarantine'] : [],
          put: raised(values[0]),
        };
      }
      return firstRecords(rules, ...born);
    },
  );
  const [meta, head, base, snapshot] = stored;
  insist(isLike(META, meta));
  const { epoch } = meta;
  // An old build leaves what a newer one wrote as it is.
  if (isNewer(meta)) {
    return { known: { epoch, seq: 0, revision: 0, profile: initialProfile(rules, '') }, dropped: {}, isFar: false };
  }
  insist(isLike(HEAD, head) && isBase(base));
  const { revision, dropped, merged = 0 } = head;
  const { hash, versions } = rules;
  const isKept =
    snapshot?.rules === hash &&
    snapshot.revision === revision &&
    snapshot.seq <= head.seq &&
    snapshot.seq >= base.seq &&
    snapshot.sum === checksum(snapshot.profile);
  const isOld = Object.keys(base.versions).some(
    name => (versions[name] ?? base.versions[name]) !== base.versions[name],
  );
  const { seq, profile } = isKept
    ? snapshot
    : isOld
      ? (await import('../core/migrate.js')).migrate(rules, base, problem)
      : base;
  let start: Known = { epoch, seq, revision, profile };
  if (merged > seq) {
    const { foldMerged } = await import('./rights.js');
    start = await foldMerged(reading, start, { upTo: merged, visitorId: base.profile.visitorId });
  }
  const known = await catchUp(reading, start);
  return { known, dropped, isFar: known.seq - seq > BEHIND };
}

/** From here on older builds only write ahead: they would take slices of another kind for damaged ones. */
function raised(meta: unknown): readonly (readonly [Key, Meta])[] {
  return isLike(META, meta) && (meta as Meta).format < FORMAT ? [['meta', { ...(meta as Meta), format: FORMAT }]] : [];
}

/** Folds what others placed, in pieces of at most 20 ms. */
export async function catchUp({ place, rules, now }: Reading, known: Known): Promise<Known> {
  let reached = known;
  for (let started = now(); ; ) {
    const [rows] = (await place.read([], [{ name: 'log', above: reached.seq, limit: BEHIND }])) as readonly [
      readonly Row[],
    ];
    insist(rows.every(isRow));
    reached = { ...reached, seq: rows.at(-1)?.seq ?? reached.seq, profile: fold(rules, reached.profile, rows) };
    if (rows.length < BEHIND) return reached;
    if (now() - started < SLICE_MS) continue;
    await new Promise(resolve => setTimeout(resolve));
    started = now();
  }
}

export type Stored = readonly [Meta, Head, Base, Snapshot?];

/** The records of a new visitor. Pure. */
export function firstRecords(
  rules: Rules,
  epoch: string,
  visitorId: string,
): { stored: Stored; put: readonly (readonly [Key, unknown])[] } {
  const meta: Meta = { epoch, format: FORMAT };
  const head: Head = { seq: 0, revision: 0, size: 0, dropped: {} };
  const profile = initialProfile(rules, visitorId);
  const base: Base = { profile, seq: 0, versions: rules.versions, sum: checksum(profile) };
  return {
    stored: [meta, head, base],
    put: [
      ['meta', meta],
      ['head', head],
      ['base', base],
    ],
  };
}
