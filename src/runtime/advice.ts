import type { Known, Plugin } from '../core/plugin.js';
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
const OPTIONS: Known<WaymarkOptions> = {
  site: 1,
  consent: 1,
  view: 1,
  plugins: 1,
  context: 1,
  rate: 1,
  retention: 1,
  enabled: 1,
  automation: 1,
  share: 1,
  store: 1,
  now: 1,
  random: 1,
};
const CONSENT: Known<NonNullable<WaymarkOptions['consent']>> = { default: 1, globalPrivacyControl: 1, sources: 1 };

/** Says of a name that nobody knows, once, which known one is nearest. Only a hint is lost where that fails. */
export function createAdvice(shell: Shell): Advice {
  const said = new Set<string>();

  function say(what: string, find: (words: typeof import('../core/nearest.js')) => Problem): void {
    if (said.has(what)) return;
    said.add(what);
    void call(async () => shell.bus.problem(find(await import('../core/nearest.js'))));
  }

  function look(plugin: string | null, given: unknown, known: object): void {
    const kinds = new Map<string, unknown>(Object.entries(known));
    // A text has its letters by their numbers.
    if (Object.hasOwn(Object(given), '0')) {
      say(`${plugin}.`, words => words.noOptions(plugin, [...kinds.keys()]));
      return;
    }
    for (const [option, value] of Object.entries(Object(given))) {
      const kind = kinds.get(option);
      if (!kinds.has(option))
        say(`${plugin}.${option}`, words => words.unknownOption(plugin, option, [...kinds.keys()]));
      else if (isOdd(kind, value))
        say(`${plugin}.${option}`, words => words.oddValue(`${plugin}`, option, value, kind));
    }
  }

  look(null, shell.options, OPTIONS);
  look(null, shell.options.consent, CONSENT);
  const { rate = 1, enabled = true, automation, retention, share } = shell.options;
  // Few sites give one that may be odd, and only they load what knows of them.
  if (!(Number(rate) > 0) || enabled !== true || (automation && automation !== 'allow') || retention || share)
    void call(async () => (await import('../core/nearest.js')).oddOptions(shell.options).forEach(shell.bus.problem));

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
        if (known) look(name, given, known);
      }
    },
  };
}

/** Not what is left empty. */
function isOdd(kind: unknown, value: unknown): boolean {
  const isList = kind === 'texts';
  if (!value || (!isList && kind !== 'table')) return false;
  if (Object(value) !== value || Array.isArray(value) !== isList) return true;
  return !Object.values(Object(value)).every(one => !one || ['string', 'number'].includes(typeof one));
}
