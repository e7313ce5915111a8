import { fold } from '../core/fold.js';
import { type Base, migrate } from '../core/migrate.js';
import type { Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Store, Writes } from '../platform/store.js';
import { type Age, agedOf, expired } from './age.js';
import { arrange, deviceOf, foldArranged } from './merge.js';
import { type Cursor, type Head, isNewer, LOG_ROWS, LOG_SIZE, type Meta, type Snapshot } from './records.js';
import { checksum } from './whole.js';

const AT_ONCE = 200;
/** What a shop needs longest; of rows nobody has taken yet these go last. */
const PRECIOUS = /^(purchase|refund|begin_checkout|consent_update|identify)$/;

/**
 * Moves the oldest rows of a log over its bounds (2,000 rows, 896 KiB) into the base, and those that are too old, at most
 * 200 at a time. Answers whether it did.
 */
export async function sweep(store: Store, rules: Rules, age?: Age): Promise<boolean> {
  const [known] = (await store.read(['head'], [])) as readonly [Head | undefined];
  const { swept } = await store.transact<Writes & { swept: boolean }>(
    ['head', 'base', 'profile', 'meta'],
    // What came from another device stands anywhere.
    [known?.merged ? { name: 'log' } : { name: 'log', limit: AT_ONCE }, { name: 'cursor' }],
    values => {
      const [head, stored, kept, meta, rows, cursors] = values as readonly [
        Head | undefined,
        Base | undefined,
        Snapshot | undefined,
        Meta | undefined,
        readonly Row[],
        readonly Cursor[],
      ];
      if (isNewer(meta) || !head || !stored || !ownsAll(rules, stored)) return { swept: false };
      const { merged = 0 } = head;
      // Taken in since, and not read as a whole.
      if (merged > stored.seq && !known?.merged) return { swept: false };
      const moved = age ? expired(rows, cursors, age) : [];
      const oldest = rows.slice(0, AT_ONCE);
      const isFull = isOver(head, stored.seq, rows);
      const gone = isFull ? loosest(head, oldest, cursors) : age ? agedOf(rows, age).slice(0, AT_ONCE) : [];
      if (!gone.length) return { swept: moved.length > 0, put: moved };
      // What an upgrade sets aside was reported when it was loaded.
      const base = migrate(rules, stored, () => {});
      // Rows of several devices are folded in one order, so all of them at once.
      const seq = Math.max(base.seq, (isFull ? oldest : gone).at(-1)?.seq ?? 0, merged);
      const later = rows.filter(row => row.seq > base.seq && row.seq <= seq);
      const mixed = arrange(
        later.filter(row => row.seq <= merged),
        deviceOf(base.profile.visitorId),
      );
      const unmixed = later.filter(row => row.seq > merged);
      const profile = fold(rules, foldArranged(rules, base.profile, mixed), unmixed);
      let { size } = head;
      for (const row of gone) size -= JSON.stringify(row).length;
      return {
        swept: true,
        drop: gone.map(row => ['log', row.seq]),
        put: [
          ...moved,
          ['base', { ...base, profile, sum: checksum(profile), seq } satisfies Base],
          ['head', { ...head, size, revision: head.revision + 1 } satisfies Head],
          // The profile stays what it is, so what was kept of it still serves.
          ...(kept?.revision === head.revision
            ? [['profile', { ...kept, revision: head.revision + 1 } satisfies Snapshot] as const]
            : []),
        ],
      };
    },
  );
  return swept;
}

/** Blanks the row of a touchpoint and keeps its place. Answers `false` when it is not in the log. */
export async function blank(store: Store, id: string): Promise<boolean> {
  const { found } = await store.transact<Writes & { found: boolean }>(
    ['head', 'base', 'meta'],
    [{ name: 'log' }],
    values => {
      const [head, base, meta, rows] = values as readonly [
        Head | undefined,
        Base | undefined,
        Meta | undefined,
        readonly Row[],
      ];
      if (isNewer(meta)) return { found: false };
      const row = rows.find(({ touchpoint }) => touchpoint?.id === id);
      if (!head || !row || row.seq <= (base?.seq ?? 0)) return { found: false };
      const decisions = row.decisions.map(decision => ({
        id: decision.id,
        trigger: decision.trigger,
        at: decision.at,
      }));
      const blanked: Row = { ...row, touchpoint: null, decisions };
      const size = head.size + JSON.stringify(blanked).length - JSON.stringify(row).length;
      return {
        found: true,
        put: [
          [['log', row.seq], blanked],
          ['head', { ...head, size, revision: head.revision + 1 } satisfies Head],
        ],
      };
    },
  );
  return found;
}

/** What is missed least: taken by every destination, or of no importance; when there is none, all. */
function loosest(head: Head, rows: readonly Row[], cursors: readonly Cursor[]): readonly Row[] {
  const taken = Math.min(head.seq, ...cursors.map(cursor => cursor.seq));
  const loose = rows.filter(row => row.seq <= taken || !PRECIOUS.test(row.touchpoint?.type ?? ''));
  return loose.length ? loose : rows;
}

/** Of the rows up to `moved` only those are left that a destination waits for; they are among the oldest. */
function isOver({ seq, size }: Head, moved: number, rows: readonly Row[]): boolean {
  return size > LOG_SIZE || seq - moved + rows.filter(row => row.seq <= moved).length > LOG_ROWS;
}

/** A tab that lacks a plugin, or has an older one, must not fold its slice away. */
function ownsAll({ versions }: Rules, base: Base): boolean {
  return Object.entries(base.versions).every(([name, version]) => (versions[name] ?? 0) >= version);
}
