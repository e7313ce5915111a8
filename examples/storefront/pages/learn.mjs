import { CHORDS } from '../art/chord.mjs';
import { icon } from '../art/icons.mjs';
import { html, raw } from '../public/html.js';
import { rail } from './parts.mjs';

export function learn() {
  const body = html`<article class="prose"><h1>First chords, and the week they take</h1><p class="lead">Three shapes are enough for the first four songs. Learn one a day, then change between them, slowly.</p>
<div class="chords">${Object.entries(CHORDS).map(([name, drawing]) => html`<figure class="panel">${raw(drawing)}<figcaption>${name}</figcaption></figure>`)}</div>
<p><a class="button outline" href="/art/first-chords.svg" download="first-chords.svg" data-waymark-file-download data-waymark-file-name="first-chords" data-waymark-file-extension="svg">${icon('download')} The sheet, to print</a></p>
<h2>Day one and two</h2><p>E minor, with two fingers. Press close behind the fret, not on it, and only as hard as it needs to ring. Count to four, strum down, count again.</p>
<h2>Day three to five</h2><p>G and D. Change between two chords without strumming: fingers up, fingers down, ten times. It is dull and it works.</p>
<h2>When it hurts</h2><p>Ten minutes, a break, ten minutes. The tips of your fingers harden in about two weeks. If it is the wrist that hurts, bring the neck up and the guitar closer.</p>
<h2>What makes a guitar easy</h2><p>A body you can reach around, strings close to the frets, and light strings. That is the whole secret of a beginner’s guitar, and why <a href="/product/cedar-0-14">ours is small</a>.</p></article>
${rail({ slot: 'shop', title: 'For your first month', ids: ['first-songs', 'clip-tuner', 'steel-capo'] })}`;
  return {
    kind: 'learn',
    title: 'First chords',
    description: 'Three chords, one week, a sheet to print: how to begin on an acoustic guitar.',
    body,
    script: false,
  };
}
