import type { Persona, PersonaDefinitions, PersonaSign } from '../learn/personas.js';
import { checkLeaves } from './check-leaves.js';
import { checkRule } from './check-rule.js';
import { isList } from './fits.js';
import type { Rule } from './rule.js';
import type { Terms } from './sight.js';
import { weigh } from './weigh.js';

/** A sign of a persona as data. */
export interface PersonaSignByRule extends Pick<PersonaSign, 'weight'> {
  readonly when: Rule;
  /** What it is, in plain words. Default: the rule itself. */
  readonly text?: string;
}

/** A persona as data. JSON-safe unless a function stands in a rule. */
export interface PersonaByRule extends Omit<Persona, 'signs'> {
  /** One or more. */
  readonly signs: readonly PersonaSignByRule[];
}

/** Personas by name. */
export type PersonaRules = Readonly<Record<string, PersonaByRule>>;

/**
 * Personas whose signs are rules, for `personas()`, which refuses what else is odd. Throws `WaymarkError` with the path to
 * what is no rule, to what does not last (`on`), and to a persona made of personas. Traits are what was declared at
 * `identify`: nothing infers them. Pure.
 */
export function personaRules(rules: PersonaRules, terms: Terms = {}): PersonaDefinitions {
  return Object.fromEntries(Object.entries(rules).map(([name, given]) => [name, personaOf(given, name, terms)]));
}

function personaOf(given: PersonaByRule, name: string, terms: Terms): Persona {
  const { signs } = Object(given);
  // What is no persona may come from JSON, and is refused by whoever takes personas.
  if (!isList(signs)) return given as Persona;
  const place = `personas.${name}.signs`;
  return { ...given, signs: signs.map((sign, index) => signOf(Object(sign), `${place}[${index}].when`, terms)) };
}

function signOf(sign: PersonaSignByRule, path: string, terms: Terms): PersonaSign {
  const { when: rule } = sign;
  const needs = checkRule(rule, path);
  const isRight = (part: object) => !('on' in part || 'persona' in part);
  checkLeaves(rule, path, { isRight, wanted: 'what lasts, and no persona' });
  const text = typeof rule === 'function' ? rule.name || 'A function of the site' : JSON.stringify(rule);
  return { text, ...sign, needs, when: (profile, now) => !weigh(rule, { now, profile }, terms) };
}
