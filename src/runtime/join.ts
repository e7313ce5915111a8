import { flatten, type PluginList } from '../core/plugin.js';
import type { Waymark } from './face.js';

const KEY = Symbol.for('waymark');

type Host = { [KEY]?: Map<string, Waymark> };

/** The instance this page already has for a site, with the plugins it lacked; two copies of the library meet here too. */
export function join(site: string, plugins: PluginList): Waymark | undefined {
  const first = (document as Host)[KEY]?.get(site);
  for (const plugin of flatten(plugins)) {
    if (first && !first.plugins.some(({ name }) => name === plugin.name)) first.use(plugin);
  }
  return first;
}

/** Makes an instance known on the page. Returns the way back; the last one takes the mark off the document. */
export function register(site: string, waymark: Waymark): () => void {
  const host = document as Host;
  const instances = host[KEY] ?? new Map<string, Waymark>();
  // Without a prototype, for a page may have hung a `get` on it; a frozen document keeps nothing.
  const mark = { __proto__: null, value: instances, configurable: true };
  Reflect.defineProperty(document, KEY, mark);
  instances.set(site, waymark);
  return () => {
    instances.delete(site);
    if (!instances.size) delete host[KEY];
  };
}
