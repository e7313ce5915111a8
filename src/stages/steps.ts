import { definePlugin, type Plugin } from '../core/plugin.js';
import type { NextStep } from '../core/stage.js';

/** How often what followed what: touchpoint type → type that came next → how often. */
export type StepCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What the visitor does after what. */
export interface Steps {
  /** Type of the last touchpoint; empty before the first. */
  readonly last: string;
  /** How often what followed what in one visit: the last 16 types, each with at most 8 that followed; older counts fade. */
  readonly counts: StepCounts;
  /** What is likely to come next, the likeliest first, at most 5; empty where too little is known. */
  readonly next: readonly NextStep[];
}

export interface StepsOptions {
  /**
   * What follows what in the shop: counts of its log, or `shopSteps`. A row counts as at most 20 steps of the visitor.
   * Default: nothing, so that only the visitor's own steps speak.
   */
  readonly prior?: StepCounts;
}

declare module '../core/profile.js' {
  interface SliceMap {
    steps: Steps;
  }
}

const FROM = 16;
const TO = 8;
const CHARACTERS = 60;
/** A row that holds more is halved, so that what a visitor did long ago fades. */
const ROW = 60;
const WORTH = 20;
const NEXT = 5;
/** A row that holds less says nothing. */
const LEAST = 5;
/** What measures or books, and what the shop does. */
const NO_STEP =
  /^(correct|consent_update|reset|overflow|identify|(campaign|device|form)_details|open_app|web_vitals|(promise_)?deliver.+|solve_issue|answer_support|scroll|user_engagement|exception|video_progress|(show|dismiss|convert|defer)_nudge)$/;

type Row = readonly (readonly [type: string, count: number])[];

/** The row of a type; empty where there is none. */
export type Rows = (type: string) => Row;

/** Nothing learned yet. */
export const NO_STEPS: Steps = { last: '', counts: {}, next: [] };

/** Learns what the visitor does after what, and says what is likely next. */
export function steps({ prior = {} }: StepsOptions = {}): Plugin {
  const usual = rowsOf(prior);
  return definePlugin({
    name: 'steps',
    slice: {
      name: 'steps',
      version: 1,
      initial: NO_STEPS,
      reduce: (state, { id, type }, { session }) => takeStep(state, type, { isFirst: session?.id === id, usual }),
    },
  });
}

/** What is known after one more touchpoint; the first of a visit follows nothing. Pure. */
export function takeStep(
  state: Steps,
  type: string,
  { isFirst, usual }: { readonly isFirst: boolean; readonly usual: Rows },
): Steps {
  if (NO_STEP.test(type)) return state;
  const last = type.slice(0, CHARACTERS);
  const counts = state.last && !isFirst ? withStep(state.counts, state.last, last) : state.counts;
  return { last, counts, next: likely(rowOf(counts, last), usual(last)) };
}

/**
 * What is likely to come after a touchpoint of this type, the likeliest first, at most 5. Pure.
 * p = (own + worth × share in the prior) / (all own + worth + 1), where worth is what the row of the prior holds, at
 * most 20; the 1 is left for what was never seen, so that the sum stays below 1. Empty when own and worth are
 * together below 5.
 */
export function nextSteps(counts: StepCounts, last: string, prior: StepCounts = {}): readonly NextStep[] {
  return likely(rowOf(counts, last), rowOf(prior, last));
}

/** The rows of a prior, each of which is read once: it stays as it is. */
export function rowsOf(prior: StepCounts): Rows {
  const read = new Map<string, Row>();
  return type => {
    const known = read.get(type);
    if (known) return known;
    const row = rowOf(prior, type);
    // A type without a row costs nothing, and there is no end of them.
    if (row.length) read.set(type, row);
    return row;
  };
}

function likely(own: Row, usual: Row): readonly NextStep[] {
  const usualTotal = totalOf(usual);
  const worth = Math.min(usualTotal, WORTH);
  const support = totalOf(own) + worth;
  if (support < LEAST) return [];
  const next = own.map(([type, count]) => ({ type, p: count }));
  for (const [type, count] of usual) {
    const p = worth * (count / usualTotal);
    const step = next.find(one => one.type === type);
    if (step) step.p += p;
    else next.push({ type, p });
  }
  for (const step of next) step.p /= support + 1;
  return next.sort((a, b) => b.p - a.p).slice(0, NEXT);
}

function withStep(counts: StepCounts, from: string, to: string): StepCounts {
  const row = rowOf(counts, from);
  const taken = row.find(([type]) => type === to);
  const rest = row.filter(step => step !== taken);
  const isFull = totalOf(row) >= ROW;
  // The step just taken stays, or nothing new would ever come in.
  const kept = [[to, (taken?.[1] ?? 0) + 1] as const, ...rest.sort((a, b) => b[1] - a[1])];
  const faded = kept.map(([type, count]) => [type, count >> Number(isFull)] as const).filter(([, count]) => count);
  const { [from]: _, ...others }: Record<string, StepCounts[string]> = counts;
  const known = Object.keys(others);
  // The oldest comes first.
  if (known.length >= FROM) delete others[known[0] ?? ''];
  // The row just used is the newest.
  return { ...others, [from]: Object.fromEntries(faded.slice(0, TO)) };
}

/** Own fields only: a type may be called like something every object has. What is no count is left out. */
function rowOf(counts: StepCounts, type: string): Row {
  const row = Object.hasOwn(counts, type) ? Object.entries(counts[type] ?? {}) : [];
  return row.filter(([, count]) => typeof count === 'number' && count > 0);
}

/** A list of the counts for `sumOf` would make a touchpoint a tenth slower. */
function totalOf(row: Row): number {
  let total = 0;
  for (const [, count] of row) total += count;
  return total;
}
