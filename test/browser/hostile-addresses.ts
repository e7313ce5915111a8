import { CODE } from './hostile-pieces.js';

const SCHEMES = ['javascript', 'JaVaScRiPt', 'vbscript', 'livescript', 'data', 'blob', 'file', 'filesystem', 'about'];
const SPELLINGS: readonly ((scheme: string) => string)[] = [
  scheme => `${scheme}:${CODE}`,
  scheme => `  ${scheme}:${CODE}`,
  scheme => `\u0001\u001f${scheme}:${CODE}`,
  scheme => `${scheme.slice(0, 4)}\t${scheme.slice(4)}:${CODE}`,
  scheme => `${scheme.slice(0, 4)}\r\n${scheme.slice(4)}:${CODE}`,
  scheme => `${scheme}://%0a${CODE}`,
  scheme => `${scheme}&colon;${CODE}`,
  scheme => `${scheme}%3A${CODE}`,
  scheme => `${scheme}\u0000:${CODE}`,
];
const ELSEWHERE: readonly string[] = [
  `data:text/html,<script>${CODE}</script>`,
  `data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg onload=${CODE} xmlns="http://www.w3.org/2000/svg"/>`,
  `feed:javascript:${CODE}`,
  `view-source:javascript:${CODE}`,
  `jar:javascript:${CODE}!/`,
  `ｊavascript:${CODE}`,
  `java\u00adscript:${CODE}`,
  `//stolen.example/`,
  `\\\\stolen.example/`,
  `/path" onclick="${CODE}`,
  `#" autofocus onfocus="${CODE}`,
  `?<script>${CODE}</script>`,
  `mailto:a@b.example`,
  `ws://stolen.example/`,
  `http://[`,
  `https://user:secret@stolen.example/`,
  `data:text/html;charset=utf-7,+ADw-script+AD4-${CODE}+ADw-/script+AD4-`,
  `data:text/html;charset=x;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg`,
  `data:application/xhtml+xml,<script xmlns="http://www.w3.org/1999/xhtml">${CODE}</script>`,
  `data:text/xml,<x:script xmlns:x="http://www.w3.org/1999/xhtml">${CODE}</x:script>`,
  `data:text/javascript,${CODE}`,
  `data:,${CODE}`,
  `DATA:TEXT/HTML,<svg/onload=${CODE}>`,
  `data:multipart/x-mixed-replace,<script>${CODE}</script>`,
  `http:javascript:${CODE}`,
  `https:///javascript:${CODE}`,
  `http://stolen.example\\@localhost/`,
  `https:\\stolen.example/`,
  `/\\stolen.example/`,
  `\t//stolen.example/`,
  `http://localhost:80@stolen.example/`,
  `http://[::1]:99999/`,
  `http://0x7f.1/stolen`,
  `http://2130706433/stolen`,
  `http://stolen.example%00.localhost/`,
  `http://\u3002stolen/`,
  `http://xn--stln-5qa.example/`,
  `http:\n//stolen.example/`,
  `http:`,
  `://`,
  `:javascript:${CODE}`,
  `./javascript:${CODE}`,
  `?javascript:${CODE}`,
  `#javascript:${CODE}`,
  `javascript:`,
  `javascript`,
  `javascript:javascript:${CODE}`,
  `javascript:/*--></title></style>*/${CODE}`,
  `javascript:'\\x3cscript>${CODE}</script>'`,
  `javascript:void(0)?.${CODE}`,
  `javascript:import('/stolen')`,
  `javascript:location='/stolen'`,
  `javascript:"<img src=/stolen>"`,
  `./__proto__`,
  `constructor:${CODE}`,
  `./toString`,
];

/** Schemes that open something else than a page of the web. */
const OTHERS = [
  ...['intent', 'tel', 'sms', 'market', 'ms-settings', 'ms-msdt', 'search-ms', 'itms-apps', 'facetime', 'zoommtg'],
  ...['chrome', 'chrome-extension', 'moz-extension', 'resource', 'view-source', 'mhtml', 'mk', 'res', 'cid', 'mid'],
  ...['ftp', 'wss', 'urn', 'web+x', 'x-javascript', 'jscript', 'mocha', 'ecmascript', 'wyciwyg', 'android-app'],
];
/** What a browser takes away before or within a scheme, and what it does not. */
const BLANKS = [
  ...Array.from({ length: 33 }, (_, point) => String.fromCodePoint(point)),
  ...['\u007f', '\u0085', '\u00a0', '\u1680', '\u2003', '\u200b', '\u2028', '\u202e', '\u2060', '\u3000', '\ufeff'],
];
/** The letter at a place spelt in another way. */
const LETTERS: readonly ((letter: string) => string)[] = [
  letter => `${letter}\t`,
  letter => `${letter}\n`,
  letter => `%${letter.charCodeAt(0).toString(16)}`,
  letter => `&#${letter.charCodeAt(0)};`,
  letter => `\\u00${letter.charCodeAt(0).toString(16)}`,
  letter => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0),
];

/** Addresses that are code in some spelling, or lead somewhere else. */
export const ADDRESSES: readonly string[] = [
  ...SCHEMES.flatMap(scheme => SPELLINGS.map(spell => spell(scheme))),
  ...ELSEWHERE,
  ...OTHERS.map(scheme => `${scheme}:${CODE}`),
  ...BLANKS.map(blank => `${blank}${blank}javascript:${CODE}`),
  ...[0, 3, 9].flatMap(place => LETTERS.map(spell => spelt(place, spell))),
];

function spelt(place: number, spell: (letter: string) => string): string {
  return `${Array.from('javascript', (letter, at) => (at === place ? spell(letter) : letter)).join('')}:${CODE}`;
}
