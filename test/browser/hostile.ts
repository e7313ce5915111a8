import { ADDRESSES } from './hostile-addresses.js';
import { CODE, HANDLERS, MUTATIONS, PLAIN, SHORT, TEMPLATES } from './hostile-pieces.js';

type Spell = (code: string) => string;

/** Ways to get out of where a text may stand, and into another meaning. */
const BREAKS: readonly Spell[] = [
  code => `">${code}`,
  code => `'>${code}`,
  code => `--></style></title></textarea></script>${code}`,
  code => code.replace(/</g, '\u0000<').replace(/=/, ' \n= '),
];

/** Elements that run a handler by themselves: name, attributes, event. */
const RUNNING: readonly (readonly [tag: string, attributes: string, event: string])[] = [
  ['img', 'src=x', 'onerror'],
  ['svg', 'x=y', 'onload'],
  ['body', 'id=b', 'onload'],
  ['video', 'src=x', 'onerror'],
  ['audio', 'src=x', 'onerror'],
  ['details', 'open', 'ontoggle'],
  ['input', 'autofocus', 'onfocus'],
  ['div', 'tabindex=0 autofocus', 'onfocus'],
  ['iframe', 'src=about:blank', 'onload'],
  ['object', 'data=x', 'onerror'],
  ['embed', 'src=x', 'onload'],
  ['link', 'rel=stylesheet href=x', 'onerror'],
  ['script', 'src=x', 'onerror'],
  ['style', 'media=all', 'onload'],
];

/** How a handler may be spelt. */
const SPELLINGS: readonly ((tag: string, attributes: string, event: string) => string)[] = [
  (tag, attributes, event) => `<${tag.toUpperCase()} ${attributes} ${event.replace('on', 'oN')}="${CODE}">`,
  (tag, attributes, event) => `<${tag}/${attributes.replace(/ /g, '/')}/${event}='${CODE}'>`,
  (tag, attributes, event) => `<${tag}\n\t${attributes}\f${event}\n=\r\n"${CODE}"\t>`,
  (tag, attributes, event) => `<${tag} ${attributes} ${event}=${entities(CODE, code => `&#${code};`)}>`,
  (tag, attributes, event) => `<${tag} ${attributes} ${event}="${entities(CODE, code => `&#x0${code.toString(16)}`)}">`,
  (tag, attributes, event) => `<x y="<${tag} ${attributes} ${event}=${CODE}>"><${tag} ${attributes} ${event}=${CODE} <`,
];

/** What is read by other rules than the rest of a page. */
const FOREIGN: readonly Spell[] = [
  ...['svg', 'math', 'svg><foreignObject', 'svg><desc', 'svg><title', 'math><mtext', 'math><mi', 'svg><style'].map(
    open =>
      (code: string): string =>
        `<${open}>${code}`,
  ),
  code => `<math><annotation-xml encoding="text/html">${code}`,
  code => `<math><mtext><mglyph>${code}`,
  code => `<svg><![CDATA[>${code}]]></svg>`,
  code => `<svg><p>${code}`,
];

/** What is read as text, dropped, or moved elsewhere by the parser. */
const CONTAINERS: readonly string[] = [
  ...['title', 'textarea', 'style', 'script', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext'],
  ...['template', 'select', 'table', 'option', 'colgroup', 'frameset', 'head', 'caption'],
];

const ENCODINGS: readonly Spell[] = [
  code => entities(code, point => `&#${point};`),
  code => entities(code, point => `&#0000${point}`),
  code => entities(code, point => `&#x${point.toString(16)};`),
  code => entities(code, point => `&#X00${point.toString(16)};`),
  code => code.replace(/</g, '&LT').replace(/>/g, '&GT;'),
  code => code.replace(/</g, '&amp;lt;').replace(/>/g, '&amp;gt;'),
  code => encodeURIComponent(code),
  code => encodeURIComponent(encodeURIComponent(code)),
  code => entities(code, point => `%u00${point.toString(16)}`),
  code => entities(code, point => `\\x${point.toString(16)}`),
  code => entities(code, point => `\\u{${point.toString(16)}}`),
  code => entities(code, point => `\\${point.toString(16)} `),
  code => entities(code, point => String.fromCodePoint(point > 0x20 ? point + 0xfee0 : point)),
  code => Buffer.from(code).toString('base64'),
  code => code.replace(/</g, '‹').replace(/>/g, '›').replace(/=/g, '꞊'),
];

/** Controls, marks that turn the direction, and what cannot be seen. */
const INVISIBLE: readonly string[] = [
  ...['\u0000', '\u0008', '\u000b', '\u001b', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u034f', '\u061c', '\u180e'],
  ...['\u200b', '\u200d', '\u200f', '\u2028', '\u2029', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\ufffc'],
  ...['\u{e0041}', '\ufe0f'],
];

const FIRST = SHORT[0] ?? '';

/** Texts that are markup, code or a template in some language. */
export const HOSTILE_TEXTS: readonly string[] = once([
  ...HANDLERS,
  ...BREAKS.flatMap(broken => HANDLERS.map(broken)),
  ...RUNNING.flatMap(parts => SPELLINGS.map(spell => spell(...parts))),
  ...FOREIGN.flatMap(wrap => SHORT.map(wrap)),
  ...CONTAINERS.flatMap(tag => [
    `<${tag}>${FIRST}</${tag}>`,
    `<${tag}></${tag}>${FIRST}`,
    `<${tag} x="</${tag}>${FIRST}">`,
  ]),
  ...MUTATIONS,
  ...ENCODINGS.flatMap(encode => SHORT.map(encode)),
  ...INVISIBLE.flatMap(mark => [`${mark}${FIRST}${mark}`, FIRST.replace('<img', `<${mark}img${mark}`)]),
  ...TEMPLATES,
  ...PLAIN,
]);

/** Addresses that are code in some spelling, or lead somewhere else. */
export const HOSTILE_URLS: readonly string[] = once(ADDRESSES);

function once(rows: readonly string[]): readonly string[] {
  return [...new Set(rows)];
}

function entities(code: string, spell: (point: number) => string): string {
  return Array.from(code, letter => spell(letter.codePointAt(0) ?? 0)).join('');
}
