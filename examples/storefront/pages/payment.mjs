import { icon } from '../art/icons.mjs';
import { html, raw } from '../public/html.js';
import { stepsDone, summary } from './checkout.mjs';

export function payment() {
  const way = (value, title, note, checked) =>
    html`<label class="choice"><input type="radio" name="method" value="${value}" ${checked && raw('checked')}><span><b>${title}</b></span><span class="muted small-text">${note}</span></label>`;
  const body = html`${stepsDone('Payment')}<h1>How do you want to pay?</h1>
<div class="columns section-form"><form class="form" id="payment" method="post" novalidate>
<div class="rescue-slot" id="rescue" aria-live="polite"><div class="note-box"><p><b>This is a demonstration. Nothing is charged.</b></p><p class="muted small-text">4242 4242 4242 4242 is taken. A card that ends in 0002 is declined, so that you can see what happens then.</p><p class="row"><button class="button plain small" type="button" data-card="4242 4242 4242 4242">Use a good card</button><button class="button plain small" type="button" data-card="4000 0000 0000 0002">Use a declined card</button></p></div></div>
<fieldset class="choices"><legend class="hidden">Way to pay</legend>${way('card', 'Card', 'Visa, Mastercard', true)}${way('wallet', 'Wallet', 'One tap', false)}${way('bank', 'Bank transfer', 'We ship when it arrives', false)}</fieldset>
<div class="card-fields form" id="card-fields"><label class="field">Name on card<input name="holder" autocomplete="cc-name" maxlength="80" required></label><label class="field">Card number<input name="number" autocomplete="cc-number" inputmode="numeric" maxlength="23" pattern="[0-9 ]{13,23}" required></label><div class="pair"><label class="field">Valid until<input name="until" autocomplete="cc-exp" placeholder="MM/YY" maxlength="5" pattern="[0-9]{2}/[0-9]{2}" required></label><label class="field">Security code<input name="code" autocomplete="cc-csc" inputmode="numeric" maxlength="4" pattern="[0-9]{3,4}" required></label></div></div>
<button class="button" type="submit" id="pay">${icon('lock')}<span>Pay</span></button><p class="muted small-text">The card stays in this form. It is not stored and not sent.</p></form>${summary()}</div>`;
  return { kind: 'payment', title: 'Payment', description: 'Pay for your order.', body };
}
