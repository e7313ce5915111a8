import { definePlugin, type Plugin, type PluginWith } from '../../src/core/plugin.js';
import type { Purpose } from '../../src/core/purpose.js';
import { initialProfile, type Rules } from '../../src/core/rules.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import type { Store } from '../../src/platform/store.js';
import type { Cursor, Head, InboxRow, Meta } from '../../src/runtime/records.js';

declare module '../../src/core/touchpoint.js' {
  interface TouchpointMap {
    /** A test's touchpoint. */
    tap: { readonly weight?: number; readonly text?: string };
  }
}

declare module '../../src/core/profile.js' {
  interface SliceMap {
    /** Sum of the weights of all taps. */
    taps: number;
    /** Number of touchpoints of any type. */
    seen: number;
  }
}

declare module '../../src/core/trigger.js' {
  interface DecisionMap {
    'taps.reach': { readonly taps: number };
    'taps.rest': { readonly taps: number };
  }
}

/** Monday, ten o'clock. */
export const START_AT: number = Date.UTC(2026, 0, 5, 10);

/** Owns the sum of all taps and decides at every third. */
export function taps(more: Partial<PluginWith<never>> = {}): Plugin {
  return definePlugin({
    name: 'taps',
    vocabulary: { tap: data => data },
    slice: {
      name: 'taps',
      version: 1,
      initial: 0,
      reduce: (state, { type, data }) => (type === 'tap' ? state + ((data as { weight?: number }).weight ?? 1) : state),
    },
    triggers: [
      {
        name: 'third',
        decision: 'taps.reach',
        when: ({ profile: { slices }, before, touchpoint }) => {
          const { taps: sum = 0 } = slices;
          return touchpoint && sum > (before.slices.taps ?? 0) && sum % 3 === 0 ? { taps: sum } : null;
        },
      },
    ],
    ...more,
  });
}

/** Counts everything it may see. */
export function seen(more: Partial<PluginWith<never>> = {}): Plugin {
  return definePlugin({
    name: 'seen',
    slice: { name: 'seen', version: 1, initial: 0, reduce: state => state + 1 },
    ...more,
  });
}

/** Decides once the visitor has rested for this long after the last touchpoint. */
export function rest(restMs: number): Plugin {
  return definePlugin({
    name: 'rest',
    needs: ['taps'],
    triggers: [
      {
        name: 'rest',
        decision: 'taps.rest',
        every: 86_400_000,
        when: ({ now, profile }) =>
          profile.lastSeenAt && now - profile.lastSeenAt >= restMs ? { taps: profile.slices.taps } : null,
        wakeAt: ({ lastSeenAt }) => lastSeenAt && lastSeenAt + restMs,
      },
    ],
  });
}

export function tap(
  id: string,
  more: { weight?: number; at?: number; text?: string; by?: string } = {},
): Touchpoint<'tap'> {
  const { at = START_AT, by = 'site', ...data } = more;
  return { id, at, url: 'https://shop.example/', by, session: '', type: 'tap', data };
}

export const ALL: readonly Purpose[] = ['functional', 'analytics', 'personalization', 'advertising'];

export function row(seq: number, more: Partial<Row> = {}): Row {
  return {
    seq,
    now: START_AT,
    purposes: ALL,
    touchpoint: { ...tap(`t${seq}`), session: 't1' },
    decisions: [],
    ...more,
  };
}

export function waitingRow(n: number, more: Partial<InboxRow> = {}): InboxRow {
  return { tab: 'mine', n, epoch: 'epoch', at: START_AT, purposes: ALL, touchpoint: tap(`w${n}`), ...more };
}

/** The records of a visitor whose log is `rows`. */
export async function fill(
  store: Store,
  rules: Rules,
  rows: readonly Row[] = [],
  more: { head?: Partial<Head>; meta?: Partial<Meta>; cursors?: readonly Cursor[] } = {},
): Promise<void> {
  const size = rows.reduce((sum, each) => sum + JSON.stringify(each).length, 0);
  const { seq = 0 } = rows.at(-1) ?? {};
  await store.transact([], [], () => ({
    put: [
      ['meta', { epoch: 'epoch', format: 2, ...more.meta }],
      ['head', { seq, revision: 0, size, dropped: {}, ...more.head }],
      ['base', { profile: initialProfile(rules, 'visitor'), seq: 0, versions: rules.versions }],
      ...rows.map(each => [['log', each.seq], each] as const),
      ...(more.cursors ?? []).map(cursor => [['cursor', cursor.name], cursor] as const),
    ],
  }));
}

export async function logOf(store: Store): Promise<readonly Row[]> {
  const [rows] = (await store.read([], [{ name: 'log' }])) as readonly [readonly Row[]];
  return rows;
}

/** Numbers from 0 to 1 that are the same in every run; another seed gives others. */
export function rolls(seed = 1): () => number {
  let state = seed;
  return () => {
    // Source: Park and Miller 1988, multiplier 48271.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Whatever is under way in this task goes on until nothing is left to do at once. */
export async function flush(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(resolve => setImmediate(resolve));
}
