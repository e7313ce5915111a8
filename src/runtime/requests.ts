import { blame } from '../core/problem.js';
import type { Store } from '../platform/store.js';
import { exportAll } from './export-all.js';
import type { Ledger } from './ledger.js';
import type { Engine, Shell } from './shell.js';
import type { View } from './view.js';

/** What the visitor may ask for. */
export type Requests = Pick<Engine, 'export' | 'import' | 'erase' | 'forget'>;

export interface RequestsOptions {
  readonly shell: Shell;
  readonly ledger: Ledger;
  readonly view: View;
  /** The database, in use or out of reach; `null` where everything stays in memory. */
  readonly database: Store | null;
  /** What is being opened is open. */
  opened(): Promise<void>;
  /** Opens what an erasure closed, where something is granted. */
  open(): Promise<void>;
  /** The past was rewritten: other tabs read it again. */
  rewritten(): void;
  /** The log grew by many rows at once. */
  grown(): void;
  /** The store was emptied, as far as could be seen. */
  erased(isVerified: boolean): Promise<void>;
}

/** They wait for no destination. */
export function createRequests(options: RequestsOptions): Requests {
  const { shell, ledger, view, database, opened, open, rewritten, grown, erased } = options;

  /** Everything tracked so far gets its place. */
  async function settle(): Promise<void> {
    await opened();
    await ledger.commit();
  }

  return {
    async export() {
      await settle();
      return exportAll(ledger.store, shell);
    },
    async import(exported) {
      await open();
      await settle();
      let report = { imported: 0, skipped: 0, reasons: {} };
      try {
        const { importRows } = await import('./import-rows.js');
        report = await importRows(exported, { shell, ledger, view, isInMemory: ledger.store !== database });
      } catch (cause) {
        shell.bus.problem(blame('waymark', 'import', cause));
      }
      if (report.imported) rewritten();
      await ledger.commit();
      grown();
      return report;
    },
    async erase() {
      const { eraseAll } = await import('./rights.js');
      await opened();
      ledger.forget();
      // What is in a database that could not be reached is the visitor's too.
      const report = await eraseAll(database ? [ledger.store, database] : [ledger.store], shell.rules.plugins);
      await erased(report.verified);
      return report;
    },
    async forget(touchpointId) {
      await settle();
      const { blank } = await import('./rights.js');
      const isFound = ledger.isLoaded && (await blank(ledger.store, touchpointId));
      if (isFound) rewritten();
      await ledger.commit();
      return isFound;
    },
  };
}
