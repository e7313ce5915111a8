import { html } from '../public/html.js';
import { questionData } from '../structured.mjs';
import { option } from './parts.mjs';

const QUESTIONS = [
  {
    topic: 'payment',
    question: 'My card was declined, what now?',
    answer:
      'Nothing was charged and the cart is kept. It is often a limit set by the bank. Another way to pay usually works: wallet, bank transfer, or another card.',
  },
  {
    topic: 'payment',
    question: 'Which ways to pay are there?',
    answer: 'Card, wallet and bank transfer. With a transfer we ship on the day it arrives.',
  },
  {
    topic: 'shipping',
    question: 'What does shipping cost?',
    answer:
      'Nothing with a guitar, nothing from €49, €4 below that. Express is €12. You see the sum on the product page, before the cart.',
  },
  {
    topic: 'shipping',
    question: 'When does it arrive?',
    answer: 'We promise a week and usually need three days. Order status shows each step.',
  },
  {
    topic: 'returns',
    question: 'How do I send it back?',
    answer: 'Within 60 days, played or not. Write to us, we send a label and fetch guitars at your door.',
  },
  {
    topic: 'choosing',
    question: 'Which guitar fits small hands?',
    answer: 'Cedar 0-14 or Mini Mahogany: narrow necks, short reach, strings that sit low.',
  },
  {
    topic: 'choosing',
    question: 'Is a left-handed guitar worth it?',
    answer:
      'If you brush your teeth with the left hand and it feels odd the other way round: yes. Ours is built that way, not restrung.',
  },
  {
    topic: 'playing',
    question: 'A string buzzes, is it broken?',
    answer:
      'Most likely it is dry air or a low string. Tune it, play it for a day, and send us a photo of the twelfth fret from the side if it stays.',
  },
  {
    topic: 'playing',
    question: 'My fingers hurt, is that normal?',
    answer: 'For about two weeks. Play ten minutes, stop, play again later. Lighter strings help.',
  },
  {
    topic: 'privacy',
    question: 'What does this shop remember about me?',
    answer: 'What you allowed, in this browser. See and erase it on the page “What is remembered”.',
  },
];
const TOPICS = [
  ['payment', 'Paying'],
  ['shipping', 'Shipping'],
  ['returns', 'Sending back'],
  ['choosing', 'Choosing'],
  ['playing', 'Playing'],
  ['privacy', 'What is remembered'],
];

export function help() {
  const body = html`<div class="narrow"><div class="page-head"><h1>How can we help?</h1><label class="field"><span class="hidden">Search help</span><input type="search" id="find-answer" placeholder="Card declined, buzz, shipping …"></label></div>
<div class="faq" id="faq">${QUESTIONS.map(({ topic, question, answer }) => html`<details data-topic="${topic}"><summary>${question}</summary><p>${answer}</p></details>`)}</div><p id="no-answer" class="muted" role="status"></p>
<section class="section panel" id="contact" aria-labelledby="contact-title"><h2 id="contact-title">Ask a person</h2><p class="muted">Jo, Bea or Nils answer until ten in the evening, usually within ten minutes.</p>
<form class="form section-form" id="contact-form" data-waymark-contact-support data-waymark-method="form"><label class="field">What is it about?<select name="topic">${TOPICS.map(([value, label]) => option(value, label, ''))}</select></label><label class="field">Your question<textarea name="question" required maxlength="1000"></textarea></label><label class="field">Your e-mail<input name="email" type="email" autocomplete="email" required maxlength="120"></label><button class="button" type="submit">Send</button></form></section></div>`;
  return {
    kind: 'help',
    title: 'Help',
    description: 'Questions about paying, shipping, sending back, choosing and playing, and people who answer.',
    body,
    structured: [questionData(QUESTIONS)],
  };
}
