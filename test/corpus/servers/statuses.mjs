import { answer } from './answer.mjs';

const TAKES = [200, 201, 202, 203, 205, 206, 207, 208, 226, 299];
/** Other than 301, 302, 303, 307 and 308 these lead nowhere (Fetch, "redirect status"). */
const NO_REDIRECTS = [300, 304, 305, 306, 399];
/** Neither rows nor address are at fault for good: who may post, who pays, which connection, how fast. */
const PASSING = [401, 402, 403, 404, 408, 421, 425, 429];
/** Whoever follows Fetch posts these again by itself; Node does so without the body. */
const AGAIN = [421];
/** What the server will not take, today or tomorrow; what nobody knows counts as 400 (RFC 9110, 15). */
const FINAL = [
  400, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 420, 422, 424, 426, 428, 431, 444, 450, 451, 460,
  499,
];
const BROKEN = [
  500, 501, 502, 503, 504, 505, 506, 507, 508, 509, 510, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530, 598, 599,
];
/** Outside of 100 to 599: as 5xx (RFC 9110, 15). */
const INVALID = [600, 700, 800, 999];
const INTERIM = 'HTTP/1.1 103 Early Hints\r\nlink: <http://ELSEWHERE/hint.js>; rel=preload; as=script\r\n\r\n';
/** Node takes a 100 only where it expects one. */
const NOT_ASKED_FOR = { inNode: { outcome: 'blocked' } };

/** Every class of status, as an answer and before one. */
export const statuses = [
  ...TAKES.map(status => one(status, 'delivered')),
  { name: 'status 204', answers: [answer(204, { 'content-length': null })], outcome: 'delivered' },
  ...NO_REDIRECTS.map(status => one(status, 'later')),
  ...PASSING.map(status => ({
    ...one(status, 'later'),
    ...(AGAIN.includes(status) && { isDoubled: true, isForBrowsers: true }),
  })),
  ...FINAL.map(status => one(status, 'dropped')),
  ...[...BROKEN, ...INVALID].map(status => one(status, 'later')),
  // A proxy's own business, which a browser keeps from pages.
  { name: 'status 407', answers: [answer(407, { 'proxy-authenticate': 'Basic realm="proxy"' })], outcome: 'blocked' },
  ...[401, 403].flatMap(status =>
    ['Basic realm="rows"', 'Digest realm="rows", nonce="n"', 'Negotiate', 'Bearer error="invalid_token"'].map(asks => ({
      name: `status ${status} asks for ${asks.split(' ')[0]}`,
      answers: [answer(status, { 'www-authenticate': asks })],
      outcome: 'later',
    })),
  ),
  ...[100, 102, 103, 199].map(status => ({
    name: `interim ${status} before 200`,
    answers: [[`HTTP/1.1 ${status} Wait\r\n\r\n`, answer(200)]],
    outcome: 'delivered',
    ...(status === 100 && NOT_ASKED_FOR),
  })),
  { name: 'interim 103 with hints before 200', answers: [[INTERIM, answer(200)]], outcome: 'delivered' },
  { name: 'interim 103 ten times before 200', answers: [[INTERIM.repeat(10), answer(200)]], outcome: 'delivered' },
  {
    name: 'interim 100 before 503',
    answers: [['HTTP/1.1 100 Continue\r\n\r\n', answer(503)]],
    outcome: 'later',
    ...NOT_ASKED_FOR,
  },
  {
    name: 'interim 100 and nothing else',
    answers: [['HTTP/1.1 100 Continue\r\n\r\n', 'hang']],
    outcome: 'later',
    isSlow: true,
  },
  { name: 'interim 100 and the end', answers: ['HTTP/1.1 100 Continue\r\n\r\n'], outcome: 'blocked' },
  {
    name: 'interim 101 to a protocol nobody asked for',
    answers: ['HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'],
    outcome: 'blocked',
  },
];

function one(status, outcome) {
  return { name: `status ${status}`, answers: [answer(status)], outcome };
}
