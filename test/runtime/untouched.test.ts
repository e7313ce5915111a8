import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canRedact } from '../../src/core/redact.js';
import { createUntouched } from '../../src/runtime/untouched.js';

vi.mock('../../src/core/redact.js', { spy: true });

/** Where redaction finds its built-ins, and what it calls of each. */
const HOLDERS: readonly (readonly [name: string, holder: object, keys: readonly PropertyKey[]])[] = [
  [
    'String.prototype',
    String.prototype,
    [
      'replace',
      'normalize',
      'match',
      'matchAll',
      'slice',
      'charAt',
      'charCodeAt',
      'split',
      'indexOf',
      'toLowerCase',
      'toUpperCase',
    ],
  ],
  ['String.prototype', String.prototype, [Symbol.iterator]],
  [
    'RegExp.prototype',
    RegExp.prototype,
    ['constructor', 'exec', 'test', 'flags', Symbol.replace, Symbol.match, Symbol.matchAll, Symbol.split],
  ],
  ['globalThis', globalThis, ['decodeURIComponent', 'atob']],
  ['String', String, ['fromCharCode']],
  ['Number', Number, ['parseInt']],
  ['Number.prototype', Number.prototype, ['toString']],
  ['Array.prototype', Array.prototype, ['at']],
];
const ROWS = HOLDERS.flatMap(([name, holder, keys]) => keys.map(key => [name, key, holder] as const));
const METHODS = [String.prototype, RegExp.prototype].flatMap(Object.getOwnPropertyNames);

let mend = (): void => {};
// Node wrote its own in JavaScript; in a browser it is native, as a bound function says it is.
beforeEach(() => void vi.stubGlobal('atob', atob.bind(globalThis)));
afterEach(() => {
  mend();
  vi.unstubAllGlobals();
});

/** Puts another in its place until it is mended. */
function replace(holder: object, key: PropertyKey, value?: () => unknown): void {
  const own = Object.getOwnPropertyDescriptor(holder, key) ?? {};
  mend = () => void Object.defineProperty(holder, key, own);
  const { get } = own;
  const like = (original: object | undefined) => value ?? Object.assign(() => {}, { original });
  Object.defineProperty(
    holder,
    key,
    get ? { ...own, get: () => `${get.call(/x/)}g` } : { ...own, value: like(own.value) },
  );
}

describe('whether a page left alone what redaction works with', () => {
  it('is looked into once on a page like any other', () => {
    vi.mocked(canRedact).mockClear();
    const isUntouched = createUntouched();
    expect([isUntouched(), isUntouched(), isUntouched()]).toEqual([true, true, true]);
    expect(canRedact).toHaveBeenCalledOnce();
  });

  it.each(ROWS)('is looked into again where %s has another %s, and where it is back', (_, key, holder) => {
    const isUntouched = createUntouched();
    isUntouched();
    vi.mocked(canRedact).mockClear();
    replace(holder, key);
    isUntouched();
    mend();
    const again = isUntouched();
    expect(canRedact).toHaveBeenCalledTimes(2);
    expect(again).toBe(true);
  });

  it('is not so where patterns find nothing any more, and is again once they do', () => {
    const isUntouched = createUntouched();
    isUntouched();
    replace(RegExp.prototype, 'exec', () => null);
    const meanwhile = [isUntouched(), isUntouched()];
    mend();
    expect(meanwhile).toEqual([false, false]);
    expect(isUntouched()).toBe(true);
  });

  it("is looked into every time where one of them is the page's own, which may work now and not a moment later", () => {
    const { exec } = RegExp.prototype;
    let isBroken = false;
    replace(RegExp.prototype, 'exec', function (this: RegExp, ...texts: [string?]) {
      return isBroken ? null : exec.call(this, texts[0] ?? '');
    } as () => unknown);
    const isUntouched = createUntouched();
    const before = isUntouched();
    isBroken = true;
    expect([before, isUntouched()]).toEqual([true, false]);
  });

  it('is not so where one of them cannot be read', () => {
    const own = Object.getOwnPropertyDescriptor(String.prototype, 'split') ?? {};
    mend = () => void Object.defineProperty(String.prototype, 'split', own);
    const isUntouched = createUntouched();
    Object.defineProperty(String.prototype, 'split', {
      configurable: true,
      get() {
        throw new Error('refused');
      },
    });
    expect(isUntouched()).toBe(false);
  });

  it('knows every method of a text or a pattern that the files of redaction call', () => {
    const known = new Set(ROWS.map(([, key]) => key));
    for (const file of ['redact', 'personal', 'hide-drawn', 'secret-name', 'unveil']) {
      const text = readFileSync(new URL(`../../src/core/${file}.ts`, import.meta.url), 'utf8');
      const called = [...text.matchAll(/\.(\w+)\(/g)].map(([, name]) => `${name}`);
      expect(called.filter(name => METHODS.includes(name) && !known.has(name))).toEqual([]);
      expect(called).toContain('replace');
    }
  });
});
