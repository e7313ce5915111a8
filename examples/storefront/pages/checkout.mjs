import { promisedDay } from '../delivery.mjs';
import { html, raw } from '../public/html.js';

export function checkout({ now }) {
  const field = (name, label, autocomplete, rest = '') =>
    html`<label class="field">${label}<input name="${name}" autocomplete="${autocomplete}" required ${raw(rest)}></label>`;
  const way = (value, title, note, price, checked) =>
    html`<label class="choice"><input type="radio" name="shipping" value="${value}" ${checked && raw('checked')}><span><b>${title}</b><br><span class="muted small-text">${note}</span></span><span class="price" data-shipping="${value}">${price}</span></label>`;
  const body = html`${stepsDone('Address')}<h1>Where does it go?</h1>
<div class="columns section-form"><form class="form" id="details" method="post"><p class="row"><button class="button plain small" type="button" id="fill">Fill with an example</button><span class="muted small-text">No account needed.</span></p>
${field('name', 'Name', 'name', 'maxlength="80"')}${field('email', 'E-mail, for the order and nothing else', 'email', 'type="email" maxlength="120"')}${field('street', 'Street and number', 'street-address', 'maxlength="120"')}
<div class="pair">${field('postcode', 'Postcode', 'postal-code', 'inputmode="numeric" maxlength="12"')}${field('city', 'City', 'address-level2', 'maxlength="80"')}</div>
<fieldset class="choices"><legend class="field">How fast?</legend>${way('standard', 'Standard', `By ${promisedDay(now)}`, '', true)}${way('express', 'Express', 'In two days', '€12', false)}</fieldset>
<button class="button" type="submit">On to payment</button></form>${summary()}</div>`;
  // By POST: where its script is not there yet, nothing of the form gets into an address.
  return { kind: 'checkout', title: 'Address', description: 'Where your order goes.', body };
}

/** Where in the checkout the visitor is. Pure. */
export function stepsDone(current) {
  const steps = ['Cart', 'Address', 'Payment'];
  const at = steps.indexOf(current);
  return html`<ol class="steps-done" aria-label="Steps of the checkout">${steps.map((step, index) => html`<li ${index === at && raw('aria-current="step"')}>${step}${index < at && html` <span aria-hidden="true">✓</span><span class="hidden">, done</span>`}</li>`)}</ol>`;
}

/** The order beside the form; the browser fills it. Pure. */
export function summary() {
  return html`<aside class="panel summary" aria-labelledby="summary-title"><h2 id="summary-title">Your order</h2><div id="summary"></div></aside>`;
}
