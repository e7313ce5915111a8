import { byId, fill } from '../facts.js';
import { withFast } from '../fast.js';
import { html } from '../html.js';
import { tell } from '../tell.js';

byId('survey').addEventListener('submit', event => {
  event.preventDefault();
  const score = Number(new FormData(event.target).get('score'));
  // The words stay with the shop; the journey needs the number only.
  tell('survey_answer', { kind: 'nps', score });
  // Everybody is asked for a review, whatever the score: asking only happy buyers would be dishonest.
  fill(
    event.target,
    html`<p class="done-box" tabindex="-1"><b>Thank you.</b> ${score < 7 ? 'That is less than we want. A person reads what went wrong.' : 'It helps us to know.'}</p><p class="row"><a class="button" href="${withFast('/review')}">Write a review</a><a class="button plain" href="${withFast('/help#contact')}">Tell a person</a><a class="button plain" href="${withFast('/friend')}">Bring a friend</a></p>`,
  );
  event.target.firstElementChild.focus();
});
