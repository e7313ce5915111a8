import { type Fields, isPlain, itemsOf } from './messages.js';

/** Source: Google Analytics Help, "Event naming rules" (13316687) and "Event collection limits" (9267744). */
const NAME = /^\p{L}[\p{L}\p{N}_]{0,39}$/u;
const RESERVED =
  /^(ad_impression|app_(remove|store_\w+)|error|first_(open|visit)|in_app_purchase|session_start|user_engagement|view_complete|query_id.*)$/;
const PREFIXES = /^(_|firebase_|ga_|google_|gtag\.)/;
/** Fields of a product that Google prescribes; others are the site's own. */
const PRESCRIBED =
  /^(item_\w+|price|quantity|affiliation|coupon|currency|discount|index|location_id|(promotion|creative)_\w+)$/;
const LONGER: Readonly<Record<string, number>> = { page_title: 300, page_referrer: 420, page_location: 1_000 };
const LETTERS = 100;
const FIELDS = 25;
const ITEMS = 200;
const OWN_FIELDS = 27;
const TRAIT_NAME = 24;
const TRAIT_LETTERS = 36;

/** Whether GA4 takes an event of this name. Pure. */
export function isGa4Name(name: string): boolean {
  return NAME.test(name) && !RESERVED.test(name);
}

/** Fields of an event within GA4's limits: what is beyond them is left out, long text cut, and only products are nested. Pure. */
export function ga4Fields(data: Fields): Fields {
  const items = itemsOf(data).slice(0, ITEMS).map(ga4Item);
  const fields = flat(data, name => LONGER[name] ?? LETTERS).slice(0, FIELDS - (data.items ? 1 : 0));
  return { ...Object.fromEntries(fields), ...(data.items !== undefined && { items }) };
}

/** The traits of a visitor as GA4's user properties. Pure. */
export function ga4Traits(traits: unknown): Fields {
  return Object.fromEntries(
    flat(Object(traits), () => TRAIT_LETTERS)
      .filter(([name]) => name.length <= TRAIT_NAME)
      .slice(0, FIELDS),
  );
}

function ga4Item(item: Fields): Fields {
  const fields = flat(item, () => LETTERS);
  const own = fields.filter(([name]) => !PRESCRIBED.test(name)).slice(0, OWN_FIELDS);
  return Object.fromEntries([...fields.filter(([name]) => PRESCRIBED.test(name)), ...own]);
}

function flat(data: Fields, letters: (name: string) => number): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(data)
    .filter(([name, value]) => NAME.test(name) && !PREFIXES.test(name) && isPlain(value))
    .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, letters(name)) : value]);
}
