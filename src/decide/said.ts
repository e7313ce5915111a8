import type { KnownItem } from '../learn/items-of.js';
import { bucketOf } from './bucket.js';
import type { Nudge } from './complete-nudge.js';
import { DAY_MS, isList } from './fits.js';
import { msOf } from './nudge-gates.js';
import type { NudgeContent, NudgeKind } from './nudge-options.js';
import type { Question } from './question-of.js';
import type { RuleLeaf } from './rule.js';
import type { Sight, Terms } from './sight.js';
import { type Weighed, weigh } from './weigh.js';

/** A part of a rule that was as it should be when something was decided. */
export interface Ground {
  /** The part of the rule, or the name of a function of the site; `traits` alone for what was asked of traits. */
  readonly asked: RuleLeaf | string;
  /** What was so: an amount, those names that were asked for, what a function said; `null` for none and for what was unknown. */
  readonly found: number | string | boolean | null;
}

/** What is to be said, the same for every tab, element and destination. */
export interface NudgeDecision extends NudgeMeasure {
  /** Id of the nudge. */
  readonly nudge: string;
  /** What kind it is. */
  readonly kind: NudgeKind;
  /** Where it is said. */
  readonly channel: string;
  /** What it says. */
  readonly content: NudgeContent;
  /** Which of several contents it is. */
  readonly variant?: string;
  /** The products it is about, at most 20. */
  readonly items?: readonly KnownItem[];
  /** What held when it was decided, in the order of its rule. */
  readonly because: readonly Ground[];
}

/** What it takes to measure a nudge, the same for who gets it and who is held out. */
export interface NudgeMeasure {
  /** What kind it is; of who is held out only where it is `rescue`, which is no part of all nudges together. */
  readonly kind?: NudgeKind;
  /** Touchpoint type that it is for. */
  readonly goal: string;
  /** Days after it in which the goal counts as its doing. */
  readonly withinDays: number;
  /** Share of visitors who never get it. */
  readonly holdout?: number;
  /** Share of visitors who get no nudge at all. */
  readonly globalHoldout?: number;
  /** How the others are split between its contents. */
  readonly weights?: Readonly<Record<string, number>>;
}

const ITEMS = 20;

/** What is said to this visitor now. Pure. */
export function said(nudge: Nudge, sight: Sight, terms: Terms): NudgeDecision {
  const { visitorId, slices } = sight.profile;
  const { id, kind, channel, contents, about } = nudge;
  const place = Math.floor((bucketOf(visitorId, `variant ${id}`) ?? 0) * contents.length);
  const [variant, content] = contents[place] ?? [null, { title: '' }];
  const { lines = [], value, currency } = slices.cart ?? {};
  const known: readonly KnownItem[] = about === 'cart' ? lines : (slices.viewed?.slice(0, 1) ?? []);
  const items = about ? known.slice(0, ITEMS) : [];
  const [because, counted] = groundsOf(nudge, sight, terms);
  return {
    nudge: id,
    kind,
    channel,
    content: filled(content, { value, currency, ...items[0], ...counted }),
    ...(variant && { variant }),
    ...(items.length && { items }),
    because,
    ...measureOf(nudge),
  };
}

/** What is as it should be, and what was found by the names of the questions, for each what the first of it found. */
function groundsOf({ rule }: Nudge, sight: Sight, terms: Terms) {
  const grounds: Ground[] = [];
  const counted: Record<string, unknown> = {};
  const hear = ({ holds, wanted, found, rule: part }: Weighed): void => {
    // Decisions go to destinations, and a trait only to those it is named to.
    const isSilent = typeof part === 'function' || part.name === 'traits';
    // The facts of a question are its whole leaf. Of names only those that are asked for: others are nobody's business.
    const [asked, value] = isSilent
      ? [part.name, holds]
      : [copied(part.facts, text => text) as RuleLeaf, (isList(found) ? namesIn(found, part) : found) ?? null];
    // What keeps it back is not what it is said for.
    if (wanted && !isSilent) counted[part.name] ??= value;
    if (holds === wanted) grounds.push({ asked, found: value });
  };
  try {
    weigh(rule, sight, terms, hear);
  } catch {
    // A function of the site that fails here fails in a preview, which is of what is said, whatever holds.
  }
  return [grounds, counted] as const;
}

/** The names that were found among those that are asked for, or nothing. */
function namesIn(found: readonly (string | undefined)[], { target }: Question): string | null {
  const asked: readonly string[] = [target].flat();
  return asked.filter(name => found.includes(name)).join(', ') || null;
}

/** The same for who is held out. Pure. */
export function measureOf({ kind, goal, within, holdout, contents, terms }: Nudge): NudgeMeasure {
  const variants = contents.flatMap(([variant]) => (variant ? [[variant, 1] as const] : []));
  return {
    goal,
    withinDays: msOf(within) / DAY_MS,
    ...(holdout && { holdout }),
    ...(kind === 'rescue' ? { kind } : terms.holdout && { globalHoldout: terms.holdout }),
    ...(variants.length && { weights: Object.fromEntries(variants) }),
  };
}

/** The content with its placeholders filled in; one that nothing is known for stays empty. */
function filled(content: NudgeContent, fields: object): NudgeContent {
  const values = new Map<string, unknown>(Object.entries(fields));
  const fill = (text: string, name?: string): string =>
    text.replace(/\{(\w+)\}/g, (_, field) => {
      const found = `${values.get(field) ?? ''}`;
      // It leads nowhere but where the site wants it to lead. Half a character is none of an address.
      return name === 'url' ? encodeURIComponent(found.replace(/\p{Cs}/gu, '')) : found;
    });
  // Of the same shape.
  return copied(content, fill) as NudgeContent;
}

/** A copy in depth with its texts written anew, for what is decided is frozen, and what the site gave stays as it is. */
function copied(value: unknown, write: (text: string, name?: string) => string, name?: string): unknown {
  if (typeof value === 'string') return write(value, name);
  if (isList(value)) return value.map(one => copied(one, write));
  if (typeof value !== 'object' || !value) return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, copied(one, write, field)]));
}
