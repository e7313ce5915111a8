import type {} from '../learn/cart.js';
import type {} from '../learn/checkout.js';
import type { Checkout } from '../learn/checkout-steps.js';
import type {} from '../learn/hurdles.js';
import { type BareField, bareFields } from './bare-fields.js';
import type { Inspected } from './inspected.js';
import { facts, row, type Sketch, sketch } from './sketch.js';
import { countOf, listOf, plain } from './words.js';

const SHOWN = 20;
const SECOND_MS = 1_000;

/** The way through the checkout, and what of it a browser cannot fill in; nothing elsewhere. */
export function showCheckout({ profile }: Inspected): readonly Sketch[] {
  const { checkout, hurdles, cart } = profile.slices;
  const isThere = checkout ? checkout.stepAt !== null : (hurdles?.checkoutAt ?? cart?.checkoutAt ?? null) !== null;
  const isSaid = document.querySelector('[data-waymark-page-type=checkout]') !== null;
  return [
    ...(checkout?.steps.length ? showSteps(checkout) : []),
    ...showFacts(profile.slices),
    ...(isThere || isSaid ? showFields(bareFields()) : []),
  ];
}

function showSteps({ count, step, stepAt, orderedAt, steps }: Checkout): readonly Sketch[] {
  const where = orderedAt ? 'ordered' : `${stepAt === null ? 'left' : 'now'} at ${nameOf(step)}`;
  return [
    sketch('p.say', `${countOf(count, 'step')}, ${where}.`),
    sketch(
      'ul',
      steps.map(({ name, ms, times }) =>
        row(nameOf(name), `${Math.round(ms / SECOND_MS)} s${times > 1 ? `, ${times} times` : ''}`),
      ),
    ),
  ];
}

/** What makes it harder than it need be. */
function showFacts({ checkout, hurdles }: Inspected['profile']['slices']): readonly Sketch[] {
  const again = checkout?.fields.filter(({ entries }) => entries > 1).map(({ name, entries }) => `${name} ×${entries}`);
  const { shippingStep, shippingAt } = hurdles ?? {};
  const late = shippingAt ? ', late' : '';
  const pairs = [
    ['Typed again', again?.length && listOf(again)],
    ['Shipping cost', shippingStep && `first seen at ${plain(shippingStep)}${late}`],
  ] as const;
  return pairs.some(([, text]) => text) ? facts(pairs) : [];
}

function showFields(fields: readonly BareField[]): readonly Sketch[] {
  if (!fields.length) return [];
  const more = fields.length - SHOWN;
  return [
    sketch('h3', 'Fields no browser can fill in: `autocomplete` does not say what for'),
    sketch(
      'ul',
      fields.slice(0, SHOWN).map(({ name, token }) => row(name || 'a field without a name', token && `try ${token}`)),
    ),
    ...(more > 0 ? [sketch('small', `and ${more} more`)] : []),
  ];
}

/** A path stays what it is. */
function nameOf(step: string): string {
  return /^\w+$/.test(step) ? plain(step) : step;
}
