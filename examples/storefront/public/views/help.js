import { byId, fill } from '../facts.js';
import { html } from '../html.js';
import { tell } from '../tell.js';

/** Who types on is still searching. */
const PAUSE_MS = 1000;

const details = [...byId('faq').children];
let timer;

tell('view_help', {});
byId('find-answer').addEventListener('input', ({ target }) => {
  const results = find(target.value);
  clearTimeout(timer);
  if (target.value.trim()) timer = setTimeout(tellSearch, PAUSE_MS, target.value.trim(), results);
});
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

function tellSearch(search_term, results) {
  tell('view_search_results', { search_term, results, page_type: 'help' });
}

/** Shows the questions in which every word occurs, and says how many there are. */
function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  for (const element of details)
    element.hidden = !words.every(word => element.textContent.toLowerCase().includes(word));
  const left = details.filter(({ hidden }) => !hidden).length;
  byId('no-answer').textContent = left ? '' : 'No answer here yet. Ask a person below, we write it down afterwards.';
  return left;
}
