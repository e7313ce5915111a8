import type {} from '../capture/pages.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { CheckoutField } from './typed-fields.js';

/** A place in the checkout. */
export interface CheckoutStep {
  /** `begin_checkout`, `add_shipping_info`, `add_payment_info`, or the path of a page of the type `checkout`, at most 200 characters. */
  readonly name: string;
  /** How long the visitor stood there, ms, at most an hour a stay; without the stay that goes on. */
  readonly ms: number;
  /** How often the visitor came there. */
  readonly times: number;
}

/** The checkout that goes on, or the last one. */
export interface Checkout {
  /** When it was entered, epoch ms; `null` before the first. */
  readonly beganAt: number | null;
  /** When the visitor last did anything in it. */
  readonly lastAt: number | null;
  /** When it ended with an order. */
  readonly orderedAt: number | null;
  /** How many steps it took so far: as many as acts or pages, whichever are more. */
  readonly count: number;
  /** Name of the step the visitor stands at, or stood at last; empty before the first. */
  readonly step: string;
  /** Since when; `null` while the visitor is not there. */
  readonly stepAt: number | null;
  /** In the order in which they were reached, at most 20. */
  readonly steps: readonly CheckoutStep[];
  /** The fields of its forms as far as they were sent or left, typed most often first: at most 30. */
  readonly fields: readonly CheckoutField[];
}

const STEPS = 20;
const LENGTH = 200;
const STAY_MS = 60 * 60_000;

/** Whether it is one of GA4's steps; else it is the path of a page. Pure. */
export function isAct(name: string): boolean {
  return /^(begin_checkout|add_shipping_info|add_payment_info)$/.test(name);
}

/** The name of the step a touchpoint tells; empty for none. Pure. */
export function stepOf({ type, url, data }: Touchpoint): string {
  if (isAct(type)) return type;
  if (type !== 'page_view' && type !== 'update_page') return '';
  const { page_type, page_route } = data as Readonly<Record<string, unknown>>;
  if (page_type !== 'checkout') return '';
  const route = typeof page_route === 'string' ? page_route : '';
  return `${url.replace(/^\w+:\/\/[^/?]*|\?.*/g, '') || '/'}${route}`.slice(0, LENGTH);
}

/** The visitor goes away from where they stood, perhaps to the next step. Pure. */
export function left(state: Checkout, at: number): Checkout {
  const { step, stepAt } = state;
  if (stepAt === null) return state;
  const stay = Math.min(Math.max(0, at - stepAt), STAY_MS);
  const steps = state.steps.map(one => (one.name === step ? { ...one, ms: one.ms + stay } : one));
  return { ...state, stepAt: null, steps };
}

/** The visitor comes to a step, or does more where they stand. Pure. */
export function arrived(state: Checkout, name: string, at: number): Checkout {
  if (name === state.step && state.stepAt !== null) return { ...state, lastAt: at };
  const { steps: before } = left(state, at);
  const isKnown = before.some(one => one.name === name);
  const steps = isKnown
    ? before.map(one => (one.name === name ? { ...one, times: one.times + 1 } : one))
    : [...before, { name, ms: 0, times: 1 }].slice(0, STEPS);
  const acts = steps.filter(one => isAct(one.name)).length;
  return { ...state, lastAt: at, count: Math.max(acts, steps.length - acts), step: name, stepAt: at, steps };
}
