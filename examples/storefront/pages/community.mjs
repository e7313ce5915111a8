import { html } from '../public/html.js';

const THREADS = [
  ['Buzz on the low E?', 'Jo from Fretwell answered in nine minutes', '6 replies'],
  ['Week two and my fingers live', 'The tips are hard now. It was worth it.', '31 replies'],
  ['Which strings next?', 'Light or extra light on a Cedar', '12 replies'],
  ['Playing for others, first time', 'Three songs, two people, one dog', '24 replies'],
  ['Show your corner', 'Where does your guitar live?', '88 replies'],
];

export function community() {
  const body = html`<div class="page-head"><h1>Campfire, the Fretwell community</h1><p class="lead">Four thousand players who remember their first F chord, and one of us, always.</p></div>
<div class="columns"><section aria-labelledby="talks"><h2 id="talks">Tonight</h2><ul class="threads">${THREADS.map(([title, note, count]) => html`<li><b>${title}</b><span class="muted">${count}</span><span class="muted">${note}</span></li>`)}</ul></section>
<section class="panel" aria-labelledby="join-title"><h2 id="join-title">Sit down with us</h2><p class="muted">One letter a month. Leave whenever you like.</p><form class="form section-form" id="join" data-waymark-join-community data-waymark-name="Campfire"><label class="field">First name<input name="name" autocomplete="given-name" required maxlength="60"></label><label class="field">E-mail<input name="email" type="email" autocomplete="email" required maxlength="120"></label><button class="button block" type="submit">Join the Campfire</button></form></section></div>`;
  return {
    kind: 'community',
    title: 'Community',
    description: 'Campfire: players who help each other, and a person from the shop.',
    body,
  };
}
