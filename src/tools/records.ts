import { msOf } from '../stages/ms-of.js';
import { readRows } from './read-rows.js';

/** An object of a file, not checked. */
export type Plain = Readonly<Record<string, unknown>>;

/** By one of these a touchpoint, a decision, or a list of them is known. */
const TELLING: readonly string[] = ['rows', 'log', 'touchpoint', 'decisions', 'type', 'event', 'name'];

/**
 * The objects of a text: one or a list of them as JSON, one a line, or the rows of a CSV. Throws where it is none of these;
 * `isNone` says that a line is no JSON.
 */
export function recordsOf(content: string, path: string, isNone: (line: number) => string): readonly Plain[] {
  if (!/^\s*[[{]/.test(content)) return readRows(content, path);
  try {
    // An export, or a list.
    const whole: unknown = JSON.parse(content);
    const list: readonly unknown[] = Array.isArray(whole) ? whole : [whole];
    return list.map(record);
  } catch {
    return content.split('\n').flatMap((line, index) => {
      if (!line.trim()) return [];
      try {
        return [record(JSON.parse(line))];
      } catch {
        throw new Error(`${isNone(index + 1)}. Give one JSON object a line.`);
      }
    });
  }
}

/** Throws where no record of a file tells anything, with what they have. */
export function checkFields(records: readonly Plain[], path: string): void {
  const found = Object.keys(records[0] ?? {}).join(', ');
  if (!found || records.some(one => TELLING.some(field => field in one))) return;
  throw new Error(
    `"${path}" tells of no touchpoint: its columns are ${found}. Name them visitor, session, ts, event, item, category, brand, price.`,
  );
}

/** Throws where a file tells no moment at all, or all of them in seconds. */
export function checkMoments(moments: readonly number[], path: string): void {
  const known = moments.filter(Number.isFinite);
  const unit = wrongUnitOf(known[0] ?? 0);
  const wrong =
    known.length === 0
      ? 'says of no row when it was'
      : unit && known.every(at => wrongUnitOf(at) === unit) && `tells moments in ${unit}`;
  if (moments.length && wrong)
    throw new Error(`"${path}" ${wrong}. Give a column \`ts\` with epoch ms, or times such as 2026-01-31T10:00:00Z.`);
}

/** Whose it is; empty where it does not say. */
export function visitorOf({ visitorId, visitor_id, visitor, profile }: Plain): string {
  return text(visitorId ?? visitor_id ?? visitor ?? record(record(profile).profile).visitorId);
}

/** When it happened, epoch ms; not a number where it does not say. */
export function momentOf({ at, ts, happened_at, decided_at }: Plain): number {
  return msOf(at ?? ts ?? happened_at ?? decided_at);
}

/** What is told with it, of a table as text. */
export function dataOf({ data }: Plain): unknown {
  return typeof data === 'string' ? parsed(data) : data;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // A text that is no JSON says nothing.
    return null;
  }
}

/** Any value as an object. */
export function record(value: unknown): Plain {
  // Any object can be read by name.
  return typeof value === 'object' && value ? (value as Plain) : {};
}

/** A text or a number as text; else it is empty. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** What a moment is told in that is no epoch ms: seconds between 2001 and 2286, microseconds from 1973 on. Pure. */
function wrongUnitOf(ms: number): 'seconds' | 'microseconds' | null {
  return ms >= 1e14 ? 'microseconds' : ms >= 1e9 && ms < 1e10 ? 'seconds' : null;
}
