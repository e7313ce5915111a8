import type {} from '../capture/filling.js';
import type {} from '../capture/pages.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { arrived, type Checkout, isAct, left, stepOf } from './checkout-steps.js';
import { withFields } from './typed-fields.js';

declare module '../core/profile.js' {
  interface SliceMap {
    checkout: Checkout;
  }
}

/** After such a silence it is another checkout. */
const LEFT_MS = 60 * 60_000;
const NONE: Checkout = {
  beganAt: null,
  lastAt: null,
  orderedAt: null,
  count: 0,
  step: '',
  stepAt: null,
  steps: [],
  fields: [],
};

/**
 * Keeps the way through the checkout: the steps it took, with the time at each, and the fields that were typed again, by
 * names alone. Steps are GA4's (`begin_checkout`, `add_shipping_info`, `add_payment_info`) and pages of the type
 * `checkout`; fields come from `formDetails()`. A step begins another checkout an hour after the last act, and so does one
 * of GA4's after the order.
 */
export function checkout(): Plugin {
  return definePlugin({
    name: 'checkout',
    slice: {
      name: 'checkout',
      version: 1,
      initial: NONE,
      reduce(state, touchpoint) {
        const { type, at } = touchpoint;
        const { beganAt, lastAt, orderedAt } = state;
        // The absolute value: a clock that was set back must not keep it open for years.
        const isPast = lastAt === null || Math.abs(at - lastAt) >= LEFT_MS;
        const isOpen = beganAt !== null && orderedAt === null;
        // An order of another day is not the end of it, and yet it is over.
        if (type === 'purchase')
          return isOpen ? { ...left(state, at), orderedAt: at, lastAt: isPast ? lastAt : at } : state;
        const name = stepOf(touchpoint);
        if (name) {
          if (isOpen && !isPast) return arrived(state, name, at);
          // The page that thanks for an order may be one of the checkout, too.
          return isPast || isAct(name) ? arrived({ ...NONE, beganAt: at }, name, at) : state;
        }
        if (!isOpen || isPast) return state;
        if (type === 'page_view' && touchpoint.data.page_type) return left(state, at);
        if (type !== 'form_details' && type !== 'form_abandon') return state;
        return { ...state, lastAt: at, fields: withFields(state.fields, touchpoint.data) };
      },
    },
  });
}
