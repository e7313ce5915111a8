import { blame } from '../core/problem.js';
import type { Delivery } from './delivery.js';
import type { Ledger } from './ledger.js';
import type { Share } from './share.js';
import type { Shell } from './shell.js';

/** What only some sites need: loaded where they do. */
export interface Parts {
  /** Tells other systems. */
  readonly delivery: Delivery | undefined;
  /** Knows what subdomains know. */
  readonly share: Share | undefined;
  /** Where there is a destination. */
  loadDelivery(): Promise<void>;
  /** Where a domain is given. */
  loadShare(domain: string): Promise<void>;
  /** What was under way ends; it begins anew with the next load. */
  endDelivery(): void;
}

export interface PartsOptions {
  /** Of the database. */
  readonly name: string;
  readonly shell: Shell;
  /** Nothing is delivered or shared for a machine. */
  readonly isAutomated: boolean;
  ledger(): Ledger;
  /** A cursor moved to this place, which other tabs want to know. */
  moved(seq: number): void;
}

export function createParts({ name, shell, isAutomated, ledger, moved }: PartsOptions): Parts {
  let delivery: Delivery | undefined;
  let share: Share | undefined;
  /** Without it everything else goes on, and what it should have done waits for a page that can. */
  async function late<T>(what: string, load: () => Promise<T>): Promise<T | undefined> {
    try {
      return await load();
    } catch (cause) {
      shell.bus.problem(blame('waymark', what, cause));
    }
  }

  return {
    get delivery() {
      return delivery;
    },
    get share() {
      return share;
    },
    async loadDelivery() {
      if (isAutomated || delivery || !shell.rules.plugins.some(plugin => plugin.deliver)) return;
      const load = async (): Promise<Delivery> => {
        const { createDelivery } = await import('./delivery.js');
        const epoch = (): string => ledger().known.epoch;
        return createDelivery({ name, store: () => ledger().store, epoch, shell, moved });
      };
      delivery = await late('delivery', load);
    },
    async loadShare(domain) {
      if (isAutomated || share) return;
      share = await late('share', async () => (await import('./share.js')).createShare(domain, shell));
    },
    endDelivery() {
      delivery?.stop();
      delivery = undefined;
    },
  };
}
