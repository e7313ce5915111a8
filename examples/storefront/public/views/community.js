import { byId, fill } from '../facts.js';
import { html } from '../html.js';
import { tell } from '../tell.js';

byId('join').addEventListener('submit', event => {
  event.preventDefault();
  const name = new FormData(event.target).get('name');
  tell('sign_up', { method: 'email' });
  fill(
    event.target,
    html`<p class="done-box" tabindex="-1"><b>Welcome, ${name}.</b> There is a place by the fire. (In this demonstration nothing was sent.)</p>`,
  );
  event.target.firstElementChild.focus();
});
