import type { Profile } from '../core/profile.js';
import type { Row } from '../core/touchpoint.js';
import type { Writes } from '../platform/store.js';
import type { Retention } from './face.js';
import { type Cursor, count } from './records.js';

export const DAY_MS = 86_400_000;
/** Raw touchpoints; a profile after the last visit, 13 months. */
const TOUCHPOINT_DAYS = 30;
const PROFILE_DAYS = 396;
/** What nobody could be told for so long is no news any more. */
const UNDELIVERED_DAYS = 7;
/** What a clock says before and after is not believed, epoch ms: 2020 and 2070. */
const FROM = 1_577_836_800_000;
const TO = 3_155_760_000_000;

/** What is old enough to go, epoch ms. Only rows up to `upTo` count, which this page found: a clock that jumps makes none of its own old. */
export interface Age {
  readonly rowsBefore: number;
  readonly undeliveredBefore: number;
  readonly upTo: number;
}

/** The bounds of age at a moment. Pure. */
export function ageAt(now: number, upTo: number, { touchpointDays = TOUCHPOINT_DAYS }: Retention = {}): Age {
  const ago = (days: number): number => (isBelievable(now) ? now - days * DAY_MS : 0);
  return { rowsBefore: ago(touchpointDays), undeliveredBefore: ago(Math.min(touchpointDays, UNDELIVERED_DAYS)), upTo };
}

/** The rows that are older than raw touchpoints are kept. Pure. */
export function agedOf(rows: readonly Row[], { rowsBefore, upTo }: Age): readonly Row[] {
  return rows.filter(({ seq, now }) => seq <= upTo && isBelievable(now) && now < rowsBefore);
}

/** Cursors over rows that waited too long for their destinations, which count them as `expired`. Pure. */
export function expired(
  rows: readonly Row[],
  cursors: readonly Cursor[],
  { undeliveredBefore, upTo }: Age,
): NonNullable<Writes['put']> {
  const last =
    rows
      // What another device told long ago stands behind what is new here.
      .filter(
        ({ seq, now, imported }) =>
          imported === undefined && seq <= upTo && isBelievable(now) && now < undeliveredBefore,
      )
      .at(-1)?.seq ?? 0;
  return cursors
    .filter(({ seq }) => seq < last)
    .map(cursor => {
      const dropped = count(cursor.dropped, 'expired', last - cursor.seq);
      return [['cursor', cursor.name], { ...cursor, seq: last, dropped } satisfies Cursor] as const;
    });
}

/** Whether the visitor has been away for so long that everything known goes, unless a row is recent. Pure. */
export function isForgotten(
  { lastSeenAt }: Profile,
  now: number,
  { profileDays = PROFILE_DAYS }: Retention = {},
): boolean {
  return (
    lastSeenAt !== null && isBelievable(lastSeenAt) && isBelievable(now) && now - lastSeenAt > profileDays * DAY_MS
  );
}

/** Whether a row is of a visit that is not too long ago: the log knows of visits before one at which the clock was far back. Pure. */
export function isRecent(
  { now: at }: Pick<Row, 'now'>,
  now: number,
  { profileDays = PROFILE_DAYS }: Retention = {},
): boolean {
  return at <= now && now - at <= profileDays * DAY_MS;
}

function isBelievable(at: number): boolean {
  return at > FROM && at < TO;
}
