import { describe, expect, it } from 'vitest';
import { checkAmounts, checkEach, checkNames, checkTable } from '../../src/core/check-names.js';

const KNOWN = { days: 1, when: 1 } as const;
const given = (value: unknown) => value as { days?: number; when?: string };

describe('names of options', () => {
  it('are taken where all are known', () => {
    expect(() => checkNames('', given({ days: 3 }), KNOWN)).not.toThrow();
    expect(() => checkEach('groups', { a: given({ when: 'x' }), b: given({}) }, KNOWN)).not.toThrow();
    expect(() => checkTable('groups', {}, 'groups')).not.toThrow();
    for (const one of [true, false, undefined]) expect(() => checkNames('', one, KNOWN)).not.toThrow();
  });

  it.each([
    ['', { day: 3 }, '`day` must be left out: there is no such option; known are days, when.'],
    ['care', { day: 3 }, '`care.day` must be left out'],
    ['care', { toString: 3 }, '`care.toString` must be left out'],
    ['', 'yes', '`options` must be an object of days, when.'],
    ['care', 5, '`care` must be an object of days, when.'],
    ['care', [], '`care` must be an object of days, when.'],
  ])('are refused with their path: %j %j', (path, value, why) => {
    expect(() => checkNames(path, given(value), KNOWN)).toThrow(why);
  });

  it('are refused in each of several, which have names themselves', () => {
    expect(() => checkEach('groups', { a: given({ day: 3 }) }, KNOWN)).toThrow('`groups.a.day` must be left out');
    expect(() => checkEach('groups', { a: given('x') }, KNOWN)).toThrow('`groups.a` must be an object of days, when.');
    expect(() => checkEach('groups', [given({})] as never, KNOWN)).toThrow(
      '`groups` must be an object, each of them by its name.',
    );
  });
});

describe('amounts', () => {
  it('may be a text of a template, or nothing', () => {
    expect(() => checkAmounts('care', { days: '3' }, ['days'])).not.toThrow();
    expect(() => checkAmounts('care', true as never, ['days'])).not.toThrow();
  });

  it('are refused with their path', () => {
    expect(() => checkAmounts('care', { days: 'soon' }, ['days'])).toThrow('`care.days` must be a number, 0 or more.');
    expect(() => checkAmounts('', { days: -1 }, ['days'])).toThrow('`days` must be a number, 0 or more.');
  });
});
