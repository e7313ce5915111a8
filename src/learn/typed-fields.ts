import type { FormDetails } from '../capture/filling.js';
import { amountOf } from '../core/amount-of.js';
import { textOf } from '../core/text-of.js';

/** A field of the checkout, by its names. */
export interface CheckoutField {
  /** `id` or `name` of its form; empty where it has none. */
  readonly form: string;
  /** Name of the field. */
  readonly name: string;
  /** How often the visitor typed into it: every time it was come back to and changed counts. */
  readonly entries: number;
  /** How long the visitor was in it, ms. */
  readonly ms: number;
}

const FIELDS = 30;
const MOST = 1e6;

/** The fields with those of one more form that was filled in, typed most often first: at most 30. Pure; takes odd data. */
export function withFields(before: readonly CheckoutField[], details: FormDetails): readonly CheckoutField[] {
  const known = new Map(before.map(field => [keyOf(field), field]));
  const form = textOf(details.form_id) || textOf(details.form_name);
  // What was taken in from another device may hold anything.
  const told: readonly Partial<FormDetails['fields'][number]>[] = [details.fields ?? []].flat().slice(0, FIELDS);
  for (const one of told) {
    const name = textOf(one?.name);
    if (!name) continue;
    const field = known.get(keyOf({ form, name }));
    // How often is not in what older logs tell.
    const entries = one.entries === undefined ? amountOf(one.corrections) + 1 : amountOf(one.entries);
    known.set(keyOf({ form, name }), {
      form,
      name,
      entries: Math.min(MOST, (field?.entries ?? 0) + entries),
      ms: Math.min(Number.MAX_SAFE_INTEGER, (field?.ms ?? 0) + amountOf(one.ms)),
    });
  }
  return [...known.values()].sort((a, b) => b.entries - a.entries || b.ms - a.ms).slice(0, FIELDS);
}

function keyOf({ form, name }: Pick<CheckoutField, 'form' | 'name'>): string {
  return `${form} ${name}`;
}
