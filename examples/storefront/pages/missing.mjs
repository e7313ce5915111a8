import { html } from '../public/html.js';

export function missing() {
  const body = html`<div class="empty"><h1>That page is not here.</h1><p class="muted">Perhaps it was moved, or the address has a typo.</p><div class="row"><a class="button" href="/guitars">See the guitars</a><a class="button plain" href="/search">Search</a></div></div>`;
  return {
    kind: 'missing',
    title: 'Not found',
    description: 'This page does not exist.',
    body,
    script: false,
    status: 404,
  };
}
