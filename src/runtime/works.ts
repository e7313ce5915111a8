import type { Channel } from '../platform/channel.js';
import type { Store } from '../platform/store.js';
import type { Announcer } from './announce.js';
import type { Status } from './face.js';
import type { Ledger } from './ledger.js';
import type { Parts } from './parts.js';
import type { Shell } from './shell.js';
import type { StoredChoice } from './stored-choice.js';
import type { Upkeep } from './upkeep.js';
import type { View } from './view.js';
import type { Withdrawal } from './withdrawal.js';

/** What the engine is made of, for those of its parts that need many others. */
export interface Works {
  /** Of the database. */
  readonly name: string;
  readonly shell: Shell;
  /** The database, in use or out of reach. */
  readonly store: Store;
  /** Nothing is stored or delivered for a machine. */
  readonly isAutomated: boolean;
  /** Says that the page stops. */
  readonly signal: AbortSignal;
  readonly tabs: Channel;
  readonly ledger: Ledger;
  readonly choice: StoredChoice;
  readonly parts: Parts;
  readonly view: View;
  readonly page: Announcer;
  readonly upkeep: Upkeep;
  readonly withdrawal: Withdrawal;
  readonly status: Status;
  /** A page that was stopped stays so, although what was granted is still stored. */
  turn(next: Status): void;
  /** Opens storage in turn; unless it `joins` the database of another tab, it may make one. */
  open(joins?: boolean): Promise<void>;
}
