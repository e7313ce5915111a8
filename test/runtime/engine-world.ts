import { vi } from 'vitest';
import type { DeliverContext, Plugin } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import type { Store } from '../../src/platform/store.js';
import type { World } from './start.js';

export const REFUSED = {
  functional: 'denied',
  analytics: 'denied',
  personalization: 'denied',
  advertising: 'denied',
} as const;
export const MINUTE_MS = 60_000;

export function turn(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** A destination and the rows it was told of. */
export function destination(
  name: string,
  more: Partial<Plugin> = {},
): Plugin & { rows: Row[]; contexts: DeliverContext[] } {
  const rows: Row[] = [];
  const contexts: DeliverContext[] = [];
  const deliver = (batch: readonly Row[], context: DeliverContext): void => {
    rows.push(...batch);
    contexts.push(context);
  };
  return { name, deliver, rows, contexts, ...more };
}

export async function tapTimes({ waymark }: World, times: number): Promise<void> {
  for (let index = 0; index < times; index++) waymark.track('tap', {});
  await waymark.flush();
}

export async function keysOf(store: Store): Promise<unknown[]> {
  return (await store.entries()).map(([key]) => key);
}
