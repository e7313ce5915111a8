import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PURPOSES } from '../../src/core/purpose.js';
import { readShared, type Shared, writeShared } from '../../src/runtime/shared.js';

const id = fc.stringMatching(/^[a-z0-9]{1,40}$/);
const at = fc.integer({ min: 1, max: 2 ** 43 });
const grant = fc.constantFrom('granted' as const, 'denied' as const, 'pending' as const);
const shared: fc.Arbitrary<Shared> = fc.record({
  visitorId: fc.option(id, { nil: undefined }),
  consent: fc.option(
    fc.record(
      {
        choice: fc.record(Object.fromEntries(PURPOSES.map(purpose => [purpose, grant])), { requiredKeys: [] }),
        at,
        source: fc.constant('share'),
        textVersion: fc.stringMatching(/^[\w-]{1,40}$/),
      },
      { requiredKeys: ['choice', 'at', 'source'] },
    ),
    { nil: undefined },
  ),
  orders: fc.array(fc.record({ hash: fc.stringMatching(/^[0-9a-z]{1,7}$/), at }), { maxLength: 10 }),
});

describe('what subdomains share', () => {
  it('is read as it was written, in 512 bytes that a cookie takes as they are', () => {
    fc.assert(
      fc.property(shared, given => {
        const text = writeShared(given);
        expect(JSON.parse(JSON.stringify(readShared(text)))).toEqual(JSON.parse(JSON.stringify(given)));
        expect(`waymark=${text}`.length).toBeLessThanOrEqual(512);
        expect(text).toMatch(/^[\w.~-]*$/);
      }),
    );
  });

  it('holds the last ten orders', () => {
    const orders = Array.from({ length: 14 }, (_, index) => ({ hash: `h${index}`, at: index + 1 }));
    expect(readShared(writeShared({ orders })).orders).toEqual(orders.slice(4));
  });

  it('leaves out a version of the text that could be more than that', () => {
    const consent = { choice: {}, at: 1, source: 'site', textVersion: 'a; Domain=evil' };
    expect(readShared(writeShared({ consent, orders: [] })).consent).toEqual({ choice: {}, at: 1, source: 'share' });
  });

  it.each([null, '', 'x', '~~~', 'id~gggg.1~', 'id~xxxx.1.~', `${'i'.repeat(41)}~~`, '~~a.b_a.b', 'id~__proto__~'])(
    'holds nothing where %j was written by somebody else',
    text => {
      expect(readShared(text)).toEqual({ visitorId: undefined, consent: undefined, orders: [] });
    },
  );
});
