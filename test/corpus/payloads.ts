import { draw } from './draw.js';
import { KINDS } from './kinds.js';

/** What a page says of itself, with things that must not come through. */
export interface PayloadRow {
  readonly name: string;
  readonly type: string;
  readonly data: unknown;
  readonly context?: unknown;
  readonly canaries: readonly string[];
  readonly debatable?: true;
  readonly why?: string;
}

export interface PayloadControl {
  readonly name: string;
  readonly type: string;
  readonly data: object;
}

const by = draw(31);
const make = (kind: keyof typeof KINDS): (() => { text: string; canaries: readonly string[] }) => {
  const next = (): ReturnType<(typeof KINDS)[string]> => {
    const find = KINDS[kind]!(by);
    return find.debatable ? next() : find;
  };
  return next;
};
const [email, card, iban, jwt, key] = (['e-mail', 'card', 'iban', 'signed token', 'key'] as const).map(make) as [
  ReturnType<typeof make>,
  ReturnType<typeof make>,
  ReturnType<typeof make>,
  ReturnType<typeof make>,
  ReturnType<typeof make>,
];
const word = (): { text: string; canaries: readonly string[] } => {
  const text = by.canary();
  return { text, canaries: [text] };
};

type Shape = (text: string) => unknown;

/** A row: what is hidden, and where. */
function hide(
  name: string,
  find: { text: string; canaries: readonly string[] },
  shape: Shape,
  more: Partial<PayloadRow> = {},
): PayloadRow {
  return { name, type: 'note', data: shape(find.text), canaries: find.canaries, ...more };
}

const deep = (levels: number, leaf: unknown): unknown => (levels ? { in: deep(levels - 1, leaf) } : leaf);
const url = (query: string): string => `https://shop.example/a?${query}`;

const KINDS_IN_TEXT: readonly PayloadRow[] = Object.keys(KINDS).flatMap(kind => {
  const find = make(kind);
  return [
    hide(`${kind} in a field`, find(), text => ({ note: text })),
    hide(`${kind} in a title`, find(), text => ({ page_title: `Hello ${text} – Shop` }), { type: 'page_view' }),
    hide(`${kind} in a search term`, find(), text => ({ search_term: text }), { type: 'search' }),
    hide(`${kind} in a list`, find(), text => ({ list: ['a', [text], 'b'] })),
    hide(`${kind} seven levels down`, find(), text => deep(7, text)),
    hide(
      `${kind} in a field of a product`,
      find(),
      text => ({ currency: 'EUR', value: 1, items: [{ item_id: 'a', item_name: text }] }),
      { type: 'view_item' },
    ),
    hide(`${kind} in a sentence, percent-encoded`, find(), text => ({ note: `see ${encodeURIComponent(text)} now` })),
    hide(`${kind} in JSON in a text`, find(), text => ({ note: JSON.stringify({ a: [{ b: text }] }) })),
    hide(`${kind} as a key`, find(), text => ({ [text]: 1 })),
    hide(`${kind} as a key of a record in a list`, find(), text => ({ list: [{ [text]: { on: true } }] })),
    hide(`${kind} in the context`, find(), () => ({}), {}),
  ].map(row => (row.name.endsWith('context') ? { ...row, ...inContext(find()) } : row));
});

function inContext({ text, canaries }: { text: string; canaries: readonly string[] }): Partial<PayloadRow> {
  return { context: { note: text }, canaries };
}

const FIELDS: readonly PayloadRow[] = [
  ...['password', 'access_token', 'apiKey', 'client_secret', 'newPassword', 'user[password]', 'card-token'].map(name =>
    hide(`the value of a field called ${name}`, word(), text => ({ form: { [name]: text } })),
  ),
  hide('a list in a field called password', word(), text => ({ password: [text] })),
  hide('a record in a field called credentials', word(), text => ({ credentials: { first: text } })),
  ...['session_id', 'key', 'session', 'signature', 'auth', 'pass'].map(name =>
    hide(`the value of a field called ${name}`, word(), text => ({ [name]: text }), {
      debatable: true,
      why: 'in data the word has other meanings too: a key of a song, a session of a course',
    }),
  ),
  hide('a telephone number in its field', { text: '+49 30 48120734', canaries: ['48120734'] }, text => ({
    customer: { phone: text },
  })),
  hide('a telephone number in its field, in camel case', { text: '030 48120735', canaries: ['48120735'] }, text => ({
    mobileNumber: text,
  })),
  hide('a telephone number as a number', { text: '4930481207', canaries: ['4930481207'] }, text => ({ phone: +text }), {
    debatable: true,
    why: 'the promise is about string fields',
  }),
  hide(
    'a card number as a number',
    { text: '4111111111111111', canaries: ['4111111111111111'] },
    text => ({ card: +text }),
    {
      debatable: true,
      why: 'the promise is about string fields',
    },
  ),
  hide(
    'a telephone number behind its word',
    { text: 'Phone: +49 30 48120736', canaries: ['48120736'] },
    text => ({ note: text }),
    {
      debatable: true,
      why: 'marked by a word of a language; the words are many',
    },
  ),
];

