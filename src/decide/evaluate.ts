import type { Condition } from '../core/trigger.js';
import { isList } from './fits.js';
import { FIELDS, SECONDS } from './leaves.js';
import type { Question } from './question-of.js';
import type { Rule, Where } from './rule.js';
import type { Sight, Terms } from './sight.js';
import { boundsOf, type Weighed, weigh } from './weigh.js';

/** One question of a rule with its answer. */
export interface Answer {
  /** Where it stands, such as `rule.all[0].not`. */
  readonly path: string;
  /** What is asked, in plain words. */
  readonly text: string;
  /** Whether it holds by itself; under a `not` it should not. */
  readonly holds: boolean;
  /** Whether it should. */
  readonly wanted: boolean;
  /** What is so at this moment: an amount, names, or what a function says; `null` while unknown. */
  readonly value: number | string | boolean | null;
  /** What it takes to hold, in plain words, such as `at least 3`. */
  readonly threshold: string;
}

/** What became of a rule at a moment. */
export interface Evaluation {
  readonly holds: boolean;
  /** How many answers must change at least before it holds: 0 when it does, `Infinity` when it never can. */
  readonly missing: number;
  /** Every question in the order of the rule, whether or not it matters. */
  readonly leaves: readonly Answer[];
}

/**
 * Says whether a rule that was checked holds at a moment, and for each of its questions why. Pure. `all` of nothing
 * holds, `any` of nothing does not, and neither does what is unknown. Throws only what a function of the site throws.
 */
export function evaluate(rule: Rule, sight: Sight, terms: Terms = {}): Evaluation {
  const leaves: Answer[] = [];
  const paths = pathsOf(rule, 'rule');
  const missing = weigh(rule, sight, terms, weighed => leaves.push(answerOf(weighed, paths[leaves.length] ?? '')));
  return { holds: !missing, missing, leaves };
}

/** What an evaluation comes to, in one sentence: "Not yet, 1 to go: Looks at one product: 2, needs at least 3." Pure. */
export function ruleSentence({ holds, missing, leaves }: Evaluation): string {
  const open = leaves.filter(answer => answer.holds !== answer.wanted);
  if (missing === Infinity) return 'It never holds.';
  if (!holds) return `Not yet, ${missing} to go: ${open.map(inWords).join('; ')}.`;
  const right = leaves.filter(answer => answer.holds === answer.wanted);
  return right.length ? `Holds: ${right.map(inWords).join('; ')}.` : 'It always holds.';
}

function inWords(answer: Answer): string {
  return `${answer.text}: ${valueInWords(answer)}`;
}

/**
 * A rule as the conditions of a trigger, for the panel: one for each part of `all`, so that what is open is what is
 * missing. Pure.
 */
export function conditionsOf(rule: Rule, sight: Sight, terms: Terms = {}): readonly Condition[] {
  const parts = typeof rule !== 'function' && 'all' in rule ? rule.all : [rule];
  return parts.map(part => {
    const { holds, leaves } = evaluate(part, sight, terms);
    const join = typeof part !== 'function' && 'any' in part ? ' or ' : ' and ';
    return { text: leaves.map(({ text }) => text).join(join), holds, value: leaves.map(valueInWords).join('; ') };
  });
}

function valueInWords({ value, threshold, wanted }: Answer): string {
  if (typeof value === 'boolean') return `${yesOrNo(value)}, needs ${yesOrNo(wanted)}`;
  const short = typeof value === 'number' ? Math.round(value * 100) / 100 : (value ?? 'unknown');
  return `${short}, needs ${wanted ? '' : 'not '}${threshold}`;
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** Where the questions of a rule stand, in its order. */
function pathsOf(rule: Rule, path: string): readonly string[] {
  if (typeof rule === 'function') return [path];
  if ('not' in rule) return pathsOf(rule.not, `${path}.not`);
  const within = (parts: readonly Rule[], name: string) =>
    parts.flatMap((one, index) => pathsOf(one, `${path}.${name}[${index}]`));
  if ('all' in rule) return within(rule.all, 'all');
  return 'any' in rule ? within(rule.any, 'any') : [path];
}

function answerOf({ holds, wanted, found, rule }: Weighed, path: string): Answer {
  const base = { path, holds, wanted };
  if (typeof rule === 'function')
    return { ...base, text: rule.name || 'A function of the site', value: holds, threshold: 'yes' };
  const value = isList(found) ? found.join(', ') || 'none' : (found ?? null);
  return { ...base, text: textOf(rule), value, threshold: thresholdOf(rule) };
}

/** "Count view_item where item_category Guitars within 14 days": the name of the leaf, and what is asked of it. */
function textOf({ name, leaf, target, facts: { where, withinDays, withinMinutes } }: Question): string {
  const words = name.replace(/[A-Z]/, letter => ` ${letter.toLowerCase()}`);
  return [
    words.charAt(0).toUpperCase() + words.slice(1),
    // Names and silence stand in the threshold.
    (leaf?.[1] || leaf?.[0] === FIELDS) && fieldsOf(target),
    where && `where ${fieldsOf(where)}`,
    withinDays && `within ${withinDays} day${withinDays === 1 ? '' : 's'}`,
    withinMinutes && `within ${withinMinutes} minute${withinMinutes === 1 ? '' : 's'}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function thresholdOf(question: Question): string {
  const { name, target, leaf } = question;
  if (name === 'hours') return [target].flat().join(' to ');
  return leaf?.[1] || leaf?.[0] === FIELDS || leaf?.[0] === SECONDS ? inWordsOf(boundsOf(question)) : inWordsOf(target);
}

/** A name, fields and what they must be, or nothing for any product. */
function fieldsOf(which: string | Where): string {
  if (typeof which === 'string') return which;
  return Object.entries(which)
    .map(([field, wanted]) => `${field} ${inWordsOf(wanted)}`)
    .join(', ');
}

function inWordsOf(wanted: Where[string]): string {
  if (typeof wanted !== 'object') return `${wanted}`;
  if (isList(wanted)) return wanted.join(' or ');
  const { atLeast, atMost } = wanted;
  return [atLeast !== undefined && `at least ${atLeast}`, atMost !== undefined && `at most ${atMost}`]
    .filter(Boolean)
    .join(', ');
}
