import type { Plugin } from './core/plugin.js';

/** Whether no plugin of this name is `present`, so that a preset has to bring it. Pure. */
export function lacks(present: readonly Plugin[], plugin: string): boolean {
  return !present.some(({ name }) => name === plugin);
}
