import type { Plugin } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import { call } from './bus.js';
import type { WaymarkOptions } from './face.js';
import type { Shell } from './shell.js';

export interface Advice {
  /** No plugin declares this type. */
  type(type: string): void;
  /** This slice was put right. */
  slice(name: string): void;
  /** These plugins run from now on. */
  options(plugins: readonly Plugin[]): void;
}

/** What `createWaymark` knows: who has no types may misspell it. */
const OPTIONS = [
  'site',
  'consent',
  'view',
  'plugins',
  'context',
  'rate',
  'retention',
  'enabled',
  'automation',
  'share',
  'store',
  'now',
  'random',
] as const satisfies readonly (keyof WaymarkOptions)[];
const CONSENT = [
  'default',
  'globalPrivacyControl',
  'sources',
] as const satisfies readonly (keyof (WaymarkOptions['consent'] & {}))[];

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

  function look(plugin: string | null, given: unknown, known: readonly string[]): void {
    for (const option of Object.keys(Object(given)))
      if (!known.includes(option)) say(`${plugin}.${option}`, words => words.unknownOption(plugin, option, known));
  }

  look(null, shell.options, OPTIONS);
  look(null, shell.options.consent, CONSENT);
  const { rate = 1, automation, retention, share } = shell.options;
  // Few sites give one that may be odd, and only they load what knows of them.
  if (!(Number(rate) > 0) || (automation && automation !== 'allow') || retention || share)
    call(
      async () => (await import('../core/nearest.js')).oddOptions(shell.options).forEach(shell.bus.problem),
      () => {},
    );

  return {
    slice(name) {
      const known = Object.keys(shell.blank.slices);
      if (!known.includes(name)) say(`slice ${name}`, ({ unknownSlice }) => unknownSlice(name, known));
    },
    type: type => say(type, ({ unknownType }) => unknownType(type, Object.keys(shell.rules.vocabulary))),
    options(plugins) {
      for (const { name, options } of plugins) {
        // Somebody's plugin may call something else so.
        const [given, known]: readonly object[] = Array.isArray(options) ? options : [];
        if (known) look(name, given, Object.keys(Object(known)));
      }
    },
  };
}
