import type { Draw } from './draw.js';
import { plain } from './encodings.js';

/** Something written into an address. */
export interface Pair {
  readonly name: string;
  /** As it is written there, in its encoding. */
  readonly value: string;
  /** As it is meant. */
  readonly text: string;
}

export interface Place {
  readonly name: string;
  write(pair: Pair, draw: Draw): string;
  /** What stands beside it and is still to be read afterwards. */
  readonly keeps?: readonly string[];
  /** Only the value as it is written here matters: other encodings of it would be the same row again. */
  readonly once?: true;
  /** Whether the name is part of it; else what only its name tells is not told. */
  readonly nameless?: true;
  readonly why?: string;
}

const SHOP = 'https://shop.example';
const BESIDE = ['view=grid', 'page=2'];
const nested = ({ name, value }: Pair): string => `https://id.example/callback?step=1&${name}=${value}&lang=de`;
const form = encodeURIComponent;

export const PLACES: readonly Place[] = [
  { name: 'a parameter', keeps: BESIDE, write: ({ name, value }) => `${SHOP}/list?view=grid&${name}=${value}&page=2` },
  {
    name: 'the first parameter',
    write: ({ name, value }) => `${SHOP}/list?${name}=${value}&page=2`,
    keeps: ['page=2'],
  },
  {
    name: 'the last parameter',
    write: ({ name, value }) => `${SHOP}/?view=grid&${name}=${value}`,
    keeps: ['view=grid'],
  },
  {
    name: 'a parameter of a relative address',
    keeps: BESIDE,
    write: ({ name, value }) => `/a/b?view=grid&${name}=${value}&page=2`,
  },
  {
    name: 'parameters set apart by semicolons',
    write: ({ name, value }) => `${SHOP}/list?view=grid;${name}=${value};page=2`,
    keeps: ['view=grid'],
  },
  {
    name: 'parameters set apart by entities',
    write: ({ name, value }) => `${SHOP}/list?view=grid&amp;${name}=${value}&amp;page=2`,
    keeps: ['view=grid'],
  },
  {
    name: 'a parameter in brackets',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/list?view=grid&user[${name}]=${value}&page=2`,
  },
  {
    name: 'a parameter in escaped brackets',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/list?view=grid&user%5B${name}%5D=${value}&page=2`,
  },
  {
    name: 'a list parameter',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/list?view=grid&${name}[]=${value}&page=2`,
  },
  {
    name: 'a numbered parameter',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/list?view=grid&items[0][${name}]=${value}&page=2`,
  },
  {
    name: 'a dotted parameter',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/list?view=grid&user.${name}=${value}&page=2`,
  },
  {
    name: 'a parameter after a second question mark',
    write: ({ name, value }) => `${SHOP}/list?view=grid?${name}=${value}&page=2`,
    keeps: ['view=grid'],
  },
  {
    name: 'a parameter with an escaped name',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/list?view=grid&${escapedName(name)}=${value}&page=2`,
  },
  {
    name: 'a parameter with an escaped equals sign',
    write: ({ name, value }) => `${SHOP}/list?view=grid&${name}%3D${value}&page=2`,
  },
  { name: 'a name', nameless: true, keeps: BESIDE, write: ({ value }) => `${SHOP}/list?view=grid&${value}=1&page=2` },
  {
    name: 'a bare parameter',
    nameless: true,
    keeps: BESIDE,
    write: ({ value }) => `${SHOP}/list?view=grid&${value}&page=2`,
  },
  {
    name: 'JSON in a parameter',
    once: true,
    keeps: BESIDE,
    write: ({ name, text }) =>
      `${SHOP}/list?view=grid&filter=${form(JSON.stringify({ size: 4, user: { [name]: text } }))}&page=2`,
  },
  {
    name: 'raw JSON in a parameter',
    once: true,
    write: ({ name, text }) =>
      `${SHOP}/list?view=grid&filter={"size":4,"${name}":"${text.replace(/[&#;+%?]/g, form)}"}&page=2`,
  },
  {
    name: 'JSON twice escaped',
    once: true,
    write: ({ name, text }) => `${SHOP}/list?view=grid&filter=${form(form(JSON.stringify({ [name]: text })))}`,
  },
  {
    name: 'JSON in base64',
    once: true,
    keeps: BESIDE,
    write: ({ name, text }) =>
      `${SHOP}/list?view=grid&state=${Buffer.from(JSON.stringify({ [name]: text, step: 2 })).toString('base64url')}&page=2`,
  },
  {
    name: 'a query in base64',
    once: true,
    write: ({ name, text }) => `${SHOP}/list?r=${form(Buffer.from(`step=2&${name}=${form(text)}`).toString('base64'))}`,
  },
  {
    name: 'an address in a parameter',
    keeps: BESIDE,
    write: pair => `${SHOP}/login?view=grid&next=${form(nested(pair))}&page=2`,
  },
  {
    name: 'a raw address in a parameter',
    write: pair => `${SHOP}/login?view=grid&next=${nested(pair)}`,
    keeps: ['view=grid'],
  },
  {
    name: 'an address in an address in a parameter',
    write: pair => `${SHOP}/login?next=${form(`https://id.example/?next=${form(nested(pair))}`)}`,
  },
  { name: 'an address twice escaped', write: pair => `${SHOP}/login?next=${form(form(nested(pair)))}` },
  {
    name: 'an address in base64',
    once: true,
    write: pair =>
      `${SHOP}/login?next=${Buffer.from(nested({ ...pair, value: form(pair.text) })).toString('base64url')}`,
  },
  {
    name: 'a path in a parameter',
    keeps: BESIDE,
    write: ({ name, value }) => `${SHOP}/login?view=grid&next=${form(`/callback?${name}=${value}`)}&page=2`,
  },
  {
    name: 'the fragment of an address in a parameter',
    write: ({ name, value }) => `${SHOP}/login?next=${form(`/callback#${name}=${value}&step=2`)}`,
  },
  {
    name: 'the fragment',
    write: ({ name, value }) => `${SHOP}/callback?page=2#${name}=${value}&step=2`,
    keeps: ['page=2'],
  },
  { name: 'the route in the fragment', write: ({ name, value }) => `${SHOP}/app#/reset?${name}=${value}&step=2` },
  { name: 'a route of old', write: ({ name, value }) => `${SHOP}/app#!/account?step=1&${name}=${value}` },
  { name: 'the path', nameless: true, keeps: ['/orders'], write: ({ value }) => `${SHOP}/u/${value}/orders` },
  { name: 'the end of the path', nameless: true, write: ({ value }) => `${SHOP}/unsubscribe/${value}` },
  {
    name: 'the path behind its name',
    write: ({ name, value }) => `${SHOP}/api/${name}/${value}/next`,
    why: 'a path of words: what follows a name need not be its value',
  },
  {
    name: 'a matrix parameter',
    keeps: ['page=2'],
    write: ({ name, value }) => `${SHOP}/cart;lang=de;${name}=${value}?page=2`,
  },
  {
    name: 'a matrix parameter in the middle',
    keeps: ['/items'],
    write: ({ name, value }) => `${SHOP}/cart;${name}=${value}/items`,
  },
  {
    name: 'the user name',
    nameless: true,
    keeps: ['/feed'],
    write: ({ value }) => `https://${userinfo(value)}@shop.example/feed`,
  },
  {
    name: 'the password',
    nameless: true,
    keeps: ['/feed'],
    write: ({ value }) => `https://jane:${userinfo(value)}@shop.example/feed`,
  },
  {
    name: 'the password in an address in a parameter',
    nameless: true,
    write: ({ value }) => `${SHOP}/?next=${form(`https://jane:${userinfo(value)}@id.example/feed`)}`,
  },
  {
    name: 'the password of an address without scheme',
    nameless: true,
    keeps: ['/feed'],
    write: ({ value }) => `//jane:${userinfo(value)}@shop.example/feed`,
  },
  {
    name: 'a campaign parameter',
    keeps: ['utm_source=news'],
    write: ({ value }) => `${SHOP}/?utm_source=news&utm_content=${value}`,
    nameless: true,
  },
  {
    name: 'a parameter named like a campaign',
    keeps: ['utm_source=news'],
    write: ({ name, value }) => `${SHOP}/?utm_source=news&utm_${name}=${value}`,
  },
];

/** In front of the host nothing may look like its end. */
function userinfo(value: string): string {
  return plain(value).replace(/[@/:]/g, form);
}

function escapedName(name: string): string {
  return [...name].map((letter, index) => (index % 2 ? letter : `%${letter.charCodeAt(0).toString(16)}`)).join('');
}
