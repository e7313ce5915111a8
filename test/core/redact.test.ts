import { describe, expect, it, vi } from 'vitest';
import { redactData, redactText, redactUrl } from '../../src/core/redact.js';
import { draw, withGtin, withLuhn } from '../corpus/draw.js';
import { PIECES } from '../corpus/pieces.js';

const HIDDEN = '[redacted]';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl_-';

describe('redactText', () => {
  it.each([
    ['an e-mail address', 'write to jane.doe+shop@mail.example.co.uk today', `write to ${HIDDEN} today`],
    ['an e-mail address in an address', 'jane%40example.com', HIDDEN],
    ['two e-mail addresses', 'a@b.de,c@d.de', `${HIDDEN},${HIDDEN}`],
    ['e-mail addresses run together', 'a@b.de@c.de', `${HIDDEN}@c.de`],
    ['a signed token', `Bearer ${JWT}`, `Bearer ${HIDDEN}`],
    ['a signed token behind an escaped space', `Bearer%20${JWT}`, `Bearer%20${HIDDEN}`],
    ['a signed token without signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MiJ9.', HIDDEN],
    ['a card number', 'card 4111111111111111.', `card ${HIDDEN}.`],
    ['a card number in groups', '4111 1111 1111 1111', HIDDEN],
    ['a card number with hyphens', '4111-1111-1111-1111', HIDDEN],
    ['a card number in a query', 'q=4111+1111+1111+1111', `q=${HIDDEN}`],
    ['a card number with escaped spaces', '%204111%201111%201111%201111', `%20${HIDDEN}`],
    ['a card number after a number', '2 x 1, 2 4111111111111111', `2 x 1, 2 ${HIDDEN}`],
    ['a card number with its code', '4111 1111 1111 1111 123', `${HIDDEN} 123`],
    ['a card number with its month', '4111111111111111 12/27', `${HIDDEN} 12/27`],
    ['a secret in a sentence', 'failed, token: hunter83jby', `failed, token: ${HIDDEN}`],
    ['an account in groups, and nothing else', 'AZ68 PPFK EP7I OKOB K2YI E8RK 0OKD', HIDDEN],
    ['Base64 with a slash and letters of any script', '0L/Qv9C/QNGOLtGA0YQ=', `${HIDDEN}=`],
    ['bytes in hexadecimal', 'r=6a616e65406578616d706c652e636f6d', `r=${HIDDEN}`],
    ['two card numbers', '4111111111111111 5500000000000004', `${HIDDEN} ${HIDDEN}`],
  ])('hides %s', (_, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    ['Visa', '4111111111111111'],
    ['Mastercard', '5555555555554444'],
    ['Mastercard of the second series', '2223003122003222'],
    ['American Express', '378282246310005'],
    ['American Express in its groups', '3782 822463 10005'],
    ['Discover', '6011111111111117'],
    ['Discover of the second series', '6500000000000002'],
    ['JCB', '3530111333300000'],
    ['Diners Club', '30569309025904'],
    ['Diners Club in its groups', '3056 930902 5904'],
  ])('knows a card of %s', (_, card) => {
    expect(redactText(card)).toBe(HIDDEN);
  });

  it('tells a card by its checksum', () => {
    for (let last = 0; last < 10; last++) {
      expect(redactText(`411111111111111${last}`) === HIDDEN).toBe(last === 1);
    }
  });

  it.each([
    '9999 9999 9999 9995',
    withLuhn('123456789012345'),
    withLuhn('800000000000000'),
    withLuhn('99999999999999'),
  ])('tells a card by its issuer: %s is none', text => {
    expect(redactText(text)).toBe(text);
  });

  it('finds every generated card with a known issuer', () => {
    for (let seed = 0; seed < 1_000; seed++) {
      const prefix = ['4', '51', '55', '22', '27', '65', '35', '6011'][seed % 8] ?? '';
      expect(redactText(withLuhn(prefix + draw(seed).digits(15 - prefix.length)))).toBe(HIDDEN);
    }
  });

  it.each([
    'Cedar 0-14, 219.00 EUR',
    'order 20260105-000123',
    '+49 30 901820',
    'price@home',
    'user@localhost',
    '@fretwell',
    'a @ b.c',
    '2026-01-05T10:00:00.000Z',
    '1767607200000',
    'DE89 3704 0044 0532 0130 01',
    'XX89 3704 0044 0532 0130 00',
    'DE89370400440532013000A',
    'logo@2x.png',
    'react@18.2.0',
    '41111111111111111111',
    'eyJ is how such a text begins',
    'eyJhbGciOiJIUzI1NiJ9',
    'v1.2.3',
    'emails, cards and tokens',
    '',
  ])('leaves %j as it is', text => {
    expect(redactText(text)).toBe(text);
  });
});

describe('a page without Base64', () => {
  it('hides whole what could hold some', () => {
    vi.stubGlobal('atob', () => {
      throw new Error('gone');
    });
    const text = redactText('state=eyJhIjoiYiJ9 page=2');
    vi.unstubAllGlobals();
    expect(text).toBe(HIDDEN);
  });
});

