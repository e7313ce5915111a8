import type {} from '../capture/commerce.js';
import type {} from '../capture/forms.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { amountOf, itemsOf, textOf } from './items-of.js';

/** What stands between the visitor and an order that was begun. */
export interface Hurdles {
  /** When the visitor entered the checkout, epoch ms; `null` outside of it. */
  readonly checkoutAt: number | null;
  /** When a payment failed last that no other way of paying followed. */
  readonly paymentAt: number | null;
  /** Whether the visitor has seen what shipping costs. */
  readonly knowsShipping: boolean;
  /** When the cost of shipping was first seen, if that was as late as in the checkout. */
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

declare module '../core/profile.js' {
  interface SliceMap {
    hurdles: Hurdles;
  }
}

const IDS = 20;
const TROUBLES = 3;
const NONE: Hurdles = {
  checkoutAt: null,
  paymentAt: null,
  knowsShipping: false,
  shippingAt: null,
  soldOutAt: null,
  soldOut: [],
  troubleAt: [],
  sentForm: '',
};

/** Keeps what stands between the visitor and an order: failed payments, late costs, sold out products, refused forms. */
export function hurdles(): Plugin {
  return definePlugin({
    name: 'hurdles',
    slice: {
      name: 'hurdles',
      version: 1,
      initial: NONE,
      reduce(state, touchpoint) {
        const { type, at, data } = touchpoint;
        if (type === 'purchase') return state === NONE ? state : NONE;
        const next = withShipping(state, touchpoint);
        if (type === 'payment_error') return { ...next, paymentAt: at };
        if (type === 'out_of_stock') {
          const soldOut = itemsOf(touchpoint).map(({ item_id }) => item_id);
          return { ...next, soldOutAt: at, soldOut: soldOut.slice(0, IDS) };
        }
        // A step that is taken is the end of the trouble with the one before.
        if (type === 'begin_checkout') return { ...next, checkoutAt: at, troubleAt: [], sentForm: '' };
        if (type === 'add_shipping_info') return { ...next, troubleAt: [], sentForm: '' };
        if (type === 'add_payment_info') return { ...next, paymentAt: null, troubleAt: [], sentForm: '' };
        if ((type !== 'form_error' && type !== 'form_submit') || next.checkoutAt === null) return next;
        const form = type === 'form_submit' ? textOf(data.form_id) || textOf(data.form_name) : '';
        const isTrouble = type === 'form_error' || (form && form === next.sentForm);
        const troubleAt = isTrouble ? [...next.troubleAt, at].slice(-TROUBLES) : next.troubleAt;
        return { ...next, troubleAt, sentForm: form || next.sentForm };
      },
    },
  });
}

/** The first sight of what shipping costs; it is late in the steps that come after the checkout was entered. */
function withShipping(state: Hurdles, { type, at, data }: Touchpoint): Hurdles {
  // A type that no vocabulary checks may hold anything.
  const { shipping } = data as { readonly shipping?: unknown };
  if (state.knowsShipping || !amountOf(shipping)) return state;
  const isLate = state.checkoutAt !== null && (type === 'add_shipping_info' || type === 'add_payment_info');
  return { ...state, knowsShipping: true, shippingAt: isLate ? at : null };
}
