import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile, SliceName } from '../core/profile.js';
import { bare } from './bare.js';
import { checkPersona } from './check-persona.js';
import { rounded } from './items-of.js';
import type { Persona, PersonaDefinitions, Portrait } from './persona.js';

export type { Persona, PersonaDefinitions, PersonaSign, Portrait } from './persona.js';

/** How well each persona fits the visitor, as of the last touchpoint. */
export interface Personas {
  /** The one that fits best, alone; `null` while none does. */
  readonly best: string | null;
  /** One for each persona of the site, the best first. */
  readonly scores: readonly {
    /** Name of the persona. */
    readonly name: string;
    /** 0 to 1. */
    readonly score: number;
  }[];
}

/** How well one persona fits, and why. */
export interface PersonaMatch {
  readonly name: string;
  /** The share of the weight of its signs that is so, 0 to 1, rounded to thousandths. */
  readonly score: number;
  /** Whether that is enough for it. */
  readonly fits: boolean;
  /** Its signs, in the order they were given. */
  readonly reasons: readonly { readonly text: string; readonly holds: boolean; readonly weight: number }[];
  /** What the site says the persona is like. */
  readonly portrait: Portrait;
}

/** Which persona the visitor is, if any. */
export interface PersonaAnswer {
  /** The one that fits best; `null` where none fits, or where two fit equally well. */
  readonly best: string | null;
  /** All of them, the best first. */
  readonly matches: readonly PersonaMatch[];
}

export interface PersonasOptions {
  /** By name. */
  readonly personas?: PersonaDefinitions;
}

/** `personas` may also be asked: keep the plugin. */
export interface PersonasPlugin extends Plugin {
  /** Pure. Which persona the visitor is at a moment, with reasons. Default: the moment of the last touchpoint. */
  persona(profile: Profile, now?: number): PersonaAnswer;
}

declare module '../core/profile.js' {
  interface SliceMap {
    personas: Personas;
  }
}

/**
 * Says which of the site's personas the visitor is, with reasons; none fits is an answer, too. Nobody is anything before
 * the first touchpoint. The slice is as of the last touchpoint. Throws `WaymarkError` with the path to what is no persona.
 */
export function personas({ personas: own = {} }: PersonasOptions = {}): PersonasPlugin {
  const list = Object.entries(own).map(([name, given]) => {
    checkPersona(given, `personas.${name}`);
    return [name, bare({ ...given, signs: given.signs.map(bare) })] as const;
  });

  function persona(profile: Profile, now: number = profile.lastSeenAt ?? 0): PersonaAnswer {
    const matches = list.map(([name, one]) => matchOf(name, one, { profile, now })).sort((a, b) => b.score - a.score);
    const [first, second] = matches.filter(({ fits }) => fits);
    return { best: first && first.score !== second?.score ? first.name : null, matches };
  }

  const plugin = definePlugin<SliceName>({
    name: 'personas',
    needs: [...new Set(list.flatMap(([, { signs }]) => signs.flatMap(({ needs = [] }) => needs)))],
    slice: {
      name: 'personas',
      version: 1,
      initial: { best: null, scores: [] },
      reduce(state, _, profile) {
        const { best, matches } = persona(profile);
        const next = { best, scores: matches.map(({ name, score }) => ({ name, score })) };
        return JSON.stringify(next) === JSON.stringify(state) ? state : next;
      },
    },
  });
  return Object.assign(plugin, { persona });
}

function matchOf(
  name: string,
  { signs, from = 0.5, ...portrait }: Persona,
  { profile, now }: { readonly profile: Profile; readonly now: number },
): PersonaMatch {
  let all = 0;
  let held = 0;
  const reasons = signs.map(({ text, weight = 1, when }) => {
    const holds = profile.session !== null && Boolean(when(profile, now));
    all += weight;
    if (holds) held += weight;
    return { text, holds, weight };
  });
  const score = rounded(held / all);
  return { name, score, fits: score >= rounded(from), reasons, portrait };
}