describe('redactUrl', () => {
  it.each([
    ['the fragment', 'https://shop.example/a?b=1#access_token=x', 'https://shop.example/a?b=1'],
    ['the fragment of a bare address', 'https://shop.example/#top', 'https://shop.example/'],
    ['a question mark in the fragment', 'https://shop.example/#a?token=x', 'https://shop.example/'],
    ['credentials', 'https://jane:pa55@shop.example/a', 'https://shop.example/a'],
    ['credentials that hold an @', 'https://jane:p@55@shop.example/a', 'https://shop.example/a'],
    ['a user name alone', 'ftp://jane@shop.example', 'ftp://shop.example'],
  ])('removes %s', (_, url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });

  it.each([
    ['token', true],
    ['TOKEN', true],
    ['access_token', true],
    ['access-token', true],
    ['accessToken', true],
    ['AccessToken', true],
    ['id_token_hint', true],
    ['access%5Ftoken', true],
    ['user[password]', true],
    ['password2', true],
    ['apiKey', true],
    ['api_key', true],
    ['APIKey', true],
    ['apikey', true],
    ['key', true],
    ['sig', true],
    ['session', true],
    ['sid', true],
    ['otp', true],
    ['email', true],
    ['customer.email', true],
    ['phone', true],
    ['gclid', true],
    ['fbclid', true],
    ['msclkid', true],
    ['gbraid', true],
    ['tokenizer', false],
    ['keyword', false],
    ['keywords', false],
    ['monkey', false],
    ['turkey', false],
    ['author', false],
    ['design', false],
    ['passenger', false],
    ['compass', false],
    ['codec', false],
    ['barcodes', false],
    ['mailing', false],
    ['%E0%A4%A', false],
  ])('reads a parameter named %s: secret is %s', (name, isSecret) => {
    expect(redactUrl(`https://shop.example/?a=1&${name}=vAlue&b=2`)).toBe(
      `https://shop.example/?a=1&${name}=${isSecret ? HIDDEN : 'vAlue'}&b=2`,
    );
  });

  it.each([
    ['in the path', 'https://shop.example/u/jane@example.com/x', `https://shop.example/u/${HIDDEN}/x`],
    ['in a value', '/search?q=jane%40example.com', `/search?q=${HIDDEN}`],
    ['in a value with equals signs', '/search?q=a=jane@example.com', `/search?q=a=${HIDDEN}`],
    ['in a name', '/search?jane@example.com=1', `/search?${HIDDEN}=1`],
    ['in a parameter without value', '/search?jane@example.com', `/search?${HIDDEN}`],
    ['in a secret with equals signs', '/search?token=a=b==', `/search?token=${HIDDEN}`],
    ['in an address in a value', '/login?next=/a?token=x&b=1', `/login?next=/a?token=${HIDDEN}&b=1`],
    ['a card', '/search?q=4111+1111+1111+1111&p=2', `/search?q=${HIDDEN}&p=2`],
  ])('hides what is personal %s', (_, url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });

  it.each([
    'https://shop.example/guitars/cedar-0-14?page=2&sort=price&utm_source=news&utm_campaign=spring',
    'https://shop.example/search?q=acoustic+guitar&keyword=cedar&monkey=1',
    'https://shop.example/@fretwell/posts',
    'https://shop.example:8443/a/b/../c;v=1',
    'https://shop.example/?a&b=&=c',
    'https://shop.example/?',
    '/relative/path?x=1',
    '',
  ])('leaves %j as it is', url => {
    expect(redactUrl(url)).toBe(url);
  });
});

describe('redactData', () => {
  it('looks into every text at any depth, and at addresses as addresses', () => {
    const data = {
      note: 'jane@example.com',
      list: ['4111111111111111', { link: 'https://shop.example/?token=x#y', path: '/a?token=x' }],
      rest: [1, true, null],
    };
    expect(redactData(data)).toEqual({
      note: HIDDEN,
      list: [HIDDEN, { link: `https://shop.example/?token=${HIDDEN}`, path: `/a?token=${HIDDEN}` }],
      rest: [1, true, null],
    });
  });

  it('hides phone numbers behind a word with a sign between', () => {
    const texts = ['tel:0171 2345678', 'Handy: 0171 2345678', '手机=13800138000', 'tel. 0171 2345678'];
    for (const text of texts) expect(redactText(text)).toMatch(/^\D+\[redacted\]$/);
    expect(redactText('Handy 0171 2345678')).toBe('Handy 0171 2345678');
  });

  it('hides phone numbers under their names, in digits of any script', () => {
    expect(redactData({ handy: '0171 2345678', جوال: '٠١٢٣٤٥٦٧٨٩', handy_size: '6.1' })).toEqual({
      handy: HIDDEN,
      جوال: HIDDEN,
      handy_size: '6.1',
    });
  });

  it('leaves identifiers as they are, in lists too', () => {
    const data = {
      transaction_id: '4111111111111111',
      item_id: ['4111111111111111', 'DE89370400440532013000'],
      items: [{ item_id: '5500000000000004' }],
    };
    expect(redactData(data)).toEqual(data);
  });

  it('keeps 10,000 product numbers in `item_id`', () => {
    for (let seed = 0; seed < 5_000; seed++) {
      const items = [{ item_id: withGtin(draw(seed).digits(12)) }, { item_id: withGtin(draw(seed).digits(13)) }];
      expect(redactData({ items })).toEqual({ items });
    }
  });

  it('keeps GTIN-13 anywhere: no card is that long', () => {
    for (let seed = 0; seed < 5_000; seed++) {
      const text = withGtin(`4${draw(seed).digits(11)}`);
      expect(redactData({ text })).toEqual({ text });
    }
  });

  it('does not change what it was given', () => {
    const data = Object.freeze({ list: Object.freeze(['jane@example.com']) });
    redactData(data);
    expect(data.list).toEqual(['jane@example.com']);
  });
});

describe('time', () => {
  /** Texts made to let a pattern start again and again. At this length a quadratic one would take half a minute. */
  const LENGTH = 131_072;
  it.each([...PIECES])(
    'grows with the length alone for %j over and over',
    piece => {
      const text = piece.repeat(LENGTH / piece.length);
      for (const redacted of [redactText(text), redactUrl(text), redactUrl(`https://x/?${text}=${text}`)])
        expect(typeof redacted).toBe('string');
    },
    15_000,
  );
});
