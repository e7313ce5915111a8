import type { Inspected } from './inspected.js';
import { section } from './section.js';
import { showCheckout } from './show-checkout.js';
import { showKnown } from './show-known.js';
import type { Sketch } from './sketch.js';

/** What is not needed to see where the visitor is: the panel loads it after it is there. */
export function showMore(waymark: Inspected): readonly Sketch[] {
  return [section('What is known', () => showKnown(waymark)), section('Checkout', () => showCheckout(waymark))];
}
