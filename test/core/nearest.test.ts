import { describe, expect, it } from 'vitest';
import { noOptions, oddOptions, unknownOption, unknownSlice, unknownType } from '../../src/core/nearest.js';

const KNOWN = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase'];

describe('unknownType', () => {
  it.each([
    ['a slip of the key', 'add_to_cartt', 'add_to_cart'],
    ['a missing letter', 'purchse', 'purchase'],
    ['the spelling of code', 'addToCart', 'add_to_cart'],
    ['the spelling of people', 'Begin Checkout', 'begin_checkout'],
    ['another spelling with a slip', 'BEGIN-CHEKOUT', 'begin_checkout'],
    ['a hyphen', 'view-item', 'view_item'],
    ['two letters swapped', 'veiw_item', 'view_item'],
    ['three slips', 'begn_chekot', 'begin_checkout'],
  ])('proposes the nearest known name for %s', (_, type, nearest) => {
    expect(unknownType(type, KNOWN).message).toContain(`"${nearest}"`);
  });

  it.each(['played_a_chord', '', 'x'.repeat(61), `${'x'.repeat(1_000_000)}`])(
    'proposes nothing for what is far from all',
    type => {
      const { code, message } = unknownType(type, KNOWN);
      expect(code).toBe('type-unknown');
      for (const name of KNOWN) expect(message).not.toContain(name);
    },
  );

  it('names the type and says what to do when nothing is known', () => {
    const { code, message } = unknownType('chord', []);
    expect(code).toBe('type-unknown');
    expect(message).toContain('"chord"');
    expect(message).toContain('`vocabulary`');
  });

  it('says a perfect match too', () => {
    expect(unknownType('purchase', KNOWN).message).toContain('Did you mean "purchase"');
  });
});

describe('unknownOption', () => {
  it('names plugin, option, the nearest known one and all there are', () => {
    const { code, plugin, message } = unknownOption('segment', 'writekey', ['writeKey', 'fields']);
    expect([code, plugin]).toEqual(['option-unknown', 'segment']);
    expect(message).toBe(
      'Plugin "segment" has no option `writekey`, which does nothing. Did you mean "writeKey"? Known are writeKey, fields.',
    );
  });

  it('names `createWaymark` where no plugin is meant', () => {
    const { plugin, message } = unknownOption(null, 'consnt', ['site', 'consent']);
    expect(plugin).toBeUndefined();
    expect(message).toBe(
      '`createWaymark` has no option `consnt`, which does nothing. Did you mean "consent"? Known are site, consent.',
    );
  });
});

describe('noOptions', () => {
  it('names who was given them and what could be said there', () => {
    const { code, plugin, message } = noOptions('http', ['url', 'headers']);
    expect([code, plugin]).toEqual(['option-odd', 'http']);
    expect(message).toBe(
      'Plugin "http" was given a text or a list where an object with any of url, headers belongs; it says nothing.',
    );
    expect(noOptions(null, []).message).toContain('`createWaymark` was given');
  });
});

describe('unknownSlice', () => {
  it('names the slice, the nearest there is and all there are', () => {
    expect(unknownSlice('carts', ['cart', 'orders'])).toEqual({
      code: 'slice-unknown',
      message: 'No plugin owns the slice "carts"; nothing was corrected. Did you mean "cart"? Known are cart, orders.',
    });
  });
});

describe('oddOptions', () => {
  it('takes what can be meant so, numbers of a template included', () => {
    expect(
      oddOptions({
        rate: '20',
        retention: { touchpointDays: '7' },
        automation: 'allow',
        enabled: true,
        share: { domain: 'a.example' },
      }),
    ).toEqual([]);
    expect(
      oddOptions({ rate: Number.POSITIVE_INFINITY, retention: { profileDays: undefined }, automation: 'memory' }),
    ).toEqual([]);
    expect(oddOptions({ rate: null, share: undefined })).toEqual([]);
  });

  it.each([
    [{ rate: 'fast' }, '`rate` as "fast"', 'a number above 0'],
    [{ rate: 0 }, '`rate` as 0', 'a number above 0'],
    [{ retention: 5 }, '`retention` as 5', '{ touchpointDays: 30 }'],
    [{ retention: { profileDays: -1 } }, '`retention` as {"profileDays":-1}', 'above 0'],
    [{ automation: 'yes' }, '`automation` as "yes"', '"memory" or "allow"'],
    [{ enabled: 'false' }, '`enabled` as "false"', 'true or false'],
    [{ share: 'shop.example' }, '`share` as "shop.example"', '{ domain: "shop.example" }'],
  ])('says of %j what to give instead', (options, given, wanted) => {
    const [problem, ...more] = oddOptions(options);
    expect([problem?.code, more]).toEqual(['option-odd', []]);
    expect(problem?.message).toContain(given);
    expect(problem?.message).toContain(wanted);
  });
});