const ADDRESSES: readonly PayloadRow[] = [
  ...[
    'HTTPS://shop.example/a?',
    ' https://shop.example/a?',
    '//shop.example/a?',
    '?',
    'a/b?',
    '../a?',
    './?',
    'shop.example/a?',
    'android-app://example/a?',
    'ftp://shop.example/a?',
    'blob:https://shop.example/a?',
    'view-source:https://shop.example/a?',
    'app://cart?',
    '\thttps://shop.example/?',
    'wss://shop.example/socket?',
  ].map(start =>
    hide(`a token in an address that begins with ${JSON.stringify(start)}`, word(), text => ({
      link: `${start}token=${text}&b=1`,
    })),
  ),
  ...['page_location', 'page_referrer', 'page_route', 'link_url', 'href', 'source'].map(name =>
    hide(
      `a token in ${name}`,
      word(),
      text => ({ [name]: name === 'page_route' ? `#/reset?token=${text}` : url(`token=${text}`) }),
      { type: 'page_view' },
    ),
  ),
  hide('the fragment of an address', word(), text => ({ link: `https://shop.example/cb#access_token=${text}` })),
  hide('an address in a sentence', word(), text => ({ note: `Go to ${url(`x=1&token=${text}`)} now.` })),
  hide('an address in brackets in a sentence', word(), text => ({ note: `[here](${url(`token=${text}`)}), please` })),
  hide('credentials in an address in a sentence', word(), text => ({
    note: `clone https://jane:${text}@git.example/a`,
  })),
  hide('an address in a title', word(), text => ({ page_title: `${url(`token=${text}`)} | Shop` }), {
    type: 'page_view',
  }),
  hide('two addresses in a text', word(), text => ({ note: `${url('a=1')} ${url(`token=${text}`)}` })),
  hide('an address in JSON in a text', word(), text => ({ note: JSON.stringify({ link: url(`token=${text}`) }) })),
  hide('an HTML link in a text', word(), text => ({ note: `<a href="${url(`a=1&amp;token=${text}`)}">open</a>` })),
  hide('an address in a line of its own', word(), text => ({ note: `open\n${url(`token=${text}`)}\nnow` })),
  hide(
    'a route with a token in it',
    { text: by.opaque(32), canaries: [] },
    text => ({ page_route: `#/reset/${text}` }),
    { type: 'page_view' },
  ),
  hide('a mailto link', word(), text => ({ link: `mailto:${text}@example.com?subject=hi` })),
  hide('a tel link', { text: '+49-30-48120737', canaries: ['48120737'] }, text => ({ link: `tel:${text}` })),
  hide('an sms link', { text: '+493048120738', canaries: ['48120738'] }, text => ({ link: `sms:${text}?body=hi` })),
  hide(
    'a link to a messenger',
    { text: '493048120739', canaries: ['48120739'] },
    text => ({ link: `https://wa.me/${text}` }),
    {
      debatable: true,
      why: 'the number is that of the shop as a rule',
    },
  ),
  hide('a header in a text', word(), text => ({ note: `Authorization: Bearer ${text}${by.opaque(30)}` }), {
    debatable: true,
    why: 'a text of free words is no place of parameters',
  }),
  hide('a pair in a text', word(), text => ({ note: `token=${text}` }), {
    debatable: true,
    why: 'a text of free words is no place of parameters',
  }),
  hide('a pair with a colon in a text', word(), text => ({ note: `password: ${text}` }), {
    debatable: true,
    why: 'a text of free words is no place of parameters',
  }),
  hide('a form body in a text', word(), text => ({ body: `user=jane&password=${text}&go=1` })),
].map(row =>
  row.canaries.length ? row : { ...row, canaries: [/reset\/(\w+)/.exec(JSON.stringify(row.data))?.[1] ?? ''] },
);

