import { describe, expect, it } from 'vitest';
import { unveil } from '../../src/core/unveil.js';

describe('unveil', () => {
  it.each([
    ['percent', 'jane%40example.com', 'jane@example.com'],
    ['percent in lower case, of UTF-8', 'm%c3%bcller', 'müller'],
    ['percent that is no UTF-8', '%FF%40%20', '%FF@ '],
    ['%u', 'jane%u0040example.com', 'jane@example.com'],
    ['JSON', 'jane\\u0040example.com', 'jane@example.com'],
    ['a quotation mark in JSON', '{\\"a\\":\\"b\\"}', '{"a":"b"}'],
    ['a numbered entity', 'jane&#64;example.com', 'jane@example.com'],
    ['an entity with hexadecimal digits', 'jane&#x40;example.com', 'jane@example.com'],
    ['an entity without its end', 'jane&#64example', 'jane@example'],
    ['a named entity', 'a&amp;b&quot;c&commat;d', 'a&b"c@d'],
    ['a byte of JavaScript', 'jane\\x40example.com', 'jane@example.com'],
    ['letters nobody sees', 'ja\u200bne@exam\u00adple.com', 'jane@example.com'],
    ['an ideographic dot', 'example。com', 'example.com'],
    ['digits of other scripts', '٤١ ۴۱ ४१', '41 41 41'],
    ['full-width letters', '\uff14\uff20', '4@'],
  ])('reads %s', (_, text, expected) => {
    expect(unveil(text)).toBe(expected);
  });

  it('takes one layer off at a time', () => {
    expect(unveil('%2540')).toBe('%40');
    expect(unveil('&amp;#64;')).toBe('&#64;');
  });

  it.each(['100 % cotton', '50%', '%zz', 'a & b', '&#;', 'Cedar 0-14', ''])('leaves %j as it is', text => {
    expect(unveil(text)).toBe(text);
  });
});
