import { byId, fill } from '../facts.js';
import { html } from '../html.js';

/** Calm words and three other ways, in the place that was kept for them. The cart stays as it is. */
export function showRescue() {
  fill(
    byId('rescue'),
    html`<div class="rescue"><h2 tabindex="-1">The card was declined. Nothing was charged and the cart is safe.</h2><p>It is often a limit set by the bank. Another way usually works.</p><p class="row"><button class="button small" type="button" data-pay="wallet">Pay with wallet</button><button class="button plain small" type="button" data-pay="bank">Bank transfer</button><a class="button plain small" href="/help#contact">Ask a person</a></p></div>`,
  );
  byId('rescue').querySelector('h2').focus({ preventScroll: false });
}
