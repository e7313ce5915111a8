import { canRedact } from '../core/redact.js';

const TEXT = [
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
  Symbol.iterator,
] as const;
const PATTERN = ['constructor', 'exec', 'test', Symbol.replace, Symbol.match, Symbol.matchAll, Symbol.split] as const;

/**
 * Answers whether redaction works on this page: looked into once, and again whenever a built-in that it works with is
 * another one, or every time where one is the page's own. To look into it at every touchpoint costs as much as all the
 * rest of `track`.
 */
export function createUntouched(): () => boolean {
  let known: readonly unknown[] = [];
  let isSafe = false;
  let isNative = false;
  return () => {
    try {
      const found = builtIns();
      let same = 0;
      while (same < found.length && found[same] === known[same]) same++;
      if (same === found.length && isNative) return isSafe;
      known = found;
      isSafe = canRedact();
      // What a page wrote itself may work now and not a moment later.
      isNative = !found.some(one => typeof one === 'function' && !`${one}`.includes('[native code]'));
      return isSafe;
    } catch {
      return false; // A built-in that cannot even be read.
    }
  };
}

/** What finds and hides texts: a page may put others in their place at any time. */
function builtIns(): readonly unknown[] {
  const text = String.prototype;
  const pattern = Object.getPrototypeOf(/x/);
  return [
    ...TEXT.map(key => text[key]),
    ...PATTERN.map(key => pattern[key]),
    /x/gi.flags,
    decodeURIComponent,
    atob,
    String.fromCharCode,
    Number.parseInt,
    [].at,
    Number.prototype.toString,
  ];
}
