import { canRedact } from '../core/redact.js';

const TEXT = [
  'replace',
  'normalize',
  'matchAll',
  'slice',
  'charAt',
  'split',
  'indexOf',
  'toLowerCase',
  'toUpperCase',
  Symbol.iterator,
] as const;
const PATTERN = ['constructor', 'exec', 'test', Symbol.replace, Symbol.matchAll, Symbol.split] as const;

/**
 * Answers whether redaction works on this page: looked into once, and again whenever a built-in that it works with is
 * another one. To look into it at every touchpoint costs as much as all the rest of `track`.
 */
export function createUntouched(): () => boolean {
  let known: readonly unknown[] = [];
  let isSafe = false;
  return () => {
    const found = builtIns();
    if (found.some((one, index) => one !== known[index])) {
      known = found;
      isSafe = canRedact();
    }
    return isSafe;
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
  ];
}
