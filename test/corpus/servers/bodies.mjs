import { gzipSync } from 'node:zlib';
import { answer } from './answer.mjs';

const MIB = 1024 * 1024;
const OPEN = { 'content-length': null };
const CHUNKED = { ...OPEN, 'transfer-encoding': 'chunked' };
const ZIPPED = { ...OPEN, 'content-encoding': 'gzip' };
const HTML =
  '<!doctype html><title>Sorry</title><meta http-equiv="refresh" content="0;url=//ELSEWHERE/"><img src="//ELSEWHERE/">';
const POLLUTION = '{"__proto__":{"accepted":0,"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
const zipped = gzipSync('{"accepted":0}'.repeat(100));

/** What comes with the status changes nothing: a confirmation is the status. */
const WITH_200 = {
  'an HTML page': answer(200, { 'content-type': 'text/html' }, HTML),
  'no JSON': answer(200, { 'content-type': 'application/json' }, '{"accepted":'),
  'JSON that pollutes': answer(200, { 'content-type': 'application/json' }, POLLUTION),
  'JSON that says nothing was taken': answer(200, { 'content-type': 'application/json' }, '{"accepted":0}'),
  'zero bytes': answer(200, {}, '\0'.repeat(1_000)),
  'broken UTF-8': [answer(200, OPEN), Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80])],
  'four MiB': answer(200, {}, 'x'.repeat(4 * MIB)),
  'an endless body': [answer(200, OPEN), { drip: 'x'.repeat(65_536), everyMs: 5 }],
  'an endless body in chunks': [answer(200, CHUNKED), { drip: '4\r\nrows\r\n', everyMs: 20 }],
  'a body that never comes': [answer(200, { 'content-length': '10' }), 'hang'],
  'a body that drips': [answer(200, { 'content-length': '20' }), { drip: 'x', everyMs: 100, times: 20 }],
  'fewer bytes than it said': [answer(200, { 'content-length': '1000' }), { waitMs: 50 }, 'short'],
  'more bytes than it said': [answer(200, { 'content-length': '2' }), 'much longer'],
  'a chunk without a size': [answer(200, CHUNKED), { waitMs: 50 }, 'zz\r\nrows\r\n'],
  'a chunk that is cut': [answer(200, CHUNKED), { waitMs: 50 }, 'ff\r\nrows'],
  'chunks without an end': [answer(200, CHUNKED), '4\r\nrows\r\n'],
  'gzip that is cut': [answer(200, ZIPPED), zipped.subarray(0, 20)],
  'gzip that is none': [answer(200, ZIPPED), 'not gzip'],
  'gzip that is 20 MiB': [answer(200, ZIPPED), gzipSync(Buffer.alloc(20 * MIB))],
  'gzip twice': [answer(200, { ...OPEN, 'content-encoding': 'gzip, gzip' }), gzipSync(zipped)],
  'an encoding nobody knows': answer(200, { 'content-encoding': 'rot13' }, 'gnxra'),
  'a charset nobody knows': answer(200, { 'content-type': 'text/plain; charset=x-none' }, 'taken'),
};

/** Answers whose body is not what it says, or never ends. */
export const bodies = [
  ...Object.entries(WITH_200).map(([name, script]) => ({
    name: `200 with ${name}`,
    answers: [script],
    outcome: 'delivered',
  })),
  { name: '204 with a body', answers: [answer(204, { 'content-length': '5' }, 'taken')], outcome: 'delivered' },
  { name: '500 with an HTML page', answers: [answer(500, { 'content-type': 'text/html' }, HTML)], outcome: 'later' },
  { name: '500 with JSON that pollutes', answers: [answer(500, {}, POLLUTION)], outcome: 'later' },
  {
    name: '500 with an endless body',
    answers: [[answer(500, OPEN), { drip: 'x'.repeat(1_024), everyMs: 5 }]],
    outcome: 'later',
  },
  { name: '400 with an HTML page', answers: [answer(400, { 'content-type': 'text/html' }, HTML)], outcome: 'dropped' },
  {
    name: '403 of a firewall',
    answers: [answer(403, { 'content-type': 'text/html', server: 'shield' }, HTML)],
    outcome: 'later',
  },
  {
    name: 'two lengths that differ',
    answers: [answer(200, { 'content-length': ['2', '5'] }, 'taken')],
    outcome: 'blocked',
  },
];
