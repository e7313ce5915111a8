import type { Plugin } from '../core/plugin.js';
import type { Store } from '../platform/store.js';
import type { EraseReport } from './face.js';
import { timeBoxed } from './time-boxed.js';

/** Empties the stores, each in one transaction, removes them, looks whether anything is left, and lets plugins take part meanwhile. */
export async function eraseAll(stores: readonly Store[], plugins: readonly Plugin[]): Promise<EraseReport> {
  const failed: string[] = [];
  // What is here waits for none of them: the page may be closed.
  const others = Promise.all(
    plugins.map(async plugin => {
      try {
        await timeBoxed(null, () => plugin.erase?.());
      } catch {
        failed.push(plugin.name); // Said in the report; the others are erased all the same.
      }
    }),
  );
  let records = 0;
  let verified = true;
  for (const store of new Set(stores)) {
    const removed = await empty(store);
    records += removed ?? 0;
    verified &&= removed !== null;
  }
  await others;
  return { records, verified, failed };
}

/** How many records were removed; `null` when it is not certain that none is left. */
async function empty(store: Store): Promise<number | null> {
  try {
    const isThere = await store.open(false);
    const records = isThere ? (await store.entries()).length : 0;
    // One that a page emptied and could not remove any more goes, too.
    if (isThere) {
      await store.transact([], [], () => ({ clear: true }));
      if ((await store.entries()).length) return null;
      // A tab that is busy or frozen keeps the emptied database, into which nobody can look then: empty is what counts.
      if (
        !(await store.remove().then(
          () => true,
          () => false,
        ))
      )
        return records;
    }
    return (await store.open(false)) && (await store.entries()).length ? null : records;
  } catch {
    return null; // Said in the report: it is not verified.
  }
}
