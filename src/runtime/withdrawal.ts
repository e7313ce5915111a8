import type { Store } from '../platform/store.js';
import type { Ledger } from './ledger.js';
import type { StoredChoice } from './stored-choice.js';
import { createWayBack } from './way-back.js';

export interface WithdrawalOptions {
  readonly ledger: Ledger;
  readonly choice: StoredChoice;
  /** The database, in use or out of reach. */
  readonly store: Store;
  /** Nothing is stored for a machine. */
  readonly isAutomated: boolean;
  /** Storage is opened and emptied one step after the other. */
  queue(work: () => Promise<void>): Promise<void>;
  /** Other tabs read the store again. */
  told(): void;
  /** The database is in use again. */
  healed(): void;
}

/** Empties what is stored, at once or when it can be reached again. */
export interface Withdrawal {
  /** What goes first when the page leaves: a refusal that a database out of reach does not know. */
  readonly owed: StoredChoice['record'];
  /** Nothing stays but the refusal. */
  withdraw(): void;
  /** What could not be emptied goes as soon as it is reached; until then this page does not go back to it. */
  owe(): void;
  /** Looks for the way back, if there is need to. */
  look(): void;
  stop(): void;
}

export function createWithdrawal(options: WithdrawalOptions): Withdrawal {
  const { ledger, choice, store, isAutomated, queue, told, healed } = options;
  let owes = false;

  async function heal(): Promise<void> {
    // No problem for the queue to report: it is tried again.
    await ledger.heal(owes ? choice.refusal : undefined).catch(() => {});
    if (ledger.store === store) owes = false;
  }

  // In turn with what opens and empties: what is refused meanwhile is emptied after it.
  const { look, stop } = createWayBack(
    () => ledger.store !== store && !isAutomated,
    () => queue(heal),
    () => {
      told();
      healed();
    },
  );

  function owe(): void {
    owes = !isAutomated;
    look();
  }

  return {
    get owed() {
      return owes ? choice.record : undefined;
    },
    withdraw() {
      if (ledger.store !== store) owe();
      queue(async () => {
        try {
          await ledger.store.open(true);
          await ledger.store.transact([], [], () => ({ clear: true, put: choice.refusal }));
          told();
        } catch (cause) {
          await ledger.leaveStore(cause);
          owe();
        }
      });
    },
    owe,
    look,
    stop,
  };
}
