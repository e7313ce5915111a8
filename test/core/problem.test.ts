import { describe, expect, it, vi } from 'vitest';
import { blame, guard, type Problem, WaymarkError } from '../../src/core/problem.js';

describe('guard', () => {
  it('returns what the member returned', () => {
    const problems: Problem[] = [];
    expect(guard(problems, 'cart', 'reduce', 'fallback', () => 'result')).toBe('result');
    expect(problems).toEqual([]);
  });

  it('turns what the member threw into a problem and returns the fallback', () => {
    const problems: Problem[] = [];
    const cause = new Error('broken');
    const result = guard<string>(problems, 'cart', 'reduce', 'fallback', () => {
      throw cause;
    });
    expect(result).toBe('fallback');
    expect(problems).toMatchObject([{ code: 'reduce-failed', plugin: 'cart', cause }]);
    expect(problems[0]?.message).toContain('"cart"');
    expect(problems[0]?.message).toContain('broken');
  });

  it.each([
    ['a text', 'broken'],
    ['nothing', undefined],
    ['a symbol', Symbol('broken')],
    ['a record without prototype', Object.create(null)],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ],
  ])('survives that a member throws %s', (_, cause) => {
    const problems: Problem[] = [];
    guard(problems, 'cart', 'when', null, () => {
      throw cause;
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('"cart"');
  });
});

describe('guard of what answers later', () => {
  it('takes no promise for an answer, and lets none of them reject into the page', async () => {
    const problems: Problem[] = [];
    const rejected = vi.fn();
    process.on('unhandledRejection', rejected);
    const later = async (): Promise<string> => {
      throw new Error('broken');
    };
    expect(guard<unknown>(problems, 'cart', 'reduce', 'fallback', later)).toBe('fallback');
    await new Promise(resolve => setTimeout(resolve));
    process.off('unhandledRejection', rejected);
    expect(problems).toMatchObject([{ code: 'reduce-failed', plugin: 'cart' }]);
    expect(problems[0]?.message).toContain('answered with a promise');
    expect(rejected).not.toHaveBeenCalled();
  });
});

describe('blame', () => {
  it('names the plugin and its member', () => {
    const { code, message } = blame('http', 'deliver', new Error('offline'));
    expect(code).toBe('deliver-failed');
    expect(message).toMatch(/`deliver`.*"http".*offline/);
  });
});

describe('WaymarkError', () => {
  it('is an error with a code', () => {
    const error = new WaymarkError('twice', 'Two of them.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'WaymarkError', code: 'twice', message: 'Two of them.' });
  });

  it('can be made on a page that has frozen the prototype of errors', () => {
    const known = Object.getOwnPropertyDescriptor(Error.prototype, 'name');
    Object.defineProperty(Error.prototype, 'name', { writable: false });
    try {
      expect(new WaymarkError('twice', 'Two of them.')).toMatchObject({ name: 'WaymarkError', code: 'twice' });
    } finally {
      if (known) Object.defineProperty(Error.prototype, 'name', known);
    }
  });
});
