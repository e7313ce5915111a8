import type { Touchpoint } from '../core/touchpoint.js';
import { type Act, actOf } from '../stages/act-of.js';
import { append } from './append.js';
import { readText } from './read-rows.js';
import { checkFields, checkMoments, dataOf, momentOf, record, recordsOf, text, visitorOf } from './records.js';

/** One visit of a visitor, oldest touchpoint first. */
export interface Visit {
  readonly visitor: string;
  /** Unique among the visits of the visitor. */
  readonly session: string;
  readonly acts: readonly Act[];
}

interface Told extends Act {
  readonly visitor: string;
  readonly session: string;
  /** Empty where the file has none. */
  readonly id: string;
  /** Place in the log; 0 where the file has none. */
  readonly seq: number;
}

const VISIT_MS = 30 * 60_000;

/**
 * Reads visits, visitor by visitor, oldest first, each touchpoint once, from what `readLogs` reads: NDJSON with a batch of
 * `http()` or a touchpoint a line, a JSON list, what `waymark.export()` returned, or CSV with the columns visitor, session, ts,
 * event, item, category, price; `.gz` too. Without sessions a visit ends after 30 minutes of silence; without a visitor each
 * session is one, and without either the visitor is empty. Throws where a file is none of these.
 */
export function readVisits(...paths: readonly string[]): readonly Visit[] {
  return visitsOf(paths.flatMap(readFile));
}

function readFile(path: string): readonly Told[] {
  const isNone = (line: number): string => `"${path}" cannot be read. Line ${line} is no JSON`;
  const records = recordsOf(readText(path), path, isNone);
  checkFields(records, path);
  const told = records.flatMap(read);
  checkMoments(
    told.map(({ at }) => at),
    path,
  );
  return told.filter(({ at }) => Number.isFinite(at));
}

/** A batch, a row of the log, or a touchpoint flat: whatever names a type. */
function read(line: unknown): readonly Told[] {
  const { rows, log = rows, touchpoint, ...fields } = record(line);
  const visitor = visitorOf(fields);
  const seq = Number(fields.seq) || 0;
  if (Array.isArray(log)) return log.flatMap(row => read({ visitor, ...record(row) }));
  if (touchpoint) return read({ visitor, seq, ...record(touchpoint) });
  const at = momentOf(fields);
  const type = text(fields.type ?? fields.event);
  if (!type) return [];
  // As a page reads it, which takes odd data; a table has columns for what matters.
  const act = actOf({ type, at, data: record(dataOf(fields)) } as Touchpoint);
  const item = text(fields.item) || act.item;
  const category = text(fields.category) || (act.category ?? '');
  const price = act.price ?? (Number(fields.price) || null);
  const session = text(fields.session);
  return [{ ...act, item, category, price, visitor: visitor || session, session, id: text(fields.id), seq }];
}

function visitsOf(told: readonly Told[]): readonly Visit[] {
  const visitors = new Map<string, Told[]>();
  const seen = new Set<string>();
  for (const act of told) {
    // A batch may be sent twice.
    const key = JSON.stringify([act.visitor, act.id]);
    if (act.id && seen.has(key)) continue;
    seen.add(key);
    append(visitors, act.visitor, act);
  }
  return [...visitors].flatMap(([visitor, acts]) =>
    cut(
      visitor,
      // Many touchpoints may have one moment.
      acts.sort((a, b) => a.at - b.at || a.seq - b.seq),
    ),
  );
}

function cut(visitor: string, told: readonly Told[]): readonly Visit[] {
  const visits = new Map<string, Told[]>();
  let silent = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const act of told) {
    if (act.at - last > VISIT_MS) silent++;
    last = act.at;
    append(visits, act.session || `silence-${silent}`, act);
  }
  return [...visits].map(([session, acts]) => ({ visitor, session, acts }));
}
