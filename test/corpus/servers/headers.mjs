import { answer } from './answer.mjs';

/** What a taken batch brings along and nobody heeds. */
const WITH_200 = {
  'a cookie': { 'set-cookie': 'rows=1; Path=/' },
  'many cookies': { 'set-cookie': Array.from({ length: 60 }, (_, n) => `c${n}=1; Path=/; Max-Age=99999999`) },
  'a cookie of the whole host': { 'set-cookie': 'rows=1; Domain=localhost; Path=/; SameSite=None' },
  'an order to clear the site': { 'clear-site-data': '"*"' },
  'an order to clear cookies and storage': { 'clear-site-data': '"cookies", "storage", "executionContexts"' },
  'strict transport security': { 'strict-transport-security': 'max-age=31536000; includeSubDomains; preload' },
  'another service': { 'alt-svc': 'h2="ELSEWHERE"; ma=86400, h3=":1"; ma=86400' },
  'a refresh': { refresh: '0; url=http://ELSEWHERE/' },
  'a preload': { link: '<http://ELSEWHERE/a.js>; rel=preload; as=script, <http://ELSEWHERE/>; rel=preconnect' },
  'reports to send': {
    'report-to': '{"group":"g","max_age":9,"endpoints":[{"url":"http://ELSEWHERE/"}]}',
    nel: '{"report_to":"g","max_age":9,"success_fraction":1}',
    'reporting-endpoints': 'g="http://ELSEWHERE/"',
  },
  'a content security policy': { 'content-security-policy': "default-src 'none'; report-uri http://ELSEWHERE/" },
  'a source map': { sourcemap: 'http://ELSEWHERE/map', 'x-sourcemap': 'http://ELSEWHERE/map' },
  'a download': { 'content-disposition': 'attachment; filename="../../rows.exe"' },
  'a resource policy': { 'cross-origin-resource-policy': 'same-origin' },
  'opener and embedder policies': {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  },
  'an upgrade': { upgrade: 'h2c' },
  'a script allowed everywhere': { 'service-worker-allowed': '/', 'content-type': 'text/javascript' },
  'no sniffing': { 'x-content-type-options': 'nosniff', 'content-type': 'application/octet-stream' },
  'hints to send': { 'accept-ch': 'Sec-CH-UA-Full-Version-List, DPR, Device-Memory', 'critical-ch': 'DPR' },
  'names of Object.prototype': { constructor: 'x', 'to-string': 'x', has_own_property: 'x', __proto__x: 'x' },
  'an authentication': { 'www-authenticate': 'Basic realm="rows"', 'authentication-info': 'nextnonce="n"' },
  'a hundred headers': Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`x-flood-${n}`, 'x'.repeat(50)])),
  'bytes beyond ASCII': { 'x-odd': '\u00e9\u00ff' },
  'an empty type': { 'content-type': '' },
  'caching for ever': { 'cache-control': 'immutable, max-age=31536000', etag: '"rows"', age: '-1' },
};

/** Orders, addresses and floods in the head of an answer. */
export const headers = [
  ...Object.entries(WITH_200).map(([name, said]) => ({
    name: `200 with ${name}`,
    answers: [answer(200, said)],
    outcome: 'delivered',
  })),
  ...['set-cookie', 'clear-site-data', 'refresh'].map(name => ({
    name: `503 with ${name}`,
    answers: [answer(503, { [name]: name === 'refresh' ? '0; url=http://ELSEWHERE/' : '"*"' })],
    outcome: 'later',
  })),
  {
    name: 'a flood of headers, 512 KiB',
    answers: [answer(200, Object.fromEntries(Array.from({ length: 512 }, (_, n) => [`x-${n}`, 'x'.repeat(1_024)])))],
    outcome: 'blocked',
  },
  { name: 'one header of 512 KiB', answers: [answer(200, { 'x-long': 'x'.repeat(524_288) })], outcome: 'blocked' },
];
