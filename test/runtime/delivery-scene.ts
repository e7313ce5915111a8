import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { CaptureContext, DeliverContext, Plugin } from '../../src/core/plugin.js';
import type { Grant } from '../../src/core/purpose.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { createDelivery, type Delivery } from '../../src/runtime/delivery.js';
import type { Diagnostics } from '../../src/runtime/face.js';
import type { Shell } from '../../src/runtime/shell.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, row } from './builders.js';

interface Scene {
  consent: { current: { analytics: Grant } };
  delivery: Delivery;
  store: Store;
  failed: ReturnType<typeof vi.fn>;
  /** Takes the grant from a plugin. */
  withdraw(plugin: Plugin): void;
  /** The ledger by destination; its law is checked. */
  standing(seq: number, waiting?: number): Diagnostics['destinations'];
}

const EPOCH = 'epoch-1';
let deliveries: Delivery[];

/** Every test of the file has timers that only it moves, and leaves none behind. */
export function stopsDeliveries(): void {
  beforeEach(() => {
    deliveries = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  afterEach(() => {
    for (const delivery of deliveries) delivery.stop();
    vi.useRealTimers();
  });
}

/** A destination that takes all it is offered. */
export function destination(name: string, more: Partial<Plugin> = {}): Plugin & { deliver: ReturnType<typeof vi.fn> } {
  const deliver = vi.fn((_batch: readonly Row[], _context: DeliverContext) => undefined);
  return { name, deliver, ...more } as Plugin & { deliver: typeof deliver };
}

/** A delivery over these rows, with every plugin granted. */
export async function scene(
  plugins: readonly Plugin[],
  rows: readonly Row[] = [row(1), row(2), row(3)],
): Promise<Scene> {
  const rules = gatherRules(plugins);
  const store = memoryStore();
  await fill(store, rules, rows);
  const failed = vi.fn();
  const contexts = new Map(
    rules.plugins.map(plugin => {
      const controller = new AbortController();
      const context: CaptureContext = {
        signal: controller.signal,
        site: 'fretwell',
        profile: { slices: {} } as CaptureContext['profile'],
        problem() {},
        track: () => null,
      };
      return [plugin, { controller, context }];
    }),
  );
  const consent = { current: { analytics: 'granted' as Grant }, under: () => [] };
  const shell = {
    rules,
    now: fakeClock().now,
    failed,
    consent,
    context: (plugin: Plugin) => contexts.get(plugin)?.context,
  };
  // The rest of the shell is not for the delivery.
  const delivery = createDelivery({
    name: 'waymark:fretwell',
    store: () => store,
    epoch: () => EPOCH,
    shell: shell as unknown as Shell,
    moved() {},
  });
  deliveries.push(delivery);
  return {
    delivery,
    store,
    consent,
    failed,
    withdraw(plugin) {
      contexts.get(plugin)?.controller.abort();
      contexts.delete(plugin);
    },
    standing(seq, waiting = 0) {
      const destinations = delivery.standing(seq, waiting);
      for (const { delivered, stored, dropped } of Object.values(destinations)) {
        expect(delivered + stored + Object.values(dropped).reduce((sum, by) => sum + by, 0)).toBe(seq + waiting);
        expect(stored).toBeGreaterThanOrEqual(0);
      }
      return destinations;
    },
  };
}

/** Places in each batch a destination was offered, in that order. */
export function placesOf(plugin: { deliver: ReturnType<typeof vi.fn> }): number[][] {
  return plugin.deliver.mock.calls.map(([batch]) => (batch as Row[]).map(({ seq }) => seq));
}
