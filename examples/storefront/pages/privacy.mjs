import { html } from '../public/html.js';

export function privacy() {
  const body = html`<article class="prose"><h1>What is remembered</h1><p class="lead">Everything is kept in this browser, by a small program called Waymark. Nothing leaves this machine unless you allow it.</p>
<h2>Always</h2><p>Your cart and your orders, because without them this would not be a shop. They stay in this browser.</p>
<h2>If you allow it</h2><p>What you looked at, bought and asked, so that the shop can keep your cart safe, suggest what fits and say less that does not. Counts go to the shop’s own collector. The ad lists in this demonstration are a log in the page.</p>
<h2>All of it</h2><div class="row section-form"><button class="button plain" type="button" id="choose" disabled>Change my choice</button><button class="button plain" type="button" id="export" disabled>Save all that is kept as a file</button><button class="button plain" type="button" id="erase" disabled>Erase it</button></div><p id="privacy-status" role="status" class="muted"></p>
<section id="likes" aria-labelledby="likes-title" hidden><h2 id="likes-title">What it thinks you like</h2><p>Take one away, and what you did before does not bring it back.</p><ul class="kept"></ul></section>
<section id="moments" aria-labelledby="moments-title" hidden><h2 id="moments-title">What happened last</h2><p>With a moment goes what was concluded from it.</p><ul class="kept"></ul></section></article>`;
  return {
    kind: 'privacy',
    title: 'What is remembered',
    description: 'What Fretwell keeps in your browser, and how to see, save or erase it.',
    body,
    script: false,
  };
}
