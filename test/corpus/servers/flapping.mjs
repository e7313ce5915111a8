import { answer, MARK, TAKEN } from './answer.mjs';

const picky = status => request => (request.body.includes(MARK) ? answer(status) : TAKEN);
const small = most => request => (JSON.parse(request.body).rows.length > most ? answer(413) : TAKEN);

/** Servers that take one thing and not the other, and that change their minds. */
export const flapping = [
  ...[400, 405, 413, 422, 499].map(status => ({
    name: `${status} for one row`,
    answers: [picky(status)],
    outcome: 'split',
    isMany: status === 413,
  })),
  ...[1, 2, 3, 5].map(most => ({
    name: `413 for more than ${most} rows`,
    answers: [small(most)],
    outcome: 'delivered',
    isMany: true,
  })),
  sequence('503, then one row is bad', [answer(503), answer(503), answer(503), picky(400)], 'later'),
  sequence('500, reset, 429', [answer(500), 'reset', answer(429)], 'later'),
  sequence('503, 503, reset', [answer(503), answer(503), 'reset'], 'later'),
  sequence('reset, 503, reset', ['reset', answer(503), 'reset'], 'later'),
  sequence('reset, reset, 503', ['reset', 'reset', answer(503)], 'later'),
  sequence('reset, closed, redirect', ['reset', '', answer(302, { location: '/' })], 'blocked'),
  sequence('429 and 120 s, then 503', [answer(429, { 'retry-after': '120' }), answer(503)], 'later'),
  {
    name: '503, 503, then 429 and 120 s',
    answers: [answer(503), answer(503), answer(429, { 'retry-after': '120' })],
    outcome: 'asked',
    askedMs: 120_000,
  },
  sequence('200, then closed for good', [TAKEN, 'reset'], 'delivered'),
  sequence('404 while it is deployed', [answer(404), answer(502), answer(404)], 'later'),
  sequence('401, 403, 402', [answer(401), answer(403), answer(402)], 'later'),
];

function sequence(name, answers, outcome) {
  return { name: `in turn: ${name}`, answers, outcome };
}
