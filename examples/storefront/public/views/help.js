import { byId, fill } from '../facts.js';
import { html } from '../html.js';
import { tell } from '../tell.js';

const details = [...byId('faq').children];

tell('view_help', {});
byId('find-answer').addEventListener('input', ({ target }) => find(target.value));
for (const element of details)
  element.addEventListener('toggle', () => element.open && tell('view_help', { topic: element.dataset.topic }));
byId('contact-form').addEventListener('submit', event => {
  event.preventDefault();
  fill(
    event.target,
    html`<p class="done-box" tabindex="-1"><b>Your question is with us.</b> Jo answers by e-mail, usually within ten minutes. (In this demonstration nothing was sent.)</p>`,
  );
  event.target.firstElementChild.focus();
});

/** Shows the questions in which every word occurs. */
function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  for (const element of details)
    element.hidden = !words.every(word => element.textContent.toLowerCase().includes(word));
  const left = details.filter(({ hidden }) => !hidden).length;
  byId('no-answer').textContent = left ? '' : 'No answer here yet. Ask a person below, we write it down afterwards.';
}
