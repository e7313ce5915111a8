import { describe, expect, it } from 'vitest';
import { HIDDEN, hidePersonal, isNumbered } from '../../src/core/personal.js';

describe('hidePersonal', () => {
  it.each([
    ['credentials', 'see https://jane:pa55@shop.example/a', 'see https://shop.example/a'],
    ['a password without a scheme', '//jane:pa55@shop.example', `//jane:${HIDDEN}`],
    ['an e-mail address with letters of any script', 'an jörg@bücher.example', `an ${HIDDEN}`],
    ['an e-mail address with an apostrophe', "o'neil@example.com", HIDDEN],
    ['an account in groups', 'to DE89 3704 0044 0532 0130 00 today', `to ${HIDDEN} today`],
    ['an account in one', 'GB29NWBK60161331926819', HIDDEN],
    ['an account in lower case', 'nl91abna0417164300', HIDDEN],
    ['a phone number that says so', 'tel:+49 30 901820', `tel:${HIDDEN}`],
    ['a phone number in a chat address', 'https://wa.me/4930901820', `https://wa.me/${HIDDEN}`],
    ['a key by its prefix', 'use sk_live_4eC39HqLyjWDarjtT1zdp7dc', `use ${HIDDEN}`],
    ['a key of a cloud', 'AKIAIOSFODNN7EXAMPLE', HIDDEN],
    ['a token of a code host', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', HIDDEN],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ', HIDDEN],
    ['a token in a path that asks for it', '/account/reset/4f9a01bc77de', `/account/reset/${HIDDEN}`],
    [
      'a UUID in a path that asks for it',
      '/verify-email/cf0ef8c9-e2bc-4ac3-8935-ddf662ea8dcb/ok',
      `/verify-email/${HIDDEN}/ok`,
    ],
  ])('hides %s', (_, text, expected) => {
    expect(hidePersonal(text, false)).toBe(expected);
  });

  it.each([
    ['a picture for sharp screens', '/images/logo@2x.png'],
    ['a version', 'react@18.2.0'],
    ['an account with a wrong check digit', 'DE88370400440532013000'],
    ['an account of a wrong length', 'DE8937040044053201300'],
    ['a number that does not say it is a phone', 'order 4930901820'],
    ['a word behind what asks', '/reset/everything'],
    ['a name with a year', '/invite/friends-2024'],
    ['a product of a path', '/products/4111111111111111'],
    ['a variant of a parameter', '/p?variant=4111111111111111&selected_variant=30569309025904'],
    ['a UUID of a product', '/products/cf0ef8c9-e2bc-4ac3-8935-ddf662ea8dcb'],
    ['a name with a short prefix', 'sk-acoustic-guitar-strings-light'],
  ])('leaves %s', (_, text) => {
    expect(hidePersonal(text, false)).toBe(text);
  });

  it('looks for no numbers in an identifier, and for everything else', () => {
    expect(hidePersonal('4111111111111111', true)).toBe('4111111111111111');
    expect(hidePersonal('DE89370400440532013000', true)).toBe('DE89370400440532013000');
    expect(hidePersonal('jane@example.com', true)).toBe(HIDDEN);
  });
});

describe('isNumbered', () => {
  it.each([
    'item_id=',
    'item_group_id=',
    'transaction_id=',
    'coupon=',
    'variant=',
    'sku=',
    'item_variant=',
    '/products/',
    'gtin%3D',
  ])('%s leads to a number of the shop', name => {
    expect(isNumbered(name)).toBe(true);
  });

  it.each(['q=', 'card=', 'invariant=', '/pay/', ''])('%s does not', name => {
    expect(isNumbered(name)).toBe(false);
  });
});
