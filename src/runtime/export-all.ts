import { copy } from '../core/copy.js';
import type { Store } from '../platform/store.js';
import { FORMAT } from './records.js';
import type { Shell } from './shell.js';
import { timeBoxed } from './time-boxed.js';

/** Everything that is stored, record by record, with what plugins add, and a sentence for every field. */
export async function exportAll(
  store: Store,
  { site, now, consent, rules, failed }: Shell,
): Promise<Readonly<Record<string, unknown>>> {
  const entries = (await store.open(false)) ? await store.entries() : [];
  const one = (key: string): unknown => entries.find(([name]) => name === key)?.[1] ?? null;
  const list = (key: string): readonly unknown[] =>
    entries.filter(([name]) => Array.isArray(name) && name[0] === key).map(([, value]) => value);
  // All at once: who hangs holds up no other.
  const own = await Promise.all(
    rules.plugins.map(async plugin => {
      if (!plugin.export) return [];
      try {
        const part = await timeBoxed(null, () => plugin.export?.());
        return [[plugin.name, json(part)]];
      } catch (cause) {
        failed(plugin, 'export', cause);
        return [];
      }
    }),
  );
  // The data counts: without their file the sentences are missing, and nothing else.
  const { INVENTORY: inventory = null } = await import('./inventory.js').catch(() => ({ INVENTORY: undefined }));
  return {
    format: FORMAT,
    inventory,
    site,
    exportedAt: now(),
    consent: consent.current,
    choice: one('consent'),
    head: one('head'),
    base: readable(one('base')),
    profile: readable(one('profile')),
    log: list('log'),
    inbox: list('inbox'),
    cursors: list('cursor'),
    gaps: list('gap'),
    quarantine: one('quarantine'),
    plugins: Object.fromEntries(own.flat()),
  };
}

/** Throws for what is no JSON, which would spoil everything where it is written down. */
function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** A plugin may have put into its slice what is no JSON: then as much of it as there is. */
function readable(record: unknown): unknown {
  try {
    return json(record);
  } catch {
    return copy(record).value; // What is left out could not be written down.
  }
}
