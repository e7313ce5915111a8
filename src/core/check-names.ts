import type { Known } from './plugin.js';
import { WaymarkError } from './problem.js';

/** Options; `true` for the defaults, nothing or `false` to leave out. */
type Given<T> = T | boolean | undefined;

/** Refuses what are no options, or hold a name that nobody knows, with a `WaymarkError` that names the path. Pure. */
export function checkNames<T extends object>(path: string, given: Given<T>, known: Known<T>): void {
  if (!given || given === true) return;
  const names = Object.keys(known).join(', ');
  checkTable(path, given, `an object of ${names}`);
  for (const name of Object.keys(given))
    if (!Object.hasOwn(known, name))
      refuse(path ? `${path}.${name}` : name, `left out: there is no such option; known are ${names}`);
}

/** The same for what a site names itself, such as conditions by their names. Pure. */
export function checkEach<T extends object>(path: string, given: Readonly<Record<string, T>>, known: Known<T>): void {
  checkTable(path, given, 'an object, each of them by its name');
  for (const [name, one] of Object.entries(given)) checkNames(`${path}.${name}`, one, known);
}

/** Refuses what is no amount; a text from a template counts as its number. Pure. */
export function checkAmounts<T extends object>(
  path: string,
  given: Given<T>,
  names: readonly (keyof T & string)[],
): void {
  const amounts: Readonly<Record<string, unknown>> = Object(given);
  for (const name of names)
    if (amounts[name] !== undefined && !(Number(amounts[name]) >= 0))
      refuse(path ? `${path}.${name}` : name, 'a number, 0 or more');
}

/** Refuses what is no object. Pure. */
export function checkTable(path: string, given: unknown, wanted: string): void {
  if (Object(given) !== given || Array.isArray(given)) refuse(path || 'options', wanted);
}

function refuse(path: string, wanted: string): never {
  throw new WaymarkError('option-odd', `\`${path}\` must be ${wanted}.`);
}
