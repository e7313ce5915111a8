import type { Base } from '../core/migrate.js';
import type { Purpose } from '../core/purpose.js';
import type { Row } from '../core/touchpoint.js';
import type { Writes } from '../platform/store.js';
import { type Carried, carriedFrom } from './carried.js';
import type { ConsentRecord } from './consent.js';
import type { ImportReport } from './face.js';
import type { Ledger } from './ledger.js';
import { deviceOf } from './merge.js';
import { type Counts, count, type Head, isNewer, type Meta, total } from './records.js';
import type { Shell } from './shell.js';
import type { View } from './view.js';

/** Where it is taken in. */
export interface Importing {
  readonly shell: Shell;
  readonly ledger: Ledger;
  readonly view: View;
  /** There is no database to keep it in. */
  readonly isInMemory: boolean;
}

/** What is here already, on this device, and what may be kept. */
interface Here {
  readonly log: readonly Row[];
  readonly self: number;
  readonly granted: readonly Purpose[];
}

/** Devices whose logs are remembered to be taken in. */
const DEVICES = 10;

/**
 * Takes in the log of an export made on another device of the same visitor, behind what is in the log: such rows decide
 * nothing and nobody is told of them. One transaction: all or nothing.
 */
export async function importRows(
  exported: unknown,
  { shell, ledger, view, isInMemory }: Importing,
): Promise<ImportReport> {
  const { rules, blank, options, consent, bus } = shell;
  const { store, known, isLoaded } = ledger;
  const obstacle = !consent.granted.length ? 'consent' : !isLoaded ? 'gone' : isInMemory ? 'memory' : null;
  const carried = carriedFrom(exported, {
    rules,
    blank,
    profile: view.profile(),
    retention: options.retention,
    now: shell.now(),
    problem: bus.problem,
  });
  if (!carried) return reportOf(0, {});
  const { rows, skipped } = carried;
  const refused = (reason: string): ImportReport => reportOf(0, count(skipped, reason, rows.length));
  if (obstacle === 'consent') {
    const message =
      'Nothing was imported: no purpose is granted here, and `erase` takes the choice with it. Ask for it, then import.';
    bus.problem({ code: 'import-consent', message });
  }
  if (obstacle) return refused(obstacle);
  const { report } = await store.transact<Writes & { report: ImportReport }>(
    ['meta', 'consent', 'head', 'base'],
    [{ name: 'log' }],
    values => {
      const [meta, record, head, base, log] = values as readonly [
        Meta | undefined,
        ConsentRecord | undefined,
        Head | undefined,
        Base | undefined,
        readonly Row[],
      ];
      if (!head || !base || meta?.epoch !== known.epoch || isNewer(meta)) return { report: refused('gone') };
      const { placed, reasons } = placeBehind(carried, head, {
        log,
        self: deviceOf(base.profile.visitorId),
        granted: consent.under(record),
      });
      const report = reportOf(placed.length, reasons);
      if (!placed.length) return { report };
      return {
        report,
        put: [...placed.map(row => [['log', row.seq], row] as const), ['head', after(carried, head, placed)]],
      };
    },
  );
  return report;
}

/** The rows that are not here yet, with the purposes that hold here, in their places. Pure. */
function placeBehind(
  { rows, skipped, device }: Carried,
  { seq, imports }: Head,
  { log, self, granted }: Here,
): { readonly placed: readonly Row[]; readonly reasons: Counts } {
  const ids = new Set(log.map(({ touchpoint }) => touchpoint?.id));
  const taken = imports?.[device] ?? 0;
  const placed: Row[] = [];
  let reasons = skipped;
  for (const row of rows) {
    const id = row.touchpoint?.id;
    const purposes = granted.filter(purpose => row.purposes.includes(purpose));
    // What retention has moved out of the log here is known by whose it was and where it stood.
    const isKnown = device === self || row.imported === self || row.seq <= taken || ids.has(id);
    reasons = count(reasons, isKnown ? 'known' : purposes.length ? null : 'consent');
    if (isKnown || !purposes.length) continue;
    ids.add(id);
    placed.push({ ...row, seq: seq + placed.length + 1, purposes });
  }
  return { placed, reasons };
}

/** The head with these rows behind it. Pure. */
function after({ device, upTo }: Carried, head: Head, placed: readonly Row[]): Head {
  const { [device]: taken = 0, ...others } = head.imports ?? {};
  const seq = head.seq + placed.length;
  let { size } = head;
  for (const row of placed) size += JSON.stringify(row).length;
  const imports = Object.fromEntries([
    ...Object.entries(others).slice(1 - DEVICES),
    [device, Math.max(taken, upTo)] as const,
  ]);
  return { ...head, seq, size, revision: head.revision + 1, merged: seq, imports };
}

function reportOf(imported: number, reasons: Counts): ImportReport {
  return { imported, skipped: total(reasons), reasons };
}
