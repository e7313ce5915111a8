import { describe, expect, it } from 'vitest';
import { HIDDEN, hidePersonal, hidePhones, isNumbered } from '../../src/core/personal.js';

describe('hidePersonal', () => {
  it.each([
    ['credentials', 'see https://jane:pa55@shop.example/a', 'see https://shop.example/a'],
    ['a password without a scheme', '//jane:pa55@shop.example', `//jane:${HIDDEN}`],
    ['an e-mail address with letters of any script', 'an jörg@bücher.example', `an ${HIDDEN}`],
    ['an e-mail address with an apostrophe', "o'neil@example.com", HIDDEN],
    ['an e-mail address in quotation marks', 'to "jane doe"@example.com', `to ${HIDDEN}`],
    ['an e-mail address at a number', 'jane@[192.168.1.1] and jo@[IPv6:2001:db8::1]', `${HIDDEN} and ${HIDDEN}`],
    ['an e-mail address in Hindi', 'jane@उदाहरण.भारत', HIDDEN],
    ['a card of 19 digits', '6222021234567890128', HIDDEN],
    ['a card with a code behind it', '4111-1111-1111-1111-123', `${HIDDEN}-123`],
    ['a card with wide gaps', '4111 – 1111 – 1111 – 1111', HIDDEN],
    ['an account behind its word', 'IBANDE89370400440532013000', `IBAN${HIDDEN}`],
    ['an account with dots', 'DE89.3704.0044.0532.0130.00', HIDDEN],
    ['an account in groups', 'to DE89 3704 0044 0532 0130 00 today', `to ${HIDDEN} today`],
    ['an account in one', 'GB29NWBK60161331926819', HIDDEN],
    ['an account in lower case', 'nl91abna0417164300', HIDDEN],
    ['a phone number that says so', 'tel:+49 30 901820', `tel:${HIDDEN}`],
    ['a phone number in a chat address', 'https://wa.me/4930901820', `https://wa.me/${HIDDEN}`],
    ['a key by its prefix', 'use sk_live_4eC39HqLyjWDarjtT1zdp7dc', `use ${HIDDEN}`],
    ['a key of a cloud', 'AKIAIOSFODNN7EXAMPLE', HIDDEN],
    ['a token of a code host', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', HIDDEN],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ', HIDDEN],
  ])('hides %s', (_, text, expected) => {
    expect(hidePersonal(text, false)).toBe(expected);
  });

  it.each([
    ['a picture for sharp screens', '/images/logo@2x.png'],
    ['a version', 'react@18.2.0'],
    ['an account with a wrong check digit', 'DE88370400440532013000'],
    ['an account of a wrong length', 'DE8937040044053201300'],
    ['a number that does not say it is a phone', 'order 4930901820'],
    ['a product of a path', '/products/4111111111111111'],
    ['a variant of a parameter', '/p?variant=4111111111111111&selected_variant=30569309025904'],
    ['19 digits of a card with a wrong check digit', '6222021234567890129'],
    ['17 digits of no issuer', '41111111111111111'],
    ['a card with a wrong check digit and a code', '4111-1111-1111-1112-123'],
    ['a product of a sentence', 'sku: 4111111111111111'],
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

describe('hidePhones', () => {
  it('hides what says that it is one', () => {
    expect(hidePhones('Handynummer: 0171 2345678')).toBe(`Handynummer: ${HIDDEN}`);
  });

  it.each(['hotel: 12345678', '/mobile/4006381333931', 'Mobile 5000 mAh'])('leaves %s', text => {
    expect(hidePhones(text)).toBe(text);
  });
});
