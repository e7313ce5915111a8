import type { Row } from '../core/touchpoint.js';
import { goneError, type Key, type Store } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import { type Counts, count, type Head, type InboxRow, isNewer, type Meta } from './records.js';

export interface Healing {
  /** The twin in memory, and the database that can be reached again. */
  readonly from: Store;
  readonly to: Store;
  /** Last row of the log when the database was left, and what had been dropped by then. */
  readonly above: number;
  readonly dropped: Counts;
  readonly tab: string;
  readonly epoch: string;
  readonly now: number;
}

/**
 * Moves what was kept in memory into the inbox of the database, each row with its decisions, so that nothing is decided
 * again. A row that reached the database before it failed is known by its id. One transaction: all or nothing.
 */
export async function moveBack({ from, to, above, dropped, tab, epoch, now }: Healing): Promise<void> {
  const [choice, twin, rows] = (await from.read(['consent', 'head'], [{ name: 'log', above }])) as readonly [
    ConsentRecord | undefined,
    Head | undefined,
    readonly Row[],
  ];
  await to.transact(['meta', 'consent', 'head'], [{ name: 'log', above }, { name: 'inbox' }], values => {
    const [meta, stored, head, log, inbox] = values as readonly [
      Meta | undefined,
      ConsentRecord | undefined,
      Head | undefined,
      readonly Row[],
      readonly InboxRow[],
    ];
    if (meta?.epoch !== epoch) throw goneError('It was erased.');
    const known = new Set(log.map(row => row.touchpoint?.id));
    // What this page wrote before the database failed; the twin has it, decided.
    const left = inbox.filter(row => row.tab === tab);
    // The mark stands before all names of tabs, for these rows are older than what waits.
    const name = `!${tab}:${now}`;
    const moved = rows
      // A row that was forgotten and decided nothing has nothing left to move.
      .filter(({ touchpoint, decisions }) => (touchpoint ? !known.has(touchpoint.id) : decisions.length))
      .map(({ touchpoint, purposes, decisions }, n): InboxRow => {
        return { tab: name, n, epoch, at: now, purposes, touchpoint, decisions };
      });
    let lost = head?.dropped ?? {};
    for (const [reason, by] of Object.entries(twin?.dropped ?? {}))
      lost = count(lost, reason, by - (dropped[reason] ?? 0));
    // What retention took of the twin is in nothing that can be moved.
    lost = count(lost, 'retention', Math.max(0, (twin?.seq ?? above) - above - rows.length));
    return {
      drop: left.map(({ n }): Key => ['inbox', tab, n]),
      put: [
        ...moved.map(row => [['inbox', name, row.n], row] as const),
        ...(choice && choice.at > (stored?.at ?? 0) ? [['consent', choice] as const] : []),
        ...(head && !isNewer(meta) ? [['head', { ...head, dropped: lost }] as const] : []),
      ],
    };
  });
}
