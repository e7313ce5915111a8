import { fold } from '../core/fold.js';
import { type Base, migrate } from '../core/migrate.js';
import type { Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Store, Writes } from '../platform/store.js';
import type { Cursor, Head, Snapshot } from './records.js';
import { checksum } from './whole.js';

const ROWS = 2_000;
const SIZE = 1024 * 1024;
const AT_ONCE = 200;
/** What a shop needs longest; of rows nobody has taken yet these go last. */
const PRECIOUS = /^(purchase|refund|begin_checkout|consent_update|identify)$/;

/** Moves the oldest rows of a log over its bounds (2,000 rows, 1 MiB) into the base. Answers whether it did. */
export async function sweep(store: Store, rules: Rules): Promise<boolean> {
  const { swept } = await store.transact<Writes & { swept: boolean }>(
    ['head', 'base', 'profile'],
    [{ name: 'log', limit: AT_ONCE }, { name: 'cursor' }],
    values => {
      const [head, stored, kept, rows, cursors] = values as readonly [
        Head | undefined,
        Base | undefined,
        Snapshot | undefined,
        readonly Row[],
        readonly Cursor[],
      ];
      if (!head || !stored || !isOver(head, rows) || !ownsAll(rules, stored)) return { swept: false };
      // What an upgrade sets aside was reported when it was loaded.
      const base = migrate(rules, stored, () => {});
      const taken = Math.min(head.seq, ...cursors.map(cursor => cursor.seq));
      const loose = rows.filter(row => row.seq <= taken || !PRECIOUS.test(row.touchpoint?.type ?? ''));
      const gone = loose.length ? loose : rows;
      const profile = fold(
        rules,
        base.profile,
        rows.filter(row => row.seq > base.seq),
      );
      const size = head.size - gone.reduce((sum, row) => sum + JSON.stringify(row).length, 0);
      return {
        swept: true,
        drop: gone.map(row => ['log', row.seq]),
        put: [
          [
            'base',
            {
              ...base,
              profile,
              sum: checksum(profile),
              seq: Math.max(base.seq, rows.at(-1)?.seq ?? 0),
            } satisfies Base,
          ],
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
  const { found } = await store.transact<Writes & { found: boolean }>(['head', 'base'], [{ name: 'log' }], values => {
    const [head, base, rows] = values as readonly [Head | undefined, Base | undefined, readonly Row[]];
    const row = rows.find(({ touchpoint }) => touchpoint?.id === id);
    if (!head || !row || row.seq <= (base?.seq ?? 0)) return { found: false };
    const decisions = row.decisions.map(decision => ({ id: decision.id, trigger: decision.trigger, at: decision.at }));
    const blanked: Row = { ...row, touchpoint: null, decisions };
    const size = head.size + JSON.stringify(blanked).length - JSON.stringify(row).length;
    return {
      found: true,
      put: [
        [['log', row.seq], blanked],
        ['head', { ...head, size, revision: head.revision + 1 } satisfies Head],
      ],
    };
  });
  return found;
}

function isOver({ seq, size }: Head, rows: readonly Row[]): boolean {
  return size > SIZE || seq - (rows[0]?.seq ?? seq) >= ROWS;
}

/** A tab that lacks a plugin, or has an older one, must not fold its slice away. */
function ownsAll({ versions }: Rules, base: Base): boolean {
  return Object.entries(base.versions).every(([name, version]) => (versions[name] ?? 0) >= version);
}
