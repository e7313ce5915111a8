import type { Row, RowDecision, Touchpoint } from '../core/touchpoint.js';
import { msOf } from '../stages/ms-of.js';
import { append } from './append.js';
import { readText } from './read-rows.js';
import {
  checkFields,
  checkMoments,
  dataOf,
  momentOf,
  type Plain,
  record,
  recordsOf,
  text,
  visitorOf,
} from './records.js';

/** The logs of many visitors. */
export interface Logs {
  /** Rows by visitor, oldest first, each once. */
  readonly visitors: ReadonlyMap<string, readonly Row[]>;
  /** The latest moment any of them tells, epoch ms. */
  readonly until: number;
}

type Told = Pick<Row, 'seq' | 'now' | 'touchpoint' | 'decisions'>;

/**
 * Reads logs from files: what `waymark.export()` returned, NDJSON with a batch of `http()`, a row, a touchpoint or a
 * decision a line, or CSV with such columns as the tables of the example collector have; `.gz` too. Rows after a logout
 * belong to another visitor. Leaves out rows without a moment. Throws where a file is none of these.
 */
export function readLogs(paths: readonly string[]): Logs {
  const streams = new Map<string, Told[]>();
  let until = 0;
  for (const path of paths) {
    const isNone = (line: number): string => `Line ${line} of "${path}" is no JSON`;
    const records = recordsOf(readText(path), path, isNone);
    checkFields(records, path);
    const told = records.map(one => ({ one, all: rowsIn(one) }));
    checkMoments(
      told.flatMap(({ all }) => all.filter(isTelling).map(({ now }) => now)),
      path,
    );
    for (const { one, all } of told) {
      // A table without visitors is not all of one visitor; a log is.
      const visitor = visitorOf(one) || text(one.session) || path;
      const rows = all.filter(({ now }) => Number.isFinite(now));
      const stream = streams.get(visitor) ?? [];
      streams.set(visitor, stream);
      for (const row of rows) stream.push(row);
      for (const moment of [one.sentAt, one.exportedAt, ...rows.map(({ now }) => now)])
        until = Math.max(until, msOf(moment) || 0);
    }
  }
  const visitors = new Map<string, Row[]>();
  for (const [visitor, told] of streams)
    for (const [owner, row] of owned(visitor, inOrder(told))) append(visitors, owner, row);
  for (const rows of visitors.values()) rows.sort((a, b) => a.seq - b.seq);
  return { visitors, until };
}

/** A batch or an export has many rows; a row stands for itself; else it is a touchpoint or a decision, flat. */
function rowsIn(fields: Plain): Told[] {
  const list = fields.rows ?? fields.log;
  if (Array.isArray(list)) return list.map(record).flatMap(rowsIn);
  const at = momentOf(fields);
  const now = [msOf(fields.now), at, momentOf(record(fields.touchpoint))].find(Number.isFinite) ?? Number.NaN;
  const seq = Number(fields.seq ?? now);
  const data = dataOf(fields);
  const id = text(fields.id) || `${seq}`;
  const session = text(fields.session);
  // Neither is checked: whoever reads them expects anything in their data, and looks at no more than these fields.
  if (Array.isArray(fields.decisions)) {
    const decisions = fields.decisions.map(record) as unknown as readonly RowDecision[];
    return [{ seq, now, touchpoint: (fields.touchpoint ?? null) as Touchpoint | null, decisions }];
  }
  const type = text(fields.type ?? fields.event);
  if (type) return [{ seq, now, decisions: [], touchpoint: { id, at, session, type, data } as unknown as Touchpoint }];
  const trigger = text(fields.trigger ?? fields.trigger_name);
  if (!fields.name) return [];
  return [{ seq, now, touchpoint: null, decisions: [{ id, trigger, at, name: text(fields.name), data }] }];
}

/** By place in the log, each touchpoint and decision once: a batch may be sent twice. */
function inOrder(told: readonly Told[]): readonly Row[] {
  const seen = new Set<string>();
  const isNew = (key: string) => !seen.has(key) && seen.add(key);
  return [...told]
    .sort((a, b) => a.seq - b.seq)
    .map(({ touchpoint, decisions, ...row }) => ({
      ...row,
      purposes: [],
      touchpoint: touchpoint && isNew(`touchpoint ${touchpoint.id}`) ? touchpoint : null,
      decisions: decisions.filter(({ id }) => isNew(`decision ${id}`)),
    }))
    .filter(isTelling);
}

function isTelling({ touchpoint, decisions }: Pick<Row, 'touchpoint' | 'decisions'>): boolean {
  return Boolean(touchpoint) || decisions.length > 0;
}

/** Whose each row is: a browser sends what it has under the visitor of that moment, who may have come after a logout. */
function owned(visitor: string, rows: readonly Row[]): readonly (readonly [owner: string, row: Row])[] {
  const nextOf = ({ touchpoint }: Row) =>
    touchpoint?.type === 'reset' ? text(record(touchpoint.data).visitor_id) : '';
  let owner = rows.some(row => nextOf(row) === visitor) ? `before ${visitor}` : visitor;
  return rows.map(row => {
    owner = nextOf(row) || owner;
    return [owner, row];
  });
}
