/** What a vendor says of the events it takes, as data: the proof of destinations whose library nobody may publish. */
export interface AdSchema {
  readonly source: string;
  /** Events the vendor names; others are the site's own. */
  readonly events: readonly string[];
  /** Names that a site may give its own events. */
  readonly ownName: RegExp;
  /** Fields the vendor names, with what they must be. */
  readonly fields: Readonly<Record<string, Kind>>;
  /** Fields that an event must have. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
}

/** A type, a word, a list of it, or an object of kinds of which `?` may be missing. */
export type Kind = string | RegExp | readonly [Kind] | { readonly [name: string]: Kind };

const CURRENCY = /^[A-Z]{3}$/;

export const META: AdSchema = {
  source:
    'developers.facebook.com/docs/meta-pixel/reference, "Standard Events" and "Object Properties"; @types/facebook-pixel 0.0.31',
  events: [
    'AddPaymentInfo',
    'AddToCart',
    'AddToWishlist',
    'CompleteRegistration',
    'InitiateCheckout',
    'Lead',
    'PageView',
    'Purchase',
    'Search',
    'ViewContent',
  ],
  ownName: /^.{1,50}$/,
  fields: {
    content_category: 'string',
    content_ids: ['string'],
    content_name: 'string',
    content_type: /^product(_group)?$/,
    contents: [{ id: 'string', quantity: 'number', 'item_price?': 'number' }],
    currency: CURRENCY,
    num_items: 'number',
    search_string: 'string',
    value: 'number',
    order_id: 'string',
  },
  needs: { Purchase: ['currency', 'value'] },
};

export const GOOGLE_ADS: AdSchema = {
  source:
    'support.google.com/google-ads/answer/7305793 (dynamic remarketing) and 7548399 (conversions); @types/gtag.js 0.0.20',
  events: ['view_search_results', 'view_item_list', 'view_item', 'add_to_cart', 'purchase', 'page_view', 'conversion'],
  ownName: /^[a-z]\w{0,39}$/,
  fields: {
    value: 'number',
    items: [
      {
        id: 'string',
        google_business_vertical: /^(retail|education|flights|hotel_rental|jobs|local|real_estate|travel|custom)$/,
      },
    ],
    send_to: /^AW-\d+(\/[\w-]+)?$/,
    currency: CURRENCY,
    transaction_id: 'string',
  },
  needs: { conversion: ['send_to'], view_item: ['items'], add_to_cart: ['items'], purchase: ['items'] },
};

export const TIKTOK: AdSchema = {
  source:
    'ads.tiktok.com/help, "Standard events and parameters"; types as in segmentio/action-destinations, tiktok-pixel/src/types.ts',
  events: [
    'AddPaymentInfo',
    'AddToCart',
    'AddToWishlist',
    'CompleteRegistration',
    'InitiateCheckout',
    'Lead',
    'Purchase',
    'Search',
    'ViewContent',
  ],
  ownName: /^\w{1,50}$/,
  fields: {
    contents: [
      {
        content_id: 'string',
        content_type: /^product(_group)?$/,
        'content_name?': 'string',
        'content_category?': 'string',
        'brand?': 'string',
        'price?': 'number',
        quantity: 'number',
      },
    ],
    content_type: /^product(_group)?$/,
    currency: CURRENCY,
    value: 'number',
    query: 'string',
    order_id: 'string',
  },
};

export const PINTEREST: AdSchema = {
  source: 'help.pinterest.com/en/business/article/add-event-codes; fields as in c15t, packages/scripts, pinterest-tag',
  events: [
    'pagevisit',
    'viewcategory',
    'search',
    'addtocart',
    'checkout',
    'signup',
    'lead',
    'addpaymentinfo',
    'addtowishlist',
    'initiatecheckout',
  ],
  ownName: /^[a-z]+$/,
  fields: {
    event_id: 'string',
    value: 'number',
    order_quantity: 'number',
    currency: CURRENCY,
    order_id: 'string',
    search_query: 'string',
    line_items: [
      {
        product_id: 'string',
        'product_name?': 'string',
        'product_category?': 'string',
        'product_variant?': 'string',
        'product_price?': 'number',
        product_quantity: 'number',
        'product_brand?': 'string',
      },
    ],
  },
  needs: { checkout: ['order_id', 'value', 'currency', 'event_id'], addtocart: ['currency', 'event_id'] },
};

export const LINKEDIN: AdSchema = {
  source:
    'learn.microsoft.com/linkedin/marketing/conversions/deduplication; walkeros.io/docs/destinations/web/linkedin',
  events: [],
  ownName: /^$/,
  fields: { conversion_id: 'number', conversion_value: 'number', currency: CURRENCY, event_id: 'string' },
  needs: { '': ['conversion_id', 'event_id'] },
};

export const UET: AdSchema = {
  source: 'help.ads.microsoft.com, articles 56916 and 60118; fields as in rudderlabs/rudder-sdk-js, BingAds/utils.js',
  events: [],
  ownName: /^\w+$/,
  fields: {
    ecomm_pagetype: /^(home|searchresults|category|product|cart|purchase|other)$/,
    ecomm_prodid: ['string'],
    items: [{ id: 'string', 'price?': 'number', quantity: 'number' }],
    revenue_value: 'number',
    currency: CURRENCY,
    transaction_id: 'string',
    search_term: 'string',
    event_label: 'string',
    event_id: 'string',
  },
};

/** What of a call does not agree with what the vendor says. */
export function violations(
  schema: AdSchema,
  name: string,
  fields: object,
  own: readonly string[] = [],
): readonly string[] {
  const isKnown = schema.events.includes(name);
  const odd = Object.entries(fields).flatMap(([field, value]) => {
    const kind = schema.fields[field];
    if (kind === undefined) return own.includes(field) ? [] : [`${name}.${field} is no field of the vendor`];
    return isKind(value, kind) ? [] : [`${name}.${field} is ${JSON.stringify(value)}`];
  });
  const missing = (schema.needs?.[name] ?? [])
    .filter(field => !(field in fields))
    .map(field => `${name}.${field} is missing`);
  return [...(isKnown || schema.ownName.test(name) ? [] : [`${name} is no event`]), ...odd, ...missing];
}

function isKind(value: unknown, kind: Kind): boolean {
  if (typeof kind === 'string') return typeof value === kind && value !== '' && !Number.isNaN(value);
  if (kind instanceof RegExp) return typeof value === 'string' && kind.test(value);
  if (Array.isArray(kind)) return Array.isArray(value) && value.length > 0 && value.every(one => isKind(one, kind[0]));
  const fields = Object.entries(kind).map(([name, one]) => [name.replace('?', ''), one, name.endsWith('?')] as const);
  const known: Readonly<Record<string, unknown>> = Object(value);
  return (
    Object.keys(known).every(name => fields.some(([field]) => field === name)) &&
    fields.every(([name, one, isOptional]) => (known[name] === undefined ? isOptional : isKind(known[name], one)))
  );
}
