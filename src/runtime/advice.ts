import type { Plugin } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import { call } from './bus.js';
import type { Shell } from './shell.js';

export interface Advice {
  /** No plugin declares this type. */
  type(type: string): void;
  /** These plugins run from now on. */
  options(plugins: readonly Plugin[]): void;
}

/** Says of a name that nobody knows, once, which known one is nearest. Only a hint is lost if that fails. */
export function createAdvice(shell: Shell): Advice {
  const said = new Set<string>();

  function say(what: string, find: (words: typeof import('../core/nearest.js')) => Problem): void {
    if (said.has(what)) return;
    said.add(what);
    call(
      async () => shell.bus.problem(find(await import('../core/nearest.js'))),
      () => {},
    );
  }

  return {
    type: type => say(type, ({ unknownType }) => unknownType(type, Object.keys(shell.rules.vocabulary))),
    options(plugins) {
      for (const { name, options } of plugins) {
        // Somebody's plugin may call something else so.
        const [given, known]: readonly object[] = Array.isArray(options) ? options : [];
        for (const option of Object.keys(Object(known && given)))
          if (!Object.hasOwn(Object(known), option))
            say(`${name}.${option}`, ({ unknownOption }) => unknownOption(name, option, Object.keys(Object(known))));
      }
    },
  };
}
