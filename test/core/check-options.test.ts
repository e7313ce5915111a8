import { describe, expect, it } from 'vitest';
import {
  AMOUNT,
  type Checks,
  checkEach,
  checkOptions,
  isTable,
  must,
  TEXT,
  TEXTS,
} from '../../src/core/check-options.js';

interface Options {
  days?: number;
  when?: string;
  card?: boolean | { title?: string };
}

const CHECKS: Checks<Options> = {
  days: AMOUNT,
  when: 1,
  card: { title: [value => typeof value === 'string', 'a text'] },
};
const given = (value: unknown) => value as Options;

describe('options', () => {
  it('are taken where all are known and can be meant', () => {
    expect(() => checkOptions('', given({ days: 3, when: 5, card: { title: 'x' } }), CHECKS)).not.toThrow();
    expect(() => checkEach('groups', { a: given({ when: 'x' }), b: given({}) }, CHECKS)).not.toThrow();
    for (const one of [true, false, undefined]) expect(() => checkOptions('', one, CHECKS)).not.toThrow();
  });

  it('may be nothing, and `true` or nothing where there are options inside', () => {
    expect(() => checkOptions('', given({ days: undefined, when: undefined }), CHECKS)).not.toThrow();
    for (const card of [true, false, null, undefined, {}])
      expect(() => checkOptions('', given({ card }), CHECKS)).not.toThrow();
  });

  it.each([
    ['', { day: 3 }, '`day` must be left out: there is no such option; known are days, when, card.'],
    ['care', { day: 3 }, '`care.day` must be left out'],
    ['care', { day: undefined }, '`care.day` must be left out'],
    ['care', { toString: 3 }, '`care.toString` must be left out'],
    ['', 'yes', '`options` must be an object of days, when, card.'],
    ['care', 5, '`care` must be an object of days, when, card.'],
    ['care', [], '`care` must be an object of days, when, card.'],
    ['', { card: 'top' }, '`card` must be an object of title.'],
    ['', { card: { titel: 'x' } }, '`card.titel` must be left out: there is no such option; known are title.'],
    ['care', { card: { title: 5 } }, '`care.card.title` must be a text.'],
  ])('are refused with their path: %j %j', (path, value, why) => {
    expect(() => checkOptions(path, given(value), CHECKS)).toThrow(why);
  });

  it('are refused in each of several, which have names themselves', () => {
    expect(() => checkEach('groups', { a: given({ day: 3 }) }, CHECKS)).toThrow('`groups.a.day` must be left out');
    expect(() => checkEach('groups', { a: given('x') }, CHECKS)).toThrow(
      '`groups.a` must be an object of days, when, card.',
    );
    expect(() => checkEach('groups', [given({})] as never, CHECKS)).toThrow(
      '`groups` must be an object, each of them by its name.',
    );
  });

  it('are refused by one code', () => {
    expect(() => must(false, 'care', 'there')).toThrow(expect.objectContaining({ code: 'option-odd' }));
    expect(() => must({}, 'care', 'there')).not.toThrow();
  });

  it('hold names where they are an object that is no list', () => {
    expect([{}, [], 'x', null, undefined].map(isTable)).toEqual([true, false, false, false, false]);
  });
});

describe('amounts', () => {
  it('may be a text of a template', () => {
    expect(() => checkOptions('care', given({ days: '3' }), CHECKS)).not.toThrow();
  });

  it('are refused with their path', () => {
    expect(() => checkOptions('care', given({ days: 'soon' }), CHECKS)).toThrow(
      '`care.days` must be a number, 0 or more.',
    );
    expect(() => checkOptions('', given({ days: -1 }), CHECKS)).toThrow('`days` must be a number, 0 or more.');
  });
});

describe('texts and lists of them', () => {
  const checks: Checks<{ name?: string; own?: string[] }> = { name: TEXT, own: TEXTS };

  it('are taken, also where a text is left empty', () => {
    for (const one of [
      { name: 'a', own: ['*'] },
      { name: '', own: [] },
    ])
      expect(() => checkOptions('links', one, checks)).not.toThrow();
  });

  it('are refused with their path', () => {
    expect(() => checkOptions('links', { name: 5 } as never, checks)).toThrow('`links.name` must be a text.');
    for (const own of ['a', [1], {}])
      expect(() => checkOptions('links', { own } as never, checks)).toThrow('`links.own` must be a list of texts.');
  });
});
