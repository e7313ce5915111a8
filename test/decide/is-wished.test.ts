import { expect, it } from 'vitest';
import { isWished } from '../../src/decide/is-wished.js';
import type { ContactWish } from '../../src/learn/contact-use.js';

const wish = (more: Partial<ContactWish>): ContactWish => ({ channels: [], without: [], perWeek: null, ...more });

it.each([
  [undefined, { email: true, page: true }],
  [wish({}), { email: true, page: true }],
  [wish({ channels: ['sms'] }), { sms: true, email: false, page: true }],
  [wish({ without: ['email', 'page'] }), { sms: true, email: false, page: false }],
  [wish({ channels: ['email'], without: ['email'] }), { sms: false, email: false, page: true }],
  [wish({ perWeek: 0 }), { email: false, page: false }],
  [wish({ channels: ['email'], perWeek: 0.5 }), { email: true }],
])('hears of %o by %o', (given, expected) => {
  for (const [channel, isTrue] of Object.entries(expected)) expect(isWished(given, channel)).toBe(isTrue);
});
