import type {} from '../capture/commerce.js';
import type {} from '../capture/forms.js';
import { amountOf } from '../core/amount-of.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { itemsOf } from './items-of.js';

/** What stands between the visitor and an order that was begun. */
export interface Hurdles {
  /** When the visitor entered the checkout, epoch ms; `null` outside of it. */
  readonly checkoutAt: number | null;
  /** When a payment failed last that no other way of paying followed. */
  readonly paymentAt: number | null;
  /** Type of the last step of the checkout that was taken; empty outside of it. */
  readonly step: string;
  /** Type of the touchpoint by which the cost of shipping was first seen, once an order; empty before. */
  readonly shippingStep: string;
  /** When that was, if it was as late as in the steps that come after the checkout was entered. */
  readonly shippingAt: number | null;
  /** When a product was said to be sold out last. */
  readonly soldOutAt: number | null;
  /** Ids of the products that were said to be sold out then, at most 20, each of 200 characters. */
  readonly soldOut: readonly string[];
  /** When a step of the checkout was refused, or sent once more, since the last step that was taken: the last 3 times. */
  readonly troubleAt: readonly number[];
  /** Name of the form that was sent last since then, at most 200 characters; empty for none. */
  readonly sentForm: string;
}

export interface HurdlesOptions {
  /** Ways of paying that a visitor can wish for with one tap: see `rescue`. Default none. */
  readonly methods?: readonly string[];
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The visitor looked for a way of paying that the shop does not have. */
    payment_wish: {
      /** One of the `methods` of the site; any other becomes `other`, for what somebody wrote may be personal. */
      readonly payment_type: string;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    hurdles: Hurdles;
  }
}

const IDS = 20;
/** What is told again within this time happened once: by a script of the shop and its data layer, or product by product. */
const TOGETHER_MS = 10_000;
const TROUBLES = 3;
/** All fields that are refused at once are refused within this time. */
const AT_ONCE_MS = 1_000;
const NONE: Hurdles = {
  checkoutAt: null,
  paymentAt: null,
  step: '',
  shippingStep: '',
  shippingAt: null,
  soldOutAt: null,
  soldOut: [],
  troubleAt: [],
  sentForm: '',
};

/** Keeps what stands between the visitor and an order: failed payments, late costs, sold out products, refused forms. */
export function hurdles({ methods = [] }: HurdlesOptions = {}): Plugin {
  return definePlugin({
    name: 'hurdles',
    vocabulary: {
      payment_wish: ({ payment_type }) => ({ payment_type: methods.find(one => one === payment_type) ?? 'other' }),
    },
    slice: {
      name: 'hurdles',
      version: 2,
      initial: NONE,
      reduce(state, touchpoint) {
        const { type, at } = touchpoint;
        if (type === 'purchase') return NONE;
        const next = withShipping(state, touchpoint);
        if (type === 'payment_error') return { ...next, paymentAt: firstOf(next.paymentAt, at) };
        if (type === 'out_of_stock') return withSoldOut(next, touchpoint);
        if (type === 'begin_checkout' || isLate(type)) return withStep(next, touchpoint);
        const isForm = type === 'form_error' || type === 'form_submit';
        return isForm && next.checkoutAt !== null ? withForm(next, touchpoint) : next;
      },
    },
  });
}

/** The first sight of what shipping costs. */
function withShipping(state: Hurdles, { type, at, data }: Touchpoint): Hurdles {
  // A type that no vocabulary checks may hold anything.
  const { shipping } = data as { readonly shipping?: unknown };
  if (state.shippingStep || !amountOf(shipping)) return state;
  return { ...state, shippingStep: type, shippingAt: isLate(type) || isLate(state.step) ? at : null };
}

/** The steps that come after the checkout was entered. */
function isLate(step: string): boolean {
  return step === 'add_shipping_info' || step === 'add_payment_info';
}

/** What is told sold out together is one list. */
function withSoldOut(state: Hurdles, touchpoint: Touchpoint<'out_of_stock'>): Hurdles {
  const soldOutAt = firstOf(state.soldOutAt, touchpoint.at);
  const before = soldOutAt === state.soldOutAt ? state.soldOut : [];
  const ids = itemsOf(touchpoint).map(({ item_id }) => item_id);
  return { ...state, soldOutAt, soldOut: [...new Set([...before, ...ids])].slice(0, IDS) };
}

/** A step that is taken is the end of the trouble with the one before. */
function withStep(state: Hurdles, { type, at }: Touchpoint): Hurdles {
  return {
    ...state,
    step: type,
    checkoutAt: type === 'begin_checkout' ? at : state.checkoutAt,
    paymentAt: type === 'add_payment_info' ? null : state.paymentAt,
    troubleAt: [],
    sentForm: '',
  };
}

/** A form that is refused, or sent once more, is trouble. */
function withForm(state: Hurdles, { type, at, data }: Touchpoint<'form_error' | 'form_submit'>): Hurdles {
  const form = type === 'form_submit' ? textOf(data.form_id) || textOf(data.form_name) : '';
  const isTrouble = type === 'form_error' || (form && form === state.sentForm);
  const last = state.troubleAt.at(-1) ?? null;
  const isNew = isTrouble && firstOf(last, at, AT_ONCE_MS) !== last;
  const troubleAt = isNew ? [...state.troubleAt, at].slice(-TROUBLES) : state.troubleAt;
  return { ...state, troubleAt, sentForm: form || state.sentForm };
}

/** The moment of what happened: that of the last time, where it is told once more within so long. */
function firstOf(last: number | null, at: number, withinMs = TOGETHER_MS): number {
  // The absolute value: by a clock that was set back the last time is none of this moment.
  return last !== null && Math.abs(at - last) < withinMs ? last : at;
}
