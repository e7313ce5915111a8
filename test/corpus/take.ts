import type { Candidate } from '../../src/core/accept.js';
import { admit } from '../../src/core/admit.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { storefront } from '../../src/storefront.js';

const rules = gatherRules(storefront());
const HOME = 'https://shop.example/';

/** What a shop records of a call of `track`, by the public road. */
export function take(type: string, data: unknown, more: Partial<Candidate> = {}): Touchpoint | null {
  return admit(rules, { id: 'id-1', at: 1_767_607_200_000, url: HOME, by: 'site', type, data, ...more }).touchpoint;
}

/** An address in every place where a page says one. */
export function visit(url: string): Touchpoint | null {
  return take('page_view', { page_location: url, page_referrer: url, links: [{ deep: { href: url } }] }, { url });
}

/** What becomes of an address as that of the page. */
export function addressOf(url: string): string | undefined {
  return take('page_view', {}, { url })?.url;
}
