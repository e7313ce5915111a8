import type { Base } from '../core/migrate.js';
import type { Row } from '../core/touchpoint.js';
import type { InboxRow } from './records.js';

/** What records must look like, as far as we go by it. */
export const META = { epoch: '', format: 0 };
export const HEAD = { seq: 0, revision: 0, size: 0, dropped: {} };
export const CURSOR = { name: '', seq: 0, delivered: 0, dropped: {} };
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

/** Whether a base is whole. */
export function isBase(base: unknown): base is Base {
  if (!isLike(BASE, base)) return false;
  const { profile, sum = checksum(profile) } = base as Base;
  const { firstSeenAt, lastSeenAt, session, fired } = profile;
  return (
    sum === checksum(profile) &&
    isLike([0, 0], [firstSeenAt ?? 0, lastSeenAt ?? 0]) &&
    isLike(SESSION, session ?? SESSION) &&
    // An older build counted no `times`.
    Object.values<object>(fired).every(last => isLike(FIRED, { times: 0, ...last }))
  );
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
  const text = jsonOf(value);
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum;
}

/** As JSON. What is none is no text: it is not stored as it is. Pure. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}
