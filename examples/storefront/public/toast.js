import { byId, fill } from './facts.js';
import { html } from './html.js';

const SHOWN_MS = 6000;

let timer = 0;

/** Says something in passing, beside the content and without moving it. */
export function toast(text, link) {
  fill(byId('toast'), html`<div><span>${text}</span>${link && html`<a href="${link[0]}">${link[1]}</a>`}</div>`);
  clearTimeout(timer);
  timer = setTimeout(() => byId('toast').replaceChildren(), SHOWN_MS);
}
