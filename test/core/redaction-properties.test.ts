import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { freeze } from '../../src/core/freeze.js';
import { redactData, redactText, redactUrl } from '../../src/core/redact.js';
import { expectSame, RUNS } from './property-rules.js';

// A guard against hanging on a busy machine; the whole file takes some seconds.
vi.setConfig({ testTimeout: 60_000 });

const piece = fc.constantFrom(
  ...[
    'a',
    'Z',
    '9',
    '_',
    '-',
    '.',
    '@',
    '%40',
    '%20',
    '%',
    '+',
    ' ',
    '/',
    ':',
    '?',
    '&',
    '=',
    '#',
    '[',
    ']',
    'é',
    '認',
    '\n',
  ],
  ...[
    'jane',
    'jane@example.com',
    'example.com',
    '@example.com',
    '4111',
    '1111',
    '4111 1111 1111 1111',
    '378282246310005',
    '5',
    '12',
  ],
  ...[
    'eyJ',
    'eyJhbGciOiJI',
    'eyJhbGciOiJI.eyJzdWIiOiI0.',
    '[redacted]',
    'redacted',
    'https://',
    'http://jane:x@',
    'token',
    'token=',
    'api',
    'Key=',
    '__proto__',
  ],
);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const url = fc.oneof(
  text,
  text.map(rest => `https://${rest}`),
  fc.tuple(text, text).map(([a, b]) => `https://shop.example/${a}?${b}`),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);

describe('redaction', () => {
  it.each<[string, fc.Arbitrary<string>, (text: string) => string]>([
    ['text', text, redactText],
    ['an address', url, redactUrl],
  ])('of %s is done after once', (_, arbitrary, redact) => {
    fc.assert(
      fc.property(arbitrary, given => {
        const once = redact(given);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('of data is done after once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(url, { maxLength: 5 }), (value, list) => {
        const given = freeze({ value, list, item_id: '4111111111111111' });
        const once = redactData(given);
        expectSame(redactData(once), once);
        expect(once).toMatchObject({ item_id: '4111111111111111' });
      }),
      RUNS,
    );
  });

  it.each([
    [
      'an e-mail address',
      fc.emailAddress().filter(address => /^[\w.+-]{1,64}@/.test(address)),
      (address: string) => address,
    ],
    [
      'a card',
      fc.constantFrom('4111111111111111', '5555 5555 5555 4444', '3782 822463 10005', '6011-1111-1111-1117'),
      (card: string) => card,
    ],
    [
      'a signed token',
      fc
        .tuple(fc.base64String({ minLength: 8 }), fc.base64String({ minLength: 8 }))
        .map(([a, b]) => `eyJ${a}.${b}.x`.replace(/[+/=]/g, 'a')),
      (token: string) => token,
    ],
  ])('hides %s between any words, in texts and in addresses', (_, secret, given) => {
    const between = fc.tuple(
      fc.constantFrom('', 'to ', 'a, ', '2 ', '('),
      fc.constantFrom('', ' now', ', b', ')', ' 12/27', '!'),
    );
    fc.assert(
      fc.property(secret, between, (value, [before, after]) => {
        expect(redactText(`${before}${given(value)}${after}`)).not.toContain(value);
        expect(redactUrl(`https://shop.example/?q=${encodeURIComponent(value)}&page=2`)).not.toContain(
          encodeURIComponent(value),
        );
        expect(redactUrl(`https://shop.example/?q=${encodeURIComponent(value)}&page=2`)).toContain('page=2');
      }),
      { numRuns: 300 },
    );
  });

  it('never lets a value of a secret parameter through', () => {
    const name = fc.constantFrom(
      'token',
      'access_token',
      'accessToken',
      'API_KEY',
      'apiKey',
      'user[password]',
      'x-auth',
      'Email',
      'sid',
    );
    fc.assert(
      fc.property(name, fc.uuid(), url, (secret, value, rest) => {
        const address = `https://shop.example/?${secret}=${value}&a=${encodeURIComponent(rest)}&${encodeURIComponent(secret)}=${value}`;
        expect(redactUrl(address)).not.toContain(value);
      }),
      RUNS,
    );
  });
});
