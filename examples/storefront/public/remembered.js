import { byId, fill } from './facts.js';
import { html } from './html.js';

const MOMENTS = 10;

/** What is remembered, one by one, each with a button that takes it away; on the page about it alone. */
export function showRemembered(waymark, say) {
  if (!byId('likes')) return;
  let drawn = Promise.resolve();
  // One after the other, so that the last thing drawn is the newest.
  const show = () => {
    drawn = drawn.then(() => draw(waymark));
  };
  waymark.ready.then(show);
  waymark.subscribe(show);
  byId('main').addEventListener('click', async event => {
    const { like, moment, named } = event.target.closest('button')?.dataset ?? {};
    if (!like && !moment) return;
    if (like) {
      const { interests } = waymark.profile.slices;
      waymark.correct(
        'interests',
        interests.filter(({ name }) => name !== like),
      );
    } else await waymark.forget(moment);
    say(`Forgotten: ${named}.`);
    // The button that had the focus is gone.
    byId('main').focus({ preventScroll: true });
  });
}

async function draw(waymark) {
  const { interests = [] } = waymark.profile.slices;
  list(
    'likes',
    [...new Set(interests.map(({ name }) => name))].map(name => ({ key: 'like', value: name, text: name })),
  );
  const { log = [] } = await waymark.export();
  const moments = log.flatMap(({ touchpoint }) => touchpoint ?? []).slice(-MOMENTS);
  list(
    'moments',
    moments
      .reverse()
      .map(({ id, type, at }) => ({ key: 'moment', value: id, text: `${wordsOf(type)}, ${timeOf(at)}` })),
  );
}

function list(id, entries) {
  const section = byId(id);
  section.hidden = entries.length === 0;
  const items = entries.map(
    ({ key, value, text }) =>
      html`<li><span>${text}</span><button class="button plain small" type="button" data-${key}="${value}" data-named="${text}" aria-label="Forget ${text}">Forget</button></li>`,
  );
  fill(section.querySelector('ul'), html`${items}`);
}

function wordsOf(type) {
  return type.replaceAll('_', ' ');
}

function timeOf(at) {
  return new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
}
