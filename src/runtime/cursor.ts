import type { Delivered, Plugin, PluginContext } from '../core/plugin.js';
import { isPermitted } from '../core/purpose.js';
import type { Row } from '../core/touchpoint.js';
import { bare } from '../platform/bare.js';
import { type Cursor, count } from './records.js';
import { isTold } from './within.js';

/** How far a destination gets with one batch. */
export interface Reach {
  /** Where it stands before. */
  readonly from: Cursor;
  /** The rows that were looked at. */
  readonly rows: readonly Row[];
  /** Those of them that it is told of, as many as go out at once. */
  readonly batch: readonly Row[];
  /** Where it stands once they are taken. */
  readonly cursor: Cursor;
}

/** Bytes of JSON that go out at once, unless one row has more. */
const BATCH_SIZE = 56 * 1024;

export const START: Cursor = { name: '', seq: 0, delivered: 0, dropped: {} };

/** Whether this destination is told of this row; if not, why. Pure. */
export function refusal(plugin: Plugin, { touchpoint, decisions, purposes, imported }: Row): string | null {
  const { purpose, ignores = [] } = plugin;
  if (imported !== undefined) return 'imported';
  if (!isPermitted(purpose, purposes)) return 'consent';
  if (touchpoint) return ignores.includes(touchpoint.by) ? 'ignored' : null;
  const whole = decisions.filter(({ name }) => name);
  if (!whole.length) return 'forgotten';
  return whole.some(decision => isTold(plugin, decision)) ? null : 'ignored';
}

/** The next rows for this destination, and the cursor once they are taken. Pure. Gaps in the log are rows that retention took. */
export function nextBatch(plugin: Plugin, from: Cursor, rows: readonly Row[]): Reach {
  const batch: Row[] = [];
  let size = 0;
  const beyond = rows.findIndex(row => {
    if (refusal(plugin, row)) return false;
    size += new TextEncoder().encode(JSON.stringify(row)).length;
    if (batch.length && size > BATCH_SIZE) return true;
    batch.push(row);
    return false;
  });
  return { from, rows, batch, cursor: behind(plugin, from, beyond < 0 ? rows : rows.slice(0, beyond)) };
}

/** The cursor behind these rows, with those counted that are not for this destination. */
function behind(plugin: Plugin, from: Cursor, rows: readonly Row[]): Cursor {
  let { seq, dropped } = from;
  for (const row of rows) {
    dropped = count(count(dropped, 'retention', row.seq - seq - 1), refusal(plugin, row));
    seq = row.seq;
  }
  return { ...from, seq, dropped };
}

/** What a destination answered, by its own fields alone. What says nothing of the rows counts as nothing, and is a problem. */
export function answerOf(plugin: Plugin, given: unknown, { problem }: PluginContext): Delivered {
  const answer = bare<Delivered>(Object(given));
  // A response of `fetch` says it to others: it may be a refusal.
  if (given && (typeof given !== 'object' || 'status' in given || !((answer.accepted ?? 0) >= 0)))
    problem(
      'deliver-odd',
      `\`deliver\` of "${plugin.name}" does not say what it took. Answer nothing for all, or \`{ accepted }\`.`,
    );
  return answer;
}

/**
 * Which rows of a batch an answer takes, from its start, and which of them it refuses. Who only says why none was taken, or
 * when to try again, took none. Pure; takes odd answers.
 */
export function takenOf(
  batch: readonly Row[],
  { blocked, retryAfterMs, accepted = blocked || retryAfterMs ? 0 : batch.length, rejected }: Delivered,
): { taken: readonly Row[]; refused: readonly Row[] } {
  const isRefused = ({ seq }: Row): boolean => rejected === true || (Array.isArray(rejected) && rejected.includes(seq));
  let end = Math.max(0, Math.min(batch.length, Math.floor(accepted) || 0));
  // A row that will never be taken holds up none behind it.
  for (let next = batch[end]; next && isRefused(next); next = batch[end]) end++;
  const taken = batch.slice(0, end);
  return { taken, refused: taken.filter(isRefused) };
}

/** Where the cursor stands after this answer: behind the last row taken, everything before it counted. Pure. */
export function settleBatch(plugin: Plugin, { from, rows, batch, cursor: reached }: Reach, answer: Delivered): Cursor {
  const { taken, refused } = takenOf(batch, answer);
  const end = batch[taken.length] ? (taken.at(-1)?.seq ?? from.seq) : reached.seq;
  const cursor = behind(
    plugin,
    from,
    rows.filter(row => row.seq <= end),
  );
  const delivered = from.delivered + taken.length - refused.length;
  return { ...cursor, delivered, dropped: count(cursor.dropped, 'rejected', refused.length) };
}
