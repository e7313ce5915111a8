import type { Base } from '../core/migrate.js';
import type { Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { InboxRow } from './records.js';

/** What records must look like, as far as we go by it. */
export const META = { epoch: '', format: 0 };
export const HEAD = { seq: 0, revision: 0, size: 0, dropped: {} };
export const CONSENT = { choice: {}, at: 0, source: '' };
const BASE = { profile: { visitorId: '', slices: {}, fired: {} }, seq: 0, versions: {} };
const SESSION = { id: '', number: 0, startedAt: 0, lastAt: 0, touchpoints: 0 };
const FIRED = { at: 0, session: '', count: 0, times: 0 };
const TOUCHPOINT = { id: '', at: 0, type: '', data: {} };
const ROW = { seq: 0, now: 0, purposes: [], decisions: [] };
const INBOX_ROW = { tab: '', n: 0, epoch: '', at: 0, purposes: [] };

/** Whether a value has every field of the pattern, of the same kind, as deep as the pattern goes. Pure; takes anything. */
export function isLike(pattern: unknown, value: unknown): boolean {
  if (typeof pattern !== 'object') {
    return typeof value === typeof pattern && (typeof value !== 'number' || Number.isFinite(value));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(pattern)) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(pattern as object).every(([name, part]) => isLike(part, fields[name]));
}

/** Whether these rules can go on from a base. */
export function isBase(rules: Rules, base: unknown): base is Base {
  if (!isLike(BASE, base)) return false;
  const { firstSeenAt, lastSeenAt, session, fired, slices } = (base as Base).profile;
  return (
    isLike([0, 0], [firstSeenAt ?? 0, lastSeenAt ?? 0]) &&
    isLike(SESSION, session ?? SESSION) &&
    Object.values(fired).every(last => isLike(FIRED, last)) &&
    rules.slices.every(({ slice: { name, initial } }) => isKind(initial, slices[name]))
  );
}

/** Whether the state of a slice may be one: a list where it starts as a list, an object where it starts as an object. */
export function isKind(initial: unknown, state: unknown): boolean {
  if (typeof initial !== 'object' || initial === null) return true;
  return (state ?? null) === null || isLike(Array.isArray(initial) ? [] : {}, state);
}

export function isRow(row: unknown): row is Row {
  return isLike(ROW, row) && isTold(row);
}

export function isInboxRow(row: unknown): row is InboxRow {
  const { decisions = [] } = Object(row) as Partial<InboxRow>;
  return isLike(INBOX_ROW, row) && Array.isArray(decisions) && (decisions.length > 0 || isTold(row, false));
}

function isTold(row: unknown, mayBeNull = true): boolean {
  const { touchpoint } = row as Partial<Row>;
  return touchpoint === null ? mayBeNull : isLike(TOUCHPOINT, touchpoint);
}

/** A stored record cannot be read; what is stored is to be mended. */
export class DamageError extends Error {}

/** Throws where a record is not whole. */
export function insist(isWhole: boolean): void {
  if (!isWhole) throw new DamageError('A stored record cannot be read.');
}

/** A number that another text most likely does not have: of damage, not of malice. Source: FNV-1a, 32 bit. Pure. */
export function checksum(value: unknown): number {
  let sum = 0x811c9dc5;
  const text = JSON.stringify(value);
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum;
}
