import type { CaptureContext, Delivered, Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { bare } from '../platform/bare.js';
import type { Store } from '../platform/store.js';
import { call } from './bus.js';
import { refusal, START, takenOf } from './cursor.js';
import type { Diagnostics } from './face.js';
import { createOutbox } from './outbox.js';
import { type Cursor, count } from './records.js';
import type { Shell } from './shell.js';
import { timeBoxed } from './time-boxed.js';
import { profileWithin, rowsWithin } from './within.js';

export interface DeliveryOptions {
  /** Names the locks. */
  readonly name: string;
  store(): Store;
  readonly shell: Shell;
  /** A cursor moved, which other tabs want to know. */
  moved(): void;
}

/** Everything that tells other systems: loaded where there is a destination, with the grants or ahead of them. */
export interface Delivery {
  /** Rows this page tracked have their place: page destinations get them now, the others soon. */
  published(own: readonly Row[]): void;
  /** Another tab may have moved the cursors. */
  look(): void;
  /** Offers everything to every destination once. */
  run(why?: 'asked' | 'online'): Promise<void>;
  /** The page is hidden: what was to go out soon goes now. */
  hurry(): void;
  /** Last chance: these rows go out if no request holds them yet. */
  leave(rows: readonly Row[]): void;
  /** Consent changed: what a destination may no longer be told it never will be. */
  consented(): void;
  /** The ledger by destination, with `seq` rows in the log and `waiting` on the way there. */
  standing(seq: number, waiting: number): Diagnostics['destinations'];
  stop(): void;
}

export function createDelivery({ name, store, shell, moved }: DeliveryOptions): Delivery {
  const { failed, now } = shell;
  const outbox = createOutbox({ name, store, destinations, about, failed, now, moved });
  const pages: Record<string, Cursor> = {};

  /** What a destination works with while it may run, with the profile as it may see it. */
  function contextOf(plugin: Plugin): CaptureContext | undefined {
    const current = shell.context(plugin);
    if (!current) return;
    const { signal, site, problem, track } = current;
    return {
      signal,
      site,
      problem,
      track,
      get profile() {
        return profileWithin(plugin, shell.rules.plugins, current.profile);
      },
    };
  }

  function queued(): readonly Plugin[] {
    return shell.rules.plugins.filter(({ deliver, delivery }) => deliver && delivery !== 'page');
  }

  function destinations(): readonly (readonly [Plugin, CaptureContext])[] {
    return queued().flatMap(plugin => {
      const current = contextOf(plugin);
      return current ? [[plugin, current] as const] : [];
    });
  }

  function about(plugin: Plugin, context: CaptureContext, visitorId: string): CaptureContext {
    return { ...context, profile: profileWithin(plugin, shell.rules.plugins, { ...shell.blank, visitorId }) };
  }

  /** A page destination gets each row once, in the tab that tracked it, without cursor or repeat. */
  async function handOver(plugin: Plugin, rows: readonly Row[]): Promise<void> {
    const current = contextOf(plugin);
    const why = (row: Row): string | null => (current ? refusal(plugin, row) : 'consent');
    const batch = rows.filter(row => !why(row));
    for (const row of rows) mark(plugin, Number(!batch.includes(row)), 0, why(row));
    if (!current || !batch.length) return;
    const send = async (): Promise<object> => ({});
    const deliver = (signal: AbortSignal): unknown =>
      plugin.deliver?.(rowsWithin(plugin, batch), { ...current, signal, final: false, send });
    try {
      const answer = (await timeBoxed(current.signal, deliver)) as Delivered | undefined;
      const { taken, refused } = takenOf(batch, bare(answer));
      mark(plugin, batch.length, taken.length - refused.length, 'rejected');
    } catch (cause) {
      mark(plugin, batch.length, 0, 'failed');
      failed(plugin, 'deliver', cause);
    }
  }

  function mark({ name }: Plugin, rows: number, taken: number, reason: string | null): void {
    const { seq, delivered, dropped } = pages[name] ?? START;
    pages[name] = {
      name,
      seq: seq + rows,
      delivered: delivered + taken,
      dropped: count(dropped, reason, rows - taken),
    };
  }

  return {
    published(own) {
      for (const plugin of shell.rules.plugins)
        if (plugin.deliver && plugin.delivery === 'page' && own.length) void handOver(plugin, own);
      outbox.schedule();
    },
    look: outbox.look,
    run: outbox.run,
    hurry: outbox.hurry,
    leave: outbox.leave,
    consented() {
      for (const plugin of queued()) {
        // Pending is no refusal: a platform may still answer.
        const { purpose } = plugin;
        if (purpose && shell.consent.current[purpose] === 'denied')
          call(
            () => outbox.withdraw(plugin, record => shell.consent.under(record).includes(purpose)),
            cause => failed(plugin, 'deliver', cause),
          );
      }
    },
    standing(seq, waiting) {
      const known = { ...outbox.cursors, ...pages };
      return Object.fromEntries(
        shell.rules.plugins.flatMap(({ name: plugin, deliver, delivery }) => {
          if (!deliver) return [];
          const { seq: at, delivered, dropped } = known[plugin] ?? START;
          const left = seq - at;
          return delivery === 'page'
            ? [[plugin, { delivered, stored: waiting, dropped: count(dropped, 'other-page', left) }]]
            : [[plugin, { delivered, stored: waiting + left, dropped }]];
        }),
      );
    },
    stop: outbox.stop,
  };
}
