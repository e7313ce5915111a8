import { answer } from './answer.mjs';

const ALLOW = 'access-control-allow-origin';
/** Allowed origins that do not hold this page's (Fetch, "CORS check"). */
const WRONG = {
  none: null,
  'another origin': 'https://elsewhere.invalid',
  'the origin null': 'null',
  'every origin twice': ['*', '*'],
  'a list of origins': '*, https://elsewhere.invalid',
  'a pattern': 'http://localhost:*',
  'a host without a scheme': 'localhost',
  nothing: '',
};
const OPTIONS = ({ method }) => (method === 'OPTIONS' ? answer(403) : answer(200, { [ALLOW]: null }));

/** Who may read the answer. Only browsers ask. */
export const origins = [
  ...Object.entries(WRONG).flatMap(([name, allow]) => [
    {
      name: `200 allows ${name}`,
      answers: [answer(200, { [ALLOW]: allow })],
      outcome: 'blocked',
      inNode: { outcome: 'delivered' },
    },
  ]),
  {
    name: '400 allows none',
    answers: [answer(400, { [ALLOW]: null })],
    outcome: 'blocked',
    inNode: { outcome: 'dropped' },
  },
  {
    name: '503 allows none',
    answers: [answer(503, { [ALLOW]: null })],
    outcome: 'blocked',
    inNode: { outcome: 'later' },
  },
  {
    name: 'takes only what was asked for before',
    answers: [OPTIONS],
    outcome: 'blocked',
    inNode: { outcome: 'delivered' },
  },
  {
    name: '200 allows every origin with credentials',
    answers: [answer(200, { 'access-control-allow-credentials': 'true' })],
    outcome: 'delivered',
  },
  {
    name: '200 allows the origin that asks',
    answers: [({ headers }) => answer(200, { [ALLOW]: headers.origin ?? '*', vary: 'Origin' })],
    outcome: 'delivered',
  },
  {
    name: '200 allows no method and no header',
    answers: [answer(200, { 'access-control-allow-methods': 'GET' })],
    outcome: 'delivered',
  },
];
