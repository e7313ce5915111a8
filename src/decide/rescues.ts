import type { Profile } from '../core/profile.js';
import type {} from '../learn/care.js';
import type {} from '../learn/cart.js';
import type {} from '../learn/hurdles.js';
import type {} from '../learn/prompts.js';
import { MINUTE_MS } from './fits.js';
import type { NudgeContent } from './nudge-options.js';
import type { RuleFunction } from './rule.js';

/** What may go wrong, with what is said then; `help` is for a visitor who is unhappy. */
export type RescueName = 'payment-error' | 'late-shipping' | 'out-of-stock' | 'form-trouble' | 'help';

interface Ready {
  /** One function. It is named after its key, which is what `why` says. */
  readonly when: Readonly<Record<string, RuleFunction>>;
  readonly content: NudgeContent;
}

/** Something is said for so long after it happened. */
const OPEN_MS = 30 * MINUTE_MS;
const TROUBLE_MS = 10 * MINUTE_MS;
/** Refusals of a step within those minutes. */
const TROUBLES = 3;

/** When to say what. */
export const RESCUES: Readonly<Record<RescueName, Ready>> = {
  'payment-error': {
    when: {
      'A payment failed in the last 30 minutes': (profile, now) =>
        isNews('payment-error', profile.slices.hurdles?.paymentAt, { profile, now }),
    },
    content: {
      title: 'The payment did not go through. Your cart is kept.',
      text: 'It is often a limit set by the bank. Another way to pay usually works.',
    },
  },
  'late-shipping': {
    when: {
      'The cost of shipping was first seen in the checkout': (profile, now) =>
        isNews('late-shipping', profile.slices.hurdles?.shippingAt, { profile, now }),
    },
    content: {
      title: 'Shipping has been added',
      text: 'Nothing is ordered yet, and your cart is kept while you think about it.',
    },
  },
  'out-of-stock': {
    when: {
      'Something in the cart is sold out': (profile, now) => {
        const { cart, hurdles } = profile.slices;
        const isInCart = cart?.lines.some(({ item_id }) => hurdles?.soldOut.includes(item_id)) === true;
        return isInCart && isNews('out-of-stock', hurdles?.soldOutAt, { profile, now });
      },
    },
    content: { title: 'Something in your cart has sold out', text: 'Everything else in it is kept.' },
  },
  'form-trouble': {
    when: {
      'A step of the checkout was refused 3 times in 10 minutes': (profile, now) => {
        const { troubleAt = [] } = profile.slices.hurdles ?? {};
        const isMuch = troubleAt.filter(at => now - at < TROUBLE_MS).length >= TROUBLES;
        return isMuch && isNews('form-trouble', troubleAt.at(-1), { profile, now });
      },
    },
    content: {
      title: 'Your cart is kept while you look at the form',
      text: 'It was not taken several times. The messages beside its fields say what they need.',
    },
  },
  help: {
    when: { 'An issue is open': profile => Boolean(profile.slices.care?.issue) },
    content: { title: 'Can we help?', text: 'Something was not right lately, and we would like to put it right.' },
  },
};

/** It happened lately, and was not said since. */
function isNews(
  id: RescueName,
  at: number | null | undefined,
  { profile, now }: { readonly profile: Profile; readonly now: number },
): boolean {
  const told = profile.slices.prompts?.told.find(({ nudge_id }) => nudge_id === id);
  return typeof at === 'number' && now - at < OPEN_MS && (told?.shownAt.at(-1) ?? 0) < at;
}
