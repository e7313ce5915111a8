import type { Touchpoint } from './touchpoint.js';

/** What a site says of a visitor or puts right is meant as it is. */
export const MEANT: RegExp = /^(identify|correct|reset)$/;
/** Names that a shop gives to what it sells and shows, none of which names a secret or a person. Source: GA4, "Recommended events". */
const NAMES =
  /^(items?|(item|page|item_list|transaction)_(id|name|title|brand|category\d?|variant|type)|search_term|price|quantity|currency|value|discount|coupon|index|[a-gi-ru-z])$/;
const CAMPAIGN = /^utm_(source|medium|campaign|term|content)$/;
/** Signs, the beginning of an account, and as many digits as a phone number has. */
const SUSPECT = /[^\w ,.'-]|[a-z]{2}\d\d|(\d\D*){7}/i;
/** Words of a language may be longer than what a machine draws. */
const WORD = /^.{0,10}$|^((^|[_-])[A-Z]?[a-z]{0,14})+$/;
const BREAK = /[ ,']/;
const SITE = /^https?:\/\/[a-z.-]+(:\d+)?\//;
/** A part of a path that is no token, whatever stands before it. */
const PART = /^(\D*|.{0,7}|\w*\W.*)$/;
const LONGEST = 200;

/**
 * A touchpoint in which plainly nothing is personal or secret, told without the means that find it; `null` where it is not
 * certain. Its address goes without parameters that are no campaign's. Pure.
 */
export function harmless(touchpoint: Touchpoint): Touchpoint | null {
  const { type, url, data, context } = touchpoint;
  // A page that broke what looks would let everything pass.
  const isBlind = isPlain('@') || isPlain('1234567') || isKnown('token', '1');
  const [page = ''] = url.split('#');
  const [address = '', query = ''] = page.split('?');
  const campaign = query.split('&').filter(isCampaign).join('&');
  return !isBlind &&
    isPlain(type) &&
    isPath(address) &&
    (MEANT.test(type) || isKnown('items', data)) &&
    isKnown('items', context)
    ? { ...touchpoint, url: campaign ? `${address}?${campaign}` : address }
    : null;
}

function isKnown(name: string, value: unknown): boolean {
  if (typeof value !== 'object' || !value)
    return (
      value == null ||
      typeof value === 'boolean' ||
      (NAMES.test(name) && isPlain(`${value}`)) ||
      (name === 'page_referrer' && SITE.test(`${value}`) && isPath(`${value}`))
    );
  if (Array.isArray(value)) return value.every(one => isKnown(name, one));
  return Object.entries(value).every(([key, field]) => isKnown(key, field));
}

function isCampaign(pair: string): boolean {
  const [name = '', value = '', more] = pair.split('=');
  return CAMPAIGN.test(name) && isPlain(value) && more === undefined;
}

function isPath(address: string): boolean {
  return address
    .split('/')
    .slice(3)
    .every(part => PART.test(part) && isPlain(part));
}

function isPlain(text: string): boolean {
  return text.length < LONGEST && !SUSPECT.test(text) && text.split(BREAK).every(word => WORD.test(word));
}
