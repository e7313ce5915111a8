import type { CaptureContext, Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import type { Store } from '../platform/store.js';
import { call } from './bus.js';
import type { Diagnostics } from './face.js';
import { createHandOver } from './hand-over.js';
import { createOutbox } from './outbox.js';
import { dropOwed, findOwed, leaveOwed, type Owed } from './owed.js';
import { count } from './records.js';
import type { Shell } from './shell.js';
import { profileWithin } from './within.js';

/** As many rows as the log holds. */
const OWED = 2_000;

export interface DeliveryOptions {
  /** Names the locks. */
  readonly name: string;
  store(): Store;
  /** Of the database that is read. */
  epoch(): string;
  readonly shell: Shell;
  /** A cursor moved to this place, which other tabs want to know. */
  moved(seq: number): void;
}

/** Everything that tells other systems: loaded where there is a destination, with the grants or ahead of them. */
export interface Delivery {
  /** Rows this page tracked have their place: page destinations get them now (who comes late gets `all`), the others soon. */
  published(own: readonly Row[], all?: readonly Row[]): void;
  /** Another tab may have moved the cursors. */
  look(): void;
  /** Offers everything to every destination once. */
  run(why?: 'asked' | 'online'): Promise<void>;
  /** The page is hidden: what was to go out soon goes now. */
  hurry(): void;
  /** Last chance: these rows go out if no request holds them yet. What page destinations do not take stays for the next page. */
  leave(rows: readonly Row[]): void;
  /** The page begins, or is seen again: what page destinations are owed they get here, unless another page has taken it. */
  takeOver(): Promise<void>;
  /** Consent changed: what a destination may no longer be told it never will be. */
  consented(): void;
  /** The ledger by destination, with `seq` rows in the log and `waiting` on the way there. */
  standing(seq: number, waiting: number): Diagnostics['destinations'];
  stop(): void;
}

export function createDelivery({ name, store, epoch, shell, moved }: DeliveryOptions): Delivery {
  const { failed, now } = shell;
  const outbox = createOutbox({ name, store, destinations, about, failed, now, moved });
  const handOver = createHandOver({ now, contextOf, failed, changed: leaveOver });
  /** What pages before this one had left when it went; `null` while it is seen. */
  let earlier: Owed | null = null;
  /** Page destinations that were given something this page tracked. */
  const met = new Set<string>();

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

  function pages(): readonly Plugin[] {
    return shell.rules.plugins.filter(({ deliver, delivery }) => deliver && delivery === 'page');
  }

  /** What waits for page destinations, also for those that rest. */
  function offerAgain(): void {
    for (const plugin of pages()) handOver.offer(plugin, [], true);
  }

  function leaveOver(): void {
    if (!earlier) return;
    const own = pages().map(plugin => [plugin.name, handOver.waiting(plugin).map(({ seq }) => seq)] as const);
    leaveOwed(name, epoch(), [...earlier, ...own]);
  }

  /** What a page that went could not tell, this one among them, is told here. */
  async function takeOver(): Promise<void> {
    earlier = null;
    for (const plugin of pages()) handOver.drop(plugin);
    const owed = findOwed(name, epoch());
    if (!owed.length) return;
    dropOwed(name);
    const placesOf = (plugin: Plugin): readonly number[] =>
      owed.flatMap(([to, places]) => (to === plugin.name ? places : []));
    const above = Math.min(...owed.flatMap(([, places]) => places)) - 1;
    const [log = []] = await store()
      .read([], [{ name: 'log', above, limit: OWED }])
      .catch(() => []); // Who cannot read it has lost more than this.
    for (const plugin of pages())
      handOver.offer(
        plugin,
        (log as readonly Row[]).filter(({ seq }) => placesOf(plugin).includes(seq)),
        true,
      );
  }

  return {
    published(own, all = own) {
      for (const plugin of pages()) {
        const rows = met.has(plugin.name) ? own : all;
        if (!rows.length) continue;
        met.add(plugin.name);
        handOver.offer(plugin, rows);
      }
      outbox.schedule();
    },
    look: outbox.look,
    async run(why) {
      offerAgain();
      await outbox.run(why);
    },
    hurry() {
      offerAgain();
      outbox.hurry();
    },
    leave(rows) {
      earlier = findOwed(name, epoch());
      offerAgain();
      handOver.halt();
      outbox.leave(rows);
    },
    takeOver,
    consented() {
      offerAgain();
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
      return Object.fromEntries(
        shell.rules.plugins.flatMap(plugin => {
          if (!plugin.deliver) return [];
          const isPage = plugin.delivery === 'page';
          const { seq: at, delivered, dropped } = (isPage ? handOver : outbox).counts(plugin);
          const kept = isPage ? handOver.held(plugin) : seq - at;
          const others = count(dropped, 'other-page', seq - at - kept);
          return [[plugin.name, { delivered, stored: waiting + kept, dropped: others }]];
        }),
      );
    },
    stop() {
      handOver.stop();
      outbox.stop();
    },
  };
}
