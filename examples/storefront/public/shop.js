import { attributes, dataLayer, markup, selfReport, facts as shopFacts, tellConsentMode } from '/waymark/capture.js';
import { consoleLog, ga4, http } from '/waymark/destinations.js';
import { createWaymark } from '/waymark/index.js';
import { storefront, suggestOf } from '/waymark/storefront.js';
import { keepCartCard } from './act/cart-card.js';
import { keepOffer, showOffer } from './act/offer.js';
import { pixel } from './act/pixel.js';
import { fillRails } from './act/rails.js';
import { CURRENCY, PRODUCTS, pathOf } from './catalogue.js';
import { askConsent } from './consent.js';
import { facts } from './facts.js';
import { fast } from './fast.js';
import { itemOf } from './items.js';
import { openPanel } from './panel.js';
import { wirePrivacy } from './privacy.js';

/** What the shop sells, in GA4's fields and a few more. */
const catalog = PRODUCTS.map(product => ({
  ...itemOf(product),
  currency: CURRENCY,
  url: pathOf(product),
  image: `/art/${product.id}.svg`,
  popularity: product.rating[1],
  complements: product.goesWith,
}));

/** Answers of the shop's own to how one heard of it. */
const HEARD = {
  'fret-talk': { channel: 'audio', source: 'Fret Talk' },
  busker: { channel: 'offline', source: 'street music' },
};

const waymark = createWaymark({
  site: 'fretwell',
  automation: 'allow',
  // No default: every purpose is pending until the visitor answers the banner, and nothing is stored or sent before.
  context: () => ({ page_type: facts.kind }),
  plugins: [
    storefront({
      catalog,
      coupon: { code: 'CEDAR10' },
      abandonedCart: fast ? { idleMinutes: 0.5, idleSeconds: 10 } : {},
    }),
    // What happens is read off the page: what it tells the Google tag, its markup, its attributes, its facts.
    dataLayer(),
    attributes(),
    markup(),
    shopFacts(),
    selfReport({ answers: HEARD }),
    http({ url: `${facts.collector}/collect` }),
    ga4(),
    consoleLog(),
  ],
});

openPanel(waymark);

// The Google tag of the page waits for the same answer.
tellConsentMode(waymark);

// What Waymark decides, the shop does, in its own clothes.
waymark.on('coupon.offer', ({ data }) => keepOffer(data));
waymark.on('products.suggest', ({ data }) => fillRails(data.strategy, data.items));
waymark.on('cart.idle', () => keepCartCard());
waymark.on('cart.abandon', () => keepCartCard());
waymark.on('audience.enter', ({ name, data }) => pixel.track(name, data));
waymark.on('audience.leave', ({ name, data }) => pixel.track(name, data));

// What was decided on an earlier page still stands on this one.
showOffer();
waymark.ready.then(askForRails);
waymark.on('consent', askForRails);

const askAgain = askConsent(waymark);
wirePrivacy(waymark, askAgain);

// For the console of the browser, and for end-to-end tests.
window.waymark = waymark;

/** Rails that no decision fills are asked for, once suggestions are allowed. */
function askForRails() {
  if (waymark.consent.personalization !== 'granted') return;
  for (const rail of document.querySelectorAll('[data-ask]')) {
    const { ask: strategy } = rail.dataset;
    fillRails(strategy, suggestOf(waymark.plugins)?.suggest(waymark.profile, { strategy, limit: 3 }) ?? []);
  }
}
