import { afterEach, describe, expect, it, vi } from 'vitest';
import { redactTouchpoint } from '../../src/core/redact-touchpoint.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { T0 } from './build.js';

function note(more: object): Touchpoint {
  const bare = { id: 't1', at: T0, type: 'note', url: 'https://shop.example/', by: 'site', session: '', data: {} };
  return { ...bare, ...more } as unknown as Touchpoint;
}

describe('redactTouchpoint', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('looks at type, address, data and context', () => {
    const given = note({
      type: 'jane@example.com',
      url: 'https://shop.example/?token=x',
      data: { note: 'jane@example.com' },
      context: { mail: ['jane@example.com'] },
    });
    expect(redactTouchpoint(given).touchpoint).toMatchObject({
      type: '[redacted]',
      url: 'https://shop.example/?token=[redacted]',
      data: { note: '[redacted]' },
      context: { mail: ['[redacted]'] },
    });
  });

  it.each(['identify', 'correct', 'reset'])('takes what a site says with %s as it is meant', type => {
    const data = { user_id: 'customer-7', traits: { email: 'jane@example.com' } };
    expect(redactTouchpoint(note({ type, data })).touchpoint.data).toEqual(data);
  });

  it('freezes what it gives and leaves what it was given', () => {
    const given = note({ data: { deep: { note: 'jane@example.com' } } });
    const { touchpoint } = redactTouchpoint(given);
    expect(Object.isFrozen((touchpoint.data as unknown as { deep: object }).deep)).toBe(true);
    expect(given.data).toEqual({ deep: { note: 'jane@example.com' } });
  });

  it.each([
    ['test', () => vi.spyOn(RegExp.prototype, 'test').mockReturnValue(false)],
    ['exec', () => vi.spyOn(RegExp.prototype, 'exec').mockReturnValue(null)],
    [
      'replace',
      () =>
        vi.spyOn(String.prototype, 'replace').mockImplementation(function (this: string) {
          return `${this}`;
        }),
    ],
    ['matchAll', () => vi.spyOn(String.prototype, 'matchAll').mockReturnValue([][Symbol.iterator]() as never)],
  ])('drops address and texts, and says so, on a page where `%s` lies', (_, lie) => {
    const given = note({
      url: 'https://shop.example/?token=x',
      data: { note: 'jane@example.com', items: [{ price: 219 }] },
    });
    lie();
    const { touchpoint, problems } = redactTouchpoint(given);
    vi.restoreAllMocks();
    expect(touchpoint).toMatchObject({ url: '', data: { items: [{ price: 219 }] } });
    expect(JSON.stringify(touchpoint)).not.toContain('jane');
    expect(problems).toMatchObject([{ code: 'redaction-failed' }]);
  });
});
