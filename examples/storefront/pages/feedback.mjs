import { PRODUCTS } from '../public/catalogue.js';
import { html } from '../public/html.js';
import { option } from './parts.mjs';

/** The form for a review. It is offered to everyone who bought, whatever they think. */
export function review({ query }) {
  const body = html`<div class="narrow"><div class="page-head"><h1>How is it?</h1><p class="lead">Good or bad, it helps the next person choose.</p></div><form class="form panel" id="review"><label class="field">What are you writing about?<select name="item">${PRODUCTS.map(({ id, name }) => option(id, name, query.get('item') ?? ''))}</select></label>
<fieldset><legend class="field">Stars</legend><div class="star-choice">${[1, 2, 3, 4, 5].map(count => html`<label><input type="radio" name="rating" value="${count}" required><span>${count} <span aria-hidden="true">★</span><span class="hidden">of 5 stars</span></span></label>`)}</div></fieldset>
<label class="field">In one line<input name="title" required maxlength="80" placeholder="Came early, sounds like honey."></label><label class="field">And in a few more <span class="hint">Leave it empty if one line says it.</span><textarea name="text" maxlength="1500"></textarea></label><label class="field">Your first name<input name="author" autocomplete="given-name" required maxlength="40"></label><button class="button" type="submit">Publish</button></form></div>`;
  return { kind: 'review', title: 'Write a review', description: 'Tell the next player how your guitar is.', body };
}

/** How likely to recommend: one question and one open line. */
export function recommend() {
  const body = html`<div class="narrow"><div class="page-head"><h1>One question</h1></div><form class="form panel" id="survey"><fieldset><legend class="field">How likely are you to recommend Fretwell to a friend?</legend><div class="score section-form">${Array.from({ length: 11 }, (_, score) => html`<label><input type="radio" name="score" value="${score}" required>${score}</label>`)}</div><div class="ends" aria-hidden="true"><span>0 not at all</span><span>10 certainly</span></div></fieldset>
<label class="field">What is the main reason?<textarea name="text" maxlength="1000"></textarea></label><div class="row"><button class="button" type="submit">Send</button><a class="button plain" href="/">Skip</a></div></form></div>`;
  return { kind: 'recommend', title: 'One question', description: 'How likely are you to recommend Fretwell?', body };
}

/** Refer a friend. */
export function friend({ origin }) {
  const body = html`<div class="narrow"><div class="page-head"><h1>Bring a friend, share the strings</h1><p class="lead">A set of phosphor strings for you, a set for them, with their first order.</p></div><div class="panel form"><label class="field">Your link<input id="link" readonly value="${origin}/?utm_source=friend&amp;utm_medium=referral&amp;utm_campaign=bring-a-friend"></label><div class="row"><button class="button" type="button" id="copy" data-waymark-refer-friend data-waymark-method="link">Copy your link</button><a class="button plain" id="mail" data-waymark-refer-friend data-waymark-method="email" href="mailto:?subject=A%20guitar%20that%20forgives%20you">Send it by e-mail</a></div><p id="friend-done" role="status" class="muted">Nothing is sent by us: you choose whom to tell.</p></div></div>`;
  return { kind: 'friend', title: 'Bring a friend', description: 'A set of strings for you and one for them.', body };
}
