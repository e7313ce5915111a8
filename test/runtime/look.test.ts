import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { redactData, redactText } from '../../src/core/redact.js';
import * as names from '../../src/core/secret-name.js';
import { createLook } from '../../src/runtime/look.js';

vi.mock('../../src/core/secret-name.js', { spy: true });

beforeEach(() => {
  vi.clearAllMocks();
});

describe('createLook', () => {
  it('looks at a name once', () => {
    const look = createLook();
    const data = { items: [{ item_id: 'p1', price: 12.5 }] };
    redactData(data, '', look);
    const before = vi.mocked(names.traitsOf).mock.calls.length;
    expect(redactData(data, '', look)).toEqual(data);
    expect(before).toBeGreaterThan(0);
    expect(names.traitsOf).toHaveBeenCalledTimes(before);
  });

  it('tells digits of an identifier from others', () => {
    const look = createLook();
    expect(look.text('4111111111111111', true)).toBe('4111111111111111');
    expect(look.text('4111111111111111', false)).toBe('[redacted]');
  });

  it('forgets when there is too much, and answers the same', () => {
    const look = createLook();
    for (let index = 0; index < 1_200; index++) {
      const email = `visitor${index}@shop.example`;
      expect(look.text(`product ${index}`, false)).toBe(`product ${index}`);
      expect(look.text(email, false)).toBe('[redacted]');
      expect(look.traits(`name${index}`).isSecret).toBe(false);
    }
    expect(look.traits('token').isSecret).toBe(true);
  });

  it('answers as without a memory, for names that objects inherit and texts of any length, too', () => {
    const look = createLook();
    const text = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'token', 'a@b.co', 'tel: 0301234567', 'x'.repeat(400)),
      fc.string({ maxLength: 40 }),
    );
    const data = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.dictionary(text, text)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(data, text, (fields, word) => {
        expect(redactData(fields, '', look)).toEqual(redactData(fields));
        expect(look.text(word, false)).toBe(redactText(word));
      }),
    );
  });
});
