import { byId, fill } from './facts.js';
import { html } from './html.js';

const MOMENTS = 10;
/** Where the name of a touchpoint is no word for everybody. */
const NAMES = {
  page_view: 'opened the page',
  view_item: 'looked at',
  view_item_list: 'saw a list with',
  campaign_details: 'how you came here',
  consent_update: 'your choice',
  compare_items: 'compared',
  add_to_cart: 'put in the cart',
  view_cart: 'opened the cart with',
  purchase: 'ordered',
  survey_answer: 'answered a question',
  write_review: 'wrote a review',
};

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
      .map(({ id, type, at, data }) => ({ key: 'moment', value: id, text: `${wordsOf(type, data)}, ${timeOf(at)}` })),
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

/** What it was, and of which page or product. */
function wordsOf(type, { page_title, items = [], search_term }) {
  const what = page_title?.replace(' · Fretwell', '') ?? items[0]?.item_name ?? search_term;
  return `${NAMES[type] ?? type.replaceAll('_', ' ')}${what ? ` “${what}”` : ''}`;
}

function timeOf(at) {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
