import { answer } from './answer.mjs';

const OK = answer(200);

/** Whoever says nothing, half of it, or something else. */
export const connections = [
  silent('reset when connected', { greets: ['reset'], isForBrowsers: true }),
  silent('closed when connected', { greets: [], isForBrowsers: true }),
  silent('closed port', { at: 'closed' }),
  silent('no such host', { at: 'nowhere' }),
  silent('https to a plain port', { at: 'plain', greets: [answer(400)] }),
  silent('TLS without a certificate', { at: 'tls' }),
  silent('reset instead of an answer', { answers: ['reset'] }),
  silent('closed instead of an answer', { answers: [''] }),
  silent('reset within the status line', { answers: [['HTTP/1.1 20', { waitMs: 30 }, 'reset']] }),
  silent('reset within the headers', { answers: [[OK.slice(0, 60), { waitMs: 30 }, 'reset']] }),
  // Chromium takes the end of a connection for the end of the headers.
  silent('closed within the headers', { answers: [OK.slice(0, 60)], inBrowser: { outcome: 'delivered' } }),
  ...Object.entries({
    'an SSH server': 'SSH-2.0-OpenSSH_9.6\r\n',
    'a mail server': '220 mail.example ESMTP\r\n',
    'an HTTP/2 preface': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a TLS alert': Buffer.from([21, 3, 3, 0, 2, 2, 40]),
    zeros: Buffer.alloc(64),
    'a text without headers': 'taken',
    'two line ends': '\r\n\r\n',
    'a status with letters': 'HTTP/1.1 abc OK\r\n\r\n',
    'HTTP of another name': 'ICY 200 OK\r\n\r\n',
  }).map(([name, text]) => silent(`not HTTP: ${name}`, { answers: [[text]] })),
  slow('never answers', { answers: ['hang'] }),
  slow('never reads', { greets: ['hang'] }),
  slow('stops within the status line', { answers: [['HTTP/1.1 2', 'hang']] }),
  slow('stops within the headers', { answers: [[OK.slice(0, 60), 'hang']] }),
  slow('drips headers for ever', { answers: [['HTTP/1.1 200 OK\r\n', { drip: 'x-drip: 1\r\n', everyMs: 200 }]] }),
  slow('sends interim answers for ever', {
    answers: [[{ drip: 'HTTP/1.1 102 Processing\r\n\r\n', everyMs: 200 }]],
  }),
  { name: 'answers after a second', answers: [[{ waitMs: 1_000 }, OK]], outcome: 'delivered' },
  { name: 'fails after a second', answers: [[{ waitMs: 1_000 }, answer(503)]], outcome: 'later' },
  {
    name: 'answers piece by piece',
    answers: [OK.split(/(?=\r\n)/).flatMap(piece => [piece, { waitMs: 20 }])],
    outcome: 'delivered',
  },
  { name: 'reset after the answer', answers: [[OK, { waitMs: 100 }, 'reset']], outcome: 'delivered' },
  {
    name: 'HTTP/1.0 without a length',
    answers: [OK.replace('1.1', '1.0').replace(/content-length.*\r\n/, '')],
    outcome: 'delivered',
  },
  { name: 'HTTP/1.0 that fails', answers: [answer(500).replace('1.1', '1.0')], outcome: 'later' },
  {
    name: 'says it keeps the connection and closes it',
    answers: [answer(200, { connection: 'keep-alive' })],
    outcome: 'delivered',
  },
];

/** Nobody answered. */
function silent(name, row) {
  return { name, outcome: 'blocked', ...row };
}

/** Nothing comes within the 5 s a destination has. */
function slow(name, row) {
  return { name, outcome: 'later', isSlow: true, ...row };
}
