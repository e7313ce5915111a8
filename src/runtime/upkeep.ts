import type { Row } from '../core/touchpoint.js';
import { ageAt, DAY_MS } from './age.js';
import type { Ledger } from './ledger.js';
import type { Head } from './records.js';
import type { Shell } from './shell.js';

/** Keeps the log within its bounds of number, size and age. */
export interface Upkeep {
  /** Looks now and once a day for what is too old among the rows up to this one. */
  begin(upTo: number): void;
  /** Moves what is too much or too old into the base. */
  tidy(): void;
  stop(): void;
}

/** Nothing gets too old between two looks that are less than this apart. */
const SOON_MS = DAY_MS / 2;

/** `queue` does one thing after the other. */
export function createUpkeep(shell: Shell, ledger: Ledger, queue: (work: () => Promise<void>) => unknown): Upkeep {
  let upTo = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let daily: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    clearTimeout(daily);
    const now = shell.now();
    // A page may have timers that ring at once, for ever.
    if (isStopped || Math.abs(now - lookedAt) < SOON_MS) return;
    lookedAt = now;
    daily = setTimeout(() => queue(look), DAY_MS);
    if (!ledger.isLoaded) return;
    const [head, [oldest]] = (await ledger.store.read(['head'], [{ name: 'log', limit: 1 }])) as readonly [
      Head | undefined,
      readonly Row[],
    ];
    const { undeliveredBefore } = ageAt(now, upTo, shell.options.retention);
    if (!oldest || oldest.seq > upTo) return;
    // What another device told long ago stands behind what is new here.
    if (oldest.now < undeliveredBefore || (head?.merged ?? 0) >= oldest.seq) await tidy();
  }

  async function tidy(): Promise<void> {
    if (!ledger.isLoaded) return;
    const { sweep } = await import('./rights.js');
    const age = ageAt(shell.now(), upTo, shell.options.retention);
    let isSwept = false;
    while (await sweep(ledger.store, shell.rules, age)) isSwept = true;
    if (isSwept) await ledger.commit();
  }

  return {
    begin(seq) {
      upTo = seq;
      lookedAt = Number.NEGATIVE_INFINITY;
      queue(look);
    },
    tidy: () => void queue(tidy),
    stop() {
      isStopped = true;
      clearTimeout(daily);
    },
  };
}
