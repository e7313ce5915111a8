import { icon } from '../art/icons.mjs';
import { picture, productCard } from '../public/cards.js';
import { findProduct, PRODUCTS } from '../public/catalogue.js';
import { html } from '../public/html.js';
import { shopData } from '../structured.mjs';
import { rail } from './parts.mjs';

const VOICES = [
  ['“My first F chord.”', 'I had given up on a bigger guitar. On this one my hand simply reaches.', 'Ida, Cedar 0-14'],
  [
    '“Went to Lisbon and back.”',
    'In the overhead locker, between coats. Still in tune at the sea.',
    'Jan, Mini Mahogany',
  ],
  [
    '“They answered at nine in the evening.”',
    'A question about string height, a photo back ten minutes later.',
    'Nils, Spruce OM',
  ],
];

export function home({ origin }) {
  const cedar = findProduct('cedar-0-14');
  const body = html`
<section class="hero" aria-labelledby="hero-title"><div><h1 id="hero-title">A first guitar that forgives you.</h1><p class="lead">Small bodies, light strings, and people who answer. Every guitar is set up by hand before it leaves.</p>
<div class="row"><a class="button" href="/guitars">Find yours</a><a class="button outline" href="/learn">First chords, free</a></div></div>
<div class="hero-picture"><img src="/art/cedar-0-14.svg" width="800" height="1000" alt="" fetchpriority="high"><a class="hero-tag" href="/product/cedar-0-14"><b>${cedar.name}</b><br><span class="muted">€${cedar.price}, with shipping</span></a></div></section>
<ul class="promises"><li>${icon('truck')}<span><b>Shipping included</b><span class="muted">with every guitar, here in a week</span></span></li><li>${icon('back')}<span><b>60 days to send it back</b><span class="muted">played, not only looked at</span></span></li><li>${icon('hand')}<span><b>Set up by hand</b><span class="muted">frets filed, strings low</span></span></li><li>${icon('talk')}<span><b>People who answer</b><span class="muted">until ten in the evening</span></span></li></ul>
<section class="section" aria-labelledby="four"><div class="section-head"><h2 id="four">Four to begin with</h2><a href="/guitars">All guitars</a></div>
<ul class="products four">${PRODUCTS.slice(0, 4).map((product, index) => productCard(product, { list: 'home', index, lazy: false }))}</ul></section>
<section class="section split" aria-labelledby="easy">${picture(cedar, { view: 'body' })}<div><h2 id="easy">What makes a guitar easy</h2>
<ol class="numbered"><li><p><b>A body you can reach around.</b> <span class="muted">Most first guitars are too big. Arms give up before fingers do.</span></p></li><li><p><b>Strings close to the frets.</b> <span class="muted">We lower them by hand, to 2.2 mm at the twelfth fret.</span></p></li><li><p><b>Someone to ask.</b> <span class="muted">A buzz, a sore finger, a chord that does not ring. Write, we play too.</span></p></li></ol></div></section>
${rail({ slot: 'recent', asks: true, title: 'Small things people love', ids: ['clip-tuner', 'first-songs', 'phosphor-strings'] })}
<section class="section" aria-labelledby="voices"><h2 id="voices" class="section-head">What players say</h2><div class="voices">${VOICES.map(([title, text, author]) => html`<figure class="voice panel"><blockquote>${title}</blockquote><p class="muted">${text}</p><figcaption class="small-text"><span aria-hidden="true" class="star">★★★★★</span><span class="hidden">5 of 5 stars,</span> ${author}</figcaption></figure>`)}</div></section>
<section class="section band" aria-labelledby="campfire"><div class="stack"><h2 id="campfire">Campfire, the Fretwell community</h2><p class="muted">Week two and the fingers hurt? Here are four thousand people who know, and one of us.</p></div><a class="button outline" href="/community">Sit down with us</a></section>`;
  return {
    kind: 'home',
    title: 'Fretwell',
    description:
      'A small shop for acoustic guitars that forgive beginners: small bodies, light strings, set up by hand, and people who answer.',
    body,
    structured: [shopData(origin)],
    facts: { list: ['home', 'Home'], items: PRODUCTS.slice(0, 4).map(({ id }) => id) },
  };
}
