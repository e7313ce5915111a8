import { admit } from '../core/admit.js';
import { normalize } from '../core/advance.js';
import type { Base } from '../core/migrate.js';
import type { Report } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Rules } from '../core/rules.js';
import type { Row, Touchpoint } from '../core/touchpoint.js';
import { ageAt, DAY_MS } from './age.js';
import type { Retention } from './face.js';
import { afterLogout, arrange, deviceOf } from './merge.js';
import { type Counts, count, FORMAT, LOG_ROWS, LOG_SIZE } from './records.js';
import { isBase, isRow } from './whole.js';

/** What of an export can be taken in, and how many rows cannot, by reason. */
export interface Carried {
  /** Stands for the device it was made on. */
  readonly device: number;
  /** The last row of its log. */
  readonly upTo: number;
  /** In the order of the clocks, each with the place it had there. */
  readonly rows: readonly Row[];
  readonly skipped: Counts;
}

/** Where it is to be taken in. */
export interface Carrying {
  readonly rules: Rules;
  /** What is known here. */
  readonly profile: Profile;
  /** The profile of a visitor nothing is known of. */
  readonly blank: Profile;
  readonly now: number;
  readonly retention: Retention | undefined;
  readonly problem: Report;
}

interface Exported {
  readonly base: Base;
  readonly log: readonly Row[];
  /** Rows that are none. */
  readonly odd: number;
}

const CHARACTERS = 8 * 1024 * 1024;
/** What another device may not say for this one: its choices, its logouts, and what was put right there. */
const OWN = /^(reset|consent_update|overflow|correct)$/;
const NAME = /^[\w.:/-]{1,100}$/;

/** Reads an export, which may be anything. `null` and a problem where there is nothing to take. */
export function carriedFrom(given: unknown, carrying: Carrying): Carried | null {
  const exported = read(given, carrying);
  if (!exported) return null;
  const { base, log, odd } = exported;
  const { userId } = carrying.profile.slices.identity ?? {};
  // Rows before a logout are another visitor's.
  const own = log.slice(afterLogout(log));
  const theirs = userOf(base, own);
  if (userId && theirs && theirs !== userId) {
    const message = 'What was to be imported belongs to another visitor: the two are signed in under different ids.';
    carrying.problem({ code: 'import-other', message });
    return null;
  }
  const device = deviceOf(base.profile.visitorId);
  const { rowsBefore } = ageAt(carrying.now, 0, carrying.retention);
  let skipped = count(count({}, 'refused', odd), 'other-visitor', log.length - own.length);
  skipped = count(skipped, 'retention', Math.max(0, base.seq - log.filter(({ seq }) => seq <= base.seq).length));
  const rows: Row[] = [];
  let room = LOG_SIZE;
  // The newest are missed most.
  for (const row of [...arrange(own, device)].reverse()) {
    if (!row.touchpoint) continue;
    const touchpoint = row.now < rowsBefore ? 'retention' : take(row, carrying, userId);
    if (typeof touchpoint === 'string') {
      skipped = count(skipped, touchpoint);
      continue;
    }
    const { seq, now, purposes, imported = device } = row;
    const taken: Row = { seq, now, purposes, touchpoint, decisions: [], imported };
    room -= JSON.stringify(taken).length;
    if (room < 0 || rows.length >= LOG_ROWS) skipped = count(skipped, 'size');
    else rows.push(taken);
  }
  return { device, upTo: log.at(-1)?.seq ?? 0, rows: rows.reverse(), skipped };
}

/** What was given, read once; `null` and a problem where it is no export, or one of a newer build. */
function read(given: unknown, { problem }: Carrying): Exported | null {
  try {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const { format, base, log } = Object(text.length <= CHARACTERS && JSON.parse(text)) as Record<string, unknown>;
    if (typeof format === 'number' && format > FORMAT) {
      problem({ code: 'import-newer', message: 'What was to be imported is of a newer build. Update Waymark here.' });
      return null;
    }
    if (typeof format === 'number' && isBase(base) && Array.isArray(log)) {
      const rows = log.filter(row => isRow(row) && Number.isFinite(row.imported ?? 0)) as readonly Row[];
      return { base, log: [...rows].sort((a, b) => a.seq - b.seq), odd: log.length - rows.length };
    }
  } catch {
    // No JSON: as little use as JSON of another shape.
  }
  const message = 'What was to be imported is no export. Give what `export()` answered, as it is or as JSON.';
  problem({ code: 'import-odd', message });
  return null;
}

function userOf({ profile }: Base, rows: readonly Row[]): unknown {
  const told = rows.flatMap(({ touchpoint }) => (touchpoint?.type === 'identify' ? [touchpoint.data.user_id] : []));
  return told.at(-1) ?? profile.slices.identity?.userId;
}

/** Its touchpoint, checked, redacted and put right like anything tracked here; or why it is not taken. */
function take({ now, touchpoint }: Row, { rules, blank, now: here }: Carrying, userId: unknown): Touchpoint | string {
  // Clocks differ, but not by days.
  if (!touchpoint || now > here + DAY_MS) return 'refused';
  const { id, at, url, by, channel, session, type, data, context } = touchpoint;
  if (OWN.test(type)) return 'not-carried';
  if (touchpoint.type === 'identify' && touchpoint.data.user_id !== userId) return 'identity';
  if (!isName(id) || !isName(by) || typeof url !== 'string') return 'refused';
  const admitted = admit(rules, { id, at, url, by, channel, type, data, context });
  const taken = admitted.touchpoint && normalize(rules, blank, admitted.touchpoint, []);
  return taken ? { ...taken, session: isName(session) ? session : '' } : 'refused';
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && NAME.test(value);
}
