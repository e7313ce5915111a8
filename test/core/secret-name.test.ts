import { describe, expect, it } from 'vitest';
import { isSecretName } from '../../src/core/secret-name.js';

describe('isSecretName', () => {
  it.each([
    ...['token', 'TOKEN', 'access_token', 'accessToken', 'AccessToken', 'token2', 'x-auth-token', 'idToken', 'IDToken'],
    ...['password', 'user[password]', 'newPassword', 'passwd', 'pwd', 'passphrase', 'client_secret', 'credentials'],
    ...['api_key', 'apiKey', 'APIKey', 'apikey', 'X-Amz-Signature', 'sig', 'jwt', 'otp', 'csrfToken', 'xsrf'],
    ...['session_id', 'sessionId', 'PHPSESSID', 'jsessionid', 'sid', 'authorization', 'oauth', 'SAMLResponse'],
    ...['email', 'e-mail', 'customerEmail', 'billing.email', 'phone', 'phoneNumber', 'tel', 'mobile', 'iban'],
    ...['card_number', 'cardNumber', 'cvc', 'gclid', 'irclickid', 'ScCid', 'li_fat_id', 'rdt_cid', 'mc_eid'],
    ...['access%5Ftoken', '%74oken', 'user%5Bpassword%5D'],
  ])('%s is one', name => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    ...['tokenizer', 'tokens_per_page', 'keyword', 'keywords', 'monkey', 'turkey', 'author', 'design', 'passenger'],
    ...['compass', 'codec', 'barcodes', 'mailing', 'hotel', 'automobile', 'telescope', 'sidebar', 'taxid', 'signal'],
    ...['q', 'page', 'utm_source', 'item_id', '%E0%A4%A', ''],
  ])('%s is none', name => {
    expect(isSecretName(name)).toBe(false);
  });
});
