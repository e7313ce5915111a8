import { expect, it } from 'vitest';
import { type Draw, draw } from '../corpus/draw.js';
import { type Filled, fill } from '../corpus/fill.js';
import { KEY_FORMS } from '../corpus/key-forms.js';
import { NAMED_SECRETS, NUMBER_NAMES, PHONE_NAMES, PHONES } from '../corpus/named.js';
import { accountsOf, cardsOf } from '../corpus/numbers.js';
import { reveals } from '../corpus/reveals.js';
import { SHOP_LINKS } from '../corpus/shop-links.js';
import { addressOf, take, visit } from '../corpus/take.js';
import { USEFUL_PARAMETERS, USEFUL_PATHS, USEFUL_TEXTS } from '../corpus/useful.js';

const SHOP = 'https://shop.example';
const TIMES = 5;
const escaped = encodeURIComponent;

/** Places of an address, and of data, in which a text may stand that its shape tells. */
const ADDRESSES: readonly ((text: string) => string)[] = [
  text => `${SHOP}/p?x=${escaped(text)}&page=2`,
  text => `${SHOP}/a/${escaped(text)}/b`,
  text => `${SHOP}/p?next=${escaped(`${SHOP}/?x=${escaped(text)}`)}`,
  text => `${SHOP}/a;x=${escaped(text)}`,
];
const SENTENCES: readonly ((text: string) => string)[] = [
  text => `Hello ${text}!`,
  text => `failed: { x: "${text}" }`,
  text => `GET ${SHOP}/a?x=${escaped(text)} 500`,
];
const FIELDS: readonly ((text: string) => unknown)[] = [
  text => take('page_view', { page_title: text }),
  text => take('search', { search_term: text }),
  text => take('exception', { description: text }),
  text => take('note', { a: [{ b: { c: [text] } }] }),
  text => take('note', { a: { [text]: 1 } }),
  text => take('form_submit', { form_name: text, form_id: text }),
];

function shows(kept: unknown, canaries: readonly string[]): boolean {
  return reveals(JSON.stringify(kept) ?? '', canaries);
}

/** What is to be read in an address, a sentence and a field, the places taking turns. */
function shown(finds: readonly Filled[]): string[] {
  return finds.flatMap(({ text, canaries }, index) => {
    const at = <T>(list: readonly T[]): T => list[index % list.length]!;
    const kept: readonly (readonly [string, unknown])[] = [
      [at(ADDRESSES)(text), visit(at(ADDRESSES)(text))],
      [at(SENTENCES)(text), at(FIELDS)(at(SENTENCES)(text))],
      [text, at(FIELDS)(text)],
    ];
    return kept.filter(([, touchpoint]) => shows(touchpoint, canaries)).map(([written]) => written);
  });
}

const filled = (templates: readonly string[], by: Draw): Filled[] =>
  templates.flatMap(template => Array.from({ length: TIMES }, () => fill(template, by)));
const inAddress = (name: string, value: string): string => `${SHOP}/a?b=1&${escaped(name)}=${escaped(value)}`;

const links = (text: string): string[] => [SHOP + text, `GET ${SHOP}${text} failed`, text];

it.each([
  ['cards', cardsOf(draw(21)), 1_273],
  ['accounts', accountsOf(draw(22)), 623],
  ['keys', filled(KEY_FORMS.known, draw(23)), 340],
])('hides %s in addresses, sentences and fields', (_, finds, count) => {
  expect(finds).toHaveLength(count);
  expect(shown(finds)).toEqual([]);
});

it('hides keys of any issuer in addresses and sentences, but for two that a machine drew like words', () => {
  const finds = filled(KEY_FORMS['told in a sentence'], draw(24));
  expect(finds).toHaveLength(180);
  const pure = new Set(finds.map(({ text }) => text));
  expect(shown(finds).filter(text => !pure.has(text))).toHaveLength(2);
});

it.each(Object.entries(SHOP_LINKS))('hides what links of %s open', (_, templates) => {
  const finds = filled(templates, draw(25));
  const read = finds.flatMap(({ text, canaries }) =>
    links(text).filter(link => shows([visit(link), take('note', { link })], canaries)),
  );
  expect(read).toEqual([]);
});

it('hides what stands under the name of a secret in any language', () => {
  const by = draw(26);
  const finds = NAMED_SECRETS.flatMap(name =>
    [by.canary(), by.opaque(14), by.digits(6)].map(value => ({ name, value })),
  );
  const read = finds.filter(({ name, value }) =>
    shows([visit(inAddress(name, value)), take('note', { a: [{ [name]: value }] })], [value]),
  );
  expect(read).toEqual([]);
});

it('hides numbers under the names of personal ones', () => {
  const by = draw(27);
  const finds = NUMBER_NAMES.map(name => ({ name, value: by.digits(9) }));
  const read = finds.filter(({ name, value }) =>
    shows([visit(inAddress(name, value)), take('note', { a: [{ [name]: value }] })], [value]),
  );
  expect(read).toEqual([]);
});

it('hides phone numbers under their names in any language', () => {
  const finds = PHONE_NAMES.flatMap(name => PHONES.map(value => ({ name, value })));
  const read = finds.filter(({ name, value }) =>
    shows(
      [
        visit(inAddress(name, value)),
        take('note', { a: [{ [name]: value }] }),
        take('exception', { description: `failed, ${name}: ${value}` }),
      ],
      [value],
    ),
  );
  expect(read).toEqual([]);
});

it('eats nothing that is useful', () => {
  const addresses = [
    ...USEFUL_PARAMETERS.flatMap(parameter => [`${SHOP}/list?${parameter}`, `${SHOP}/list?a=1&${parameter}&b=2`]),
    ...USEFUL_PATHS.map(path => SHOP + path),
  ];
  expect(addresses.filter(address => addressOf(address) !== address)).toEqual([]);
  const titleOf = (text: string): unknown =>
    (take('page_view', { page_title: text })?.data as Record<string, unknown> | undefined)?.page_title;
  expect(USEFUL_TEXTS.filter(text => titleOf(text) !== text)).toEqual([]);
  const fields = USEFUL_PARAMETERS.filter(parameter => /^[\w.]+=[^%]*$/.test(parameter)).map(parameter => {
    const [name = '', value = ''] = parameter.split('=');
    return { [name]: value };
  });
  expect(fields.filter(data => JSON.stringify(take('note', data)?.data) !== JSON.stringify(data))).toEqual([]);
});
