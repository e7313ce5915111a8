import { WaymarkError } from './problem.js';

/** Whether a value is right, and what it must be. */
export type Check = readonly [isRight: (value: unknown) => boolean, wanted: string];

/** Every name of options: `1` where any value will do here, a check, or what is known of options inside of them. */
export type Checks<T> = { readonly [K in keyof T]-?: 1 | Check | Checks<Extract<T[K], object>> };

/** A text from a template counts as its number. */
export const AMOUNT: Check = [value => Number(value) >= 0, 'a number, 0 or more'];

/** What is left empty counts as none. */
export const TEXT: Check = [value => !value || typeof value === 'string', 'a text'];

export const TEXTS: Check = [isTexts, 'a list of texts'];

/**
 * Refuses what are no options, hold a name that nobody knows or a value that cannot be meant, with a `WaymarkError` that
 * names the path. `true` stands for the defaults, nothing or `false` leaves out. Pure.
 */
export function checkOptions<T extends object>(path: string, given: T | boolean | undefined, checks: Checks<T>): void {
  if (!given || given === true) return;
  const names = Object.keys(checks).join(', ');
  must(isTable(given), path, `an object of ${names}`);
  const known = new Map<string, 1 | Check | Checks<object>>(Object.entries(checks));
  for (const [name, value] of Object.entries(given)) {
    const at = path ? `${path}.${name}` : name;
    const check = known.get(name);
    must(check, at, `left out: there is no such option; known are ${names}`);
    if (check === 1) continue;
    // JSON leaves out what is nothing.
    if (Array.isArray(check)) must(value === undefined || check[0](value), at, check[1]);
    else checkOptions<object>(at, value, check);
  }
}

/** The same for what a site names itself, such as conditions by their names. Pure. */
export function checkEach<T extends object>(path: string, given: Readonly<Record<string, T>>, checks: Checks<T>): void {
  must(isTable(given), path, 'an object, each of them by its name');
  for (const [name, one] of Object.entries(given)) checkOptions(`${path}.${name}`, one, checks);
}

/** Whether a value is a list of texts. Pure. */
function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(one => typeof one === 'string');
}

/** Whether a value is an object with names. Pure. */
export function isTable(value: unknown): boolean {
  return Object(value) === value && !Array.isArray(value);
}

/** Refuses what is not right. Pure. */
export function must(isRight: unknown, path: string, wanted: string): asserts isRight {
  if (!isRight) throw new WaymarkError('option-odd', `\`${path || 'options'}\` must be ${wanted}.`);
}
