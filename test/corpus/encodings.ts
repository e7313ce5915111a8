import type { Draw } from './draw.js';

/** A way to write a text that something later reads again. */
export interface Encoding {
  readonly name: string;
  encode(text: string, draw: Draw): string;
  /** Why nobody need see through it, where one may say so. */
  readonly why?: string;
}

const hex = (text: string): string =>
  [...Buffer.from(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');
const letters = (text: string, change: (letter: string) => string): string => [...text].map(change).join('');
const odd = (letter: string): boolean => !/[a-z\d]/i.test(letter);

/** What an address can hold raw stays as it is. */
export const plain = (text: string): string =>
  letters(text, letter => (/[\s&#?%"<>+;{}]/.test(letter) ? hex(letter) : letter));

export const ENCODINGS: readonly Encoding[] = [
  { name: 'plain', encode: plain },
  { name: 'percent', encode: encodeURIComponent },
  { name: 'percent, every character, lower hex', encode: hex },
  { name: 'percent, every character, upper hex', encode: text => hex(text).toUpperCase() },
  { name: 'percent twice', encode: text => encodeURIComponent(encodeURIComponent(text)) },
  { name: 'percent three times', encode: text => encodeURIComponent(encodeURIComponent(encodeURIComponent(text))) },
  { name: 'every character percent, twice', encode: text => encodeURIComponent(hex(text)) },
  { name: 'form', encode: text => new URLSearchParams({ _: text }).toString().slice(2) },
  {
    name: 'some characters percent, some twice',
    encode: (text, { below }) =>
      letters(text, letter =>
        [() => plain(letter), () => hex(letter), () => encodeURIComponent(hex(letter))][below(3)]!(),
      ),
  },
  {
    name: '%u',
    encode: text =>
      letters(text, letter => (odd(letter) ? `%u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter)),
  },
  { name: 'entities', encode: text => letters(text, letter => (odd(letter) ? `&#${letter.charCodeAt(0)};` : letter)) },
  {
    name: 'entities in percent',
    encode: text =>
      encodeURIComponent(letters(text, letter => (odd(letter) ? `&#x${letter.charCodeAt(0).toString(16)};` : letter))),
  },
  { name: 'base64', encode: text => encodeURIComponent(Buffer.from(text).toString('base64')) },
  { name: 'base64url', encode: text => Buffer.from(text).toString('base64url') },
  { name: 'base64 raw', encode: text => Buffer.from(text).toString('base64') },
  {
    name: 'full width',
    encode: text =>
      encodeURIComponent(text.replace(/[@\d]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))),
  },
  {
    name: 'full width raw',
    encode: text => plain(text.replace(/[@\d]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))),
  },
  {
    name: 'JSON',
    encode: text => encodeURIComponent(JSON.stringify({ filter: { page: 2, note: text } })),
  },
  {
    name: 'JSON escapes',
    encode: text => encodeURIComponent(JSON.stringify({ note: text }).replace(/[@.]/g, escaped)),
  },
  { name: 'base64 of JSON', encode: text => Buffer.from(JSON.stringify({ v: 1, user: text })).toString('base64url') },
  {
    name: 'hex',
    encode: text => Buffer.from(text).toString('hex'),
    why: 'digests and ids are hex as well; nothing sends text so',
  },
  {
    name: 'base64 twice',
    encode: text => Buffer.from(Buffer.from(text).toString('base64')).toString('base64url'),
    why: 'nothing sends text so',
  },
  { name: 'at in words', encode: text => plain(text.replace('@', ' (at) ')), why: 'written to be read by people only' },
];

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
