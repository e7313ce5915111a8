import { describe, expect, it } from 'vitest';
import { isSecret, traitsOf } from '../../src/core/secret-name.js';

describe('traitsOf', () => {
  it.each([
    ...['token', 'TOKEN', 'access_token', 'accessToken', 'AccessToken', 'token2', 'x-auth-token', 'idToken', 'IDToken'],
    ...['password', 'user[password]', 'newPassword', 'passwd', 'pwd', 'passphrase', 'client_secret', 'credentials'],
    ...['api_key', 'apiKey', 'APIKey', 'apikey', 'X-Amz-Signature', 'sig', 'jwt', 'otp', 'csrfToken', 'xsrf'],
    ...['session_id', 'sessionId', 'PHPSESSID', 'jsessionid', 'sid', 'authorization', 'oauth', 'SAMLResponse'],
    ...['email', 'e-mail', 'customerEmail', 'billing.email', 'phone', 'phoneNumber', 'tel', 'mobile', 'iban'],
    ...['card_number', 'cardNumber', 'cvc', 'gclid', 'irclickid', 'ScCid', 'li_fat_id', 'rdt_cid', 'mc_eid'],
    ...['tblci', 'srsltid', 'dicbo', 'awc', 'cjevent', 'tduid', 'mkt_tok', '_kx', '_ke'],
    ...['access%5Ftoken', '%74oken', 'user%5Bpassword%5D'],
  ])('%s is one', name => {
    expect(traitsOf(name).isSecret).toBe(true);
  });

  it.each([
    ...['tokenizer', 'tokens_per_page', 'keyword', 'keywords', 'monkey', 'turkey', 'author', 'design', 'passenger'],
    ...['compass', 'codec', 'barcodes', 'mailing', 'hotel', 'automobile', 'telescope', 'sidebar', 'taxid', 'signal'],
    ...['session_type', 'phone_model', 'sort_key', 'sessionNumber', 'order_number'],
    ...['q', 'page', 'utm_source', 'item_id', '%E0%A4%A', '', 'keg', 'rank_e', 'mkt_token_type'],
  ])('%s is none', name => {
    expect(traitsOf(name).isSecret).toBe(false);
  });
});

describe('isSecret', () => {
  it.each([
    ['token', 'abc'],
    ['contraseña', 'abc'],
    ['비밀번호', 'abc'],
    ['code', 'cf0ef8c9-e2bc-4ac3-8935-ddf662ea8dcb'],
    ['state', 'a1b2c3d4e5f6a7b8'],
    ['hash[0]', '0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a'],
    ['pin', '1234'],
    ['user[tan]', '181162'],
    ['accountNumber', '12345678'],
  ])('%s=%s is one', (name, value) => {
    expect(isSecret(traitsOf(name), value)).toBe(true);
  });

  it.each([
    ['token', '1'],
    ['is_token', 'true'],
    ['code', 'BLACKFRIDAY2026EXTRA20'],
    ['state', 'CA'],
    ['pin', 'summer-dresses'],
    ['pan', '28cm'],
    ['page', 'a1b2c3d4e5f6a7b8'],
    ['order_number', '20260105123'],
  ])('%s=%s is none', (name, value) => {
    expect(isSecret(traitsOf(name), value)).toBe(false);
  });
});
