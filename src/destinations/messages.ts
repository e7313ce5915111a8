import type { Row } from '../core/touchpoint.js';
import type { Names, TellOptions } from './tell-options.js';

/** Fields of a message or of a product, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** For APIs that take JSON under no other name. */
export const JSON_TYPE: Readonly<Record<string, string>> = { 'content-type': 'application/json' };

/** One thing to tell. */
export interface Message {
  /** The touchpoint type, or the name of the decision. */
  readonly type: string;
  /** What the system calls it. */
  readonly name: string;
  readonly data: Fields;
  /** Of the touchpoint or the decision: the same at every try. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  /** Address of the page, redacted; empty where time alone decided. */
  readonly url: string;
}

/** What is of no use to others: it goes only where a table names it. */
const KEPT = {
  identify: null,
  correct: null,
  consent_update: null,
  reset: null,
  campaign_details: null,
  update_page: null,
};

/** What there is to tell of rows, in the words of a system: each touchpoint, then what was decided on it. Pure. */
export function messagesOf(
  rows: readonly Row[],
  table: Names,
  { names, others = true, pageViews = true }: TellOptions,
): readonly Message[] {
  const words: Names = { ...KEPT, ...table, ...(!pageViews && { page_view: null }), ...names };
  return rows.flatMap(({ touchpoint, decisions }) => {
    const url = touchpoint?.url ?? '';
    const happened = touchpoint ? [{ ...touchpoint, own: others ? touchpoint.type : null }] : [];
    const decided = decisions.map(({ id, name: type = '', at, data }) => ({ id, type, at, data, own: null }));
    return [...happened, ...decided].flatMap(({ id, type, at, data, own }) => {
      const name = Object.hasOwn(words, type) ? words[type] : own;
      // A copy, for what is stored is frozen, and scripts of others write into what they are given.
      return name ? [{ id, type, name, at, url, data: structuredClone<Fields>(Object(data)) }] : [];
    });
  });
}

/** Fields under other names; those without one keep their own, those called `''` are left out. Pure. */
export function rename(fields: unknown, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(
    Object.entries(Object(fields)).flatMap(([name, value]) => {
      const other = Object.hasOwn(names, name) ? names[name] : name;
      return other ? [[other, value]] : [];
    }),
  );
}

/** Fields without those that are not given. Pure. */
export function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Whether a field is a text, a number, or yes or no. Pure. */
export function isPlain(value: unknown): value is string | number | boolean {
  return /string|number|boolean/.test(typeof value);
}

/** The products of a touchpoint. Pure. */
export function itemsOf({ items }: Fields): readonly Fields[] {
  return Array.isArray(items) ? items.map(item => Object(item)) : [];
}