const ODD: readonly PayloadRow[] = [
  hide('an e-mail address in a campaign term', email(), text => ({ channel: 'email', term: text }), {
    type: 'campaign_details',
  }),
  hide(
    'an e-mail address in a coupon',
    email(),
    text => ({ transaction_id: 'T1', coupon: text, value: 1, currency: 'EUR' }),
    {
      type: 'purchase',
      debatable: true,
      why: 'a declared id is kept as it is; the promise speaks of card detection only, so an e-mail address in one may be hidden',
    },
  ),
  hide(
    'an e-mail address in a transaction id',
    email(),
    text => ({ transaction_id: text, value: 1, currency: 'EUR' }),
    {
      type: 'purchase',
      debatable: true,
      why: 'a declared id is kept as it is; the promise speaks of card detection only, so an e-mail address in one may be hidden',
    },
  ),
  hide('a card number in a product name', card(), text => ({ items: [{ item_id: '1', item_name: `Card ${text}` }] }), {
    type: 'view_item',
  }),
  hide('an account number in a shipping tier', iban(), text => ({ shipping_tier: text }), {
    type: 'add_shipping_info',
  }),
  hide('a signed token in a method', jwt(), text => ({ method: `Bearer ${text}` }), { type: 'login' }),
  hide('a key in a method', key(), text => ({ method: text }), { type: 'login' }),
  hide('an e-mail address as a Date would be', email(), text => ({ at: { toJSON: () => text, toString: () => text } })),
  hide('an e-mail address in a String object', email(), text => ({ note: Object(text) })),
  hide('an e-mail address in a Map', email(), text => ({ map: new Map([[text, text]]) })),
  hide('an e-mail address in an Error', email(), text => ({ error: new Error(text) })),
  hide('an e-mail address behind a getter', email(), text => ({
    get note() {
      return text;
    },
  })),
  hide('an e-mail address in a URL object', email(), text => ({
    link: new URL(`https://shop.example/?q=${encodeURIComponent(text)}`),
  })),
  hide('an e-mail address in a list of letters', email(), text => ({ letters: [...text] }), {
    debatable: true,
    why: 'nobody writes so',
  }),
  hide('an e-mail address in two fields', email(), text => ({ local: text.split('@')[0], host: text.split('@')[1] }), {
    debatable: true,
    why: 'neither field says what it is a part of',
  }),
  hide('an e-mail address as a type', email(), () => ({}), {
    debatable: true,
    why: 'the name of a type is written in code',
  }),
  hide('an e-mail address where the text is cut', email(), text => ({ note: `${'x '.repeat(32_700)}${text}` }), {
    debatable: true,
    why: 'a text of 64 KiB that is cut in the middle of one is rare',
  }),
  hide('e-mail addresses side by side', email(), text => ({ note: `a@b.de,${text};<${text}>|${text}` })),
  hide('an e-mail address between letters of other scripts', email(), text => ({ note: `メール：${text}。` })),
  hide('an e-mail address in upper case in a long text', email(), text => ({
    note: `${'word '.repeat(1_000)}${text.toUpperCase()}`,
  })),
  hide('an e-mail address with a name', email(), text => ({ note: `"Jane Doe" <${text}>` })),
  hide('an e-mail address with a no-break space', email(), text => ({ note: `\u00a0${text}\u00a0` })),
];

export const payloadRows: readonly PayloadRow[] = [...KINDS_IN_TEXT, ...FIELDS, ...ADDRESSES, ...ODD].map(row =>
  row.name.endsWith('as a type') ? { ...row, type: `${row.canaries[0]}@example.com` } : row,
);

export const payloadControls: readonly PayloadControl[] = [
  {
    name: 'traits',
    type: 'identify',
    data: {
      user_id: 'customer-7',
      traits: {
        email: 'jane@example.com',
        phone: '+49 30 123456',
        card: '4111 1111 1111 1111',
        nested: { token: 'x' },
      },
    },
  },
  { name: 'a correction', type: 'correct', data: { slice: 'identity', value: { email: 'jane@example.com' } } },
  {
    name: 'a purchase',
    type: 'purchase',
    data: {
      transaction_id: '4111111111111111',
      currency: 'EUR',
      value: 218,
      coupon: '5500000000000004',
      items: [
        {
          item_id: '378282246310005',
          item_group_id: '4111111111111111',
          item_name: 'Cedar 0-14',
          item_variant: '4111111111111111',
          price: 219,
          quantity: 1,
        },
      ],
    },
  },
  {
    name: 'words that only look so',
    type: 'note',
    data: {
      tokenizer: 'bpe',
      keyword: 'cedar',
      author: 'Jane Austen',
      passenger: 2,
      keyboard_layout: 'qwertz',
      designer: 'Müller',
    },
  },
  {
    name: 'numbers',
    type: 'note',
    data: { price: 219.5, at: 1_767_607_200_000, count: 0, ratio: -0.5, list: [1, 2, 3] },
  },
  { name: 'nothing', type: 'note', data: { a: null, b: '', c: [], d: {}, e: false } },
  { name: 'a search', type: 'search', data: { search_term: 'token ring adapter' } },
  {
    name: 'a page',
    type: 'page_view',
    data: {
      page_title: 'Cedar 0-14 – Fretwell',
      page_referrer: 'https://www.google.com/search?q=guitar',
      page_route: '#/cart',
    },
  },
  {
    name: 'a campaign',
    type: 'campaign_details',
    data: {
      channel: 'email',
      source: 'newsletter',
      medium: 'email',
      campaign: 'spring_sale',
      click_ids: ['gclid'],
      referrer: 'mail.example',
    },
  },
  {
    name: 'coordinates and versions',
    type: 'note',
    data: { near: '48.8566,2.3522', version: '1.2.3', uuid: '550e8400-e29b-41d4-a716-446655440000' },
  },
  {
    name: 'pictures and handles',
    type: 'note',
    data: { image: 'https://shop.example/img@2x.png', handle: '@fretwell', module: '@scope/name@1.2.3' },
  },
  {
    name: 'variants',
    type: 'note',
    data: { variant: '4111111111111111', sku: '5500000000000004', list: [{ sku: '4111111111111111' }] },
  },
  {
    name: 'ordinary keys',
    type: 'note',
    data: { first: { 'second level': { third_level: 'x' } }, 'a.b': 1, 'c[d]': 2, émile: 3 },
  },
];
