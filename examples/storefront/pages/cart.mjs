import { html } from '../public/html.js';
import { rail } from './parts.mjs';

export function cart() {
  const body = html`<h1>Your cart</h1><div class="cart-body" id="cart"><noscript><p class="muted">The cart needs JavaScript: it is kept in your browser, not on our server.</p></noscript></div>
${rail({ slot: 'complement', asks: true, title: 'You may also like', ids: ['clip-tuner', 'phosphor-strings', 'first-songs'] })}`;
  return { kind: 'cart', title: 'Cart', description: 'What you chose so far.', body };
}
