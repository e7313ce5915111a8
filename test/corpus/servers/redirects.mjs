import { answer } from './answer.mjs';

const STATUSES = [301, 302, 303, 307, 308];
const TARGETS = {
  'the same address': '/collect',
  'another path': '../elsewhere',
  'another origin': 'http://ELSEWHERE/collect',
  'a name and a password': 'http://name:password@ELSEWHERE/collect',
  'a script': 'javascript:alert(1)',
  'a text': 'data:text/plain,taken',
  'no address at all': 'http://[',
};

/** Rows go where the site said, and nowhere else. */
export const redirects = [
  ...STATUSES.flatMap(status =>
    Object.entries(TARGETS)
      .filter(([target]) => status === 307 || /same|origin/.test(target))
      .map(([target, location]) => ({
        name: `redirect ${status} to ${target}`,
        answers: [answer(status, { location })],
        outcome: 'blocked',
      })),
  ),
  // Chromium hands it to the page as any other status (Fetch makes it an error).
  {
    name: 'redirect 302 without an address',
    answers: [answer(302)],
    outcome: 'blocked',
    inBrowser: { outcome: 'later' },
  },
  {
    name: 'redirect 302 to two addresses',
    answers: [answer(302, { location: ['http://ELSEWHERE/1', 'http://ELSEWHERE/2'] })],
    outcome: 'blocked',
  },
  {
    name: 'redirect 307 that asks to wait',
    answers: [answer(307, { location: '/collect', 'retry-after': '120' })],
    outcome: 'blocked',
  },
  {
    name: 'status 200 with an address',
    answers: [answer(200, { location: 'http://ELSEWHERE/' })],
    outcome: 'delivered',
  },
  {
    name: 'status 201 with an address',
    answers: [answer(201, { location: 'javascript:alert(1)' })],
    outcome: 'delivered',
  },
];
