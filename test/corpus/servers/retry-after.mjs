import { answer } from './answer.mjs';

const SECOND = 1_000;
const DAY = 86_400_000;

/** What is asked in seconds, and how many ms that is, between a second and a day. */
const SECONDS = [
  ['0', SECOND],
  ['1', SECOND],
  ['2', 2 * SECOND],
  ['120', 120 * SECOND],
  ['0090', 90 * SECOND],
  ['90.5', 90.5 * SECOND],
  ['3600', 3_600 * SECOND],
  ['86400', DAY],
  ['86401', DAY],
  ['31536000', DAY],
  ['99999999999', DAY],
  ['9'.repeat(400), DAY],
];
/** No moment and no length of time: the wait is our own. */
const NONSENSE = [
  '-1',
  '-86400',
  'soon',
  'tomorrow',
  'NaN',
  'null',
  'later, please',
  '12 seconds',
  '1h',
  '120;',
  '120, 240',
  'PT2M',
  '{"seconds":120}',
  '<script>alert(1)</script>',
  'x'.repeat(4_000),
  'Thu, 32 Foo 2099 25:61:61 GMT',
];
const MOMENTS = { 'in 90 s': 90_000, 'in 12 h': DAY / 2, 'in a week': 7 * DAY, 'in a century': 36_500 * DAY };
const PAST = ['Thu, 01 Jan 1970 00:00:00 GMT', 'Wed, 21 Oct 2015 07:28:00 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT'];

/** How long a server asks to be left alone. */
export const retryAfter = [
  ...[429, 503].flatMap(status =>
    SECONDS.map(([value, askedMs]) => asking(status, value, { outcome: 'asked', askedMs })),
  ),
  ...[...NONSENSE, ...PAST].map(value => asking(503, value, { outcome: 'later' })),
  ...Object.entries(MOMENTS).map(([name, ms]) => ({
    name: `Retry-After on 503: a moment ${name}`,
    answers: [() => answer(503, { 'retry-after': new Date(Date.now() + ms).toUTCString() })],
    outcome: 'asked',
    // Whole seconds, cut off.
    askedMs: Math.min(DAY, ms - SECOND),
    atMostMs: Math.min(DAY, ms),
  })),
  {
    name: 'Retry-After on 429: two of them',
    answers: [answer(429, { 'retry-after': ['60', '120'] })],
    outcome: 'later',
  },
  asking(500, '120', { outcome: 'asked', askedMs: 120 * SECOND }),
  asking(404, '120', { outcome: 'asked', askedMs: 120 * SECOND }),
  asking(200, '120', { outcome: 'delivered' }),
  asking(400, '120', { outcome: 'dropped' }),
  {
    name: 'Retry-After on 503: 120, kept from other origins',
    answers: [answer(503, { 'retry-after': '120', 'access-control-expose-headers': null })],
    outcome: 'later',
    inNode: { outcome: 'asked', askedMs: 120 * SECOND },
  },
];

function asking(status, value, expected) {
  return {
    name: `Retry-After on ${status}: ${value.slice(0, 40)}`,
    answers: [answer(status, { 'retry-after': value })],
    ...expected,
  };
}
