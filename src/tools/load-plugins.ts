import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flatten, type Plugin, type PluginList } from '../core/plugin.js';

/** The plugins of a module: its default export is one, a list of them, or a function that makes either. Throws where it is none. */
export async function loadPlugins(path: string): Promise<readonly Plugin[]> {
  let module: { readonly default?: unknown };
  try {
    module = await import(pathToFileURL(resolve(path)).href);
  } catch (cause) {
    throw new Error(`"${path}" could not be loaded: ${(cause as Error).message}. Give a built JavaScript module.`);
  }
  const made: unknown = typeof module.default === 'function' ? module.default() : module.default;
  // It is checked below, and `gatherRules` refuses what is no plugin.
  const plugins = flatten([made as PluginList]);
  if (!plugins.length || plugins.some(({ name }) => typeof name !== 'string'))
    throw new Error(`The default export of "${path}" is no plugin, list of plugins, or function that makes one.`);
  return plugins;
}

/** The first list with the second: what has the name of one there takes its place, what is new comes last. */
export function withPlugins(list: PluginList, more: readonly Plugin[]): readonly Plugin[] {
  const base = flatten(list);
  const replaced = base.map(plugin => more.find(({ name }) => name === plugin.name) ?? plugin);
  return [...replaced, ...more.filter(({ name }) => !base.some(plugin => plugin.name === name))];
}
