import { seeded } from '../bench/torture/seeded.mjs';

/** Draws that are the same in every run. */
export interface Draw {
  /** 0 to 1. */
  readonly random: () => number;
  /** Whole, from 0 to below `count`. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  digits(length: number): string;
  /** A word nobody writes: what must not come through. */
  canary(): string;
  /** Letters of both cases and digits, both for certain. */
  opaque(length: number): string;
}

const LETTERS = 'bcdfghjklmnpqrstvwxz';
const ALL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function draw(seed: number): Draw {
  const random = seeded(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const many = (length: number, letters: string): string =>
    Array.from({ length }, () => letters[below(letters.length)]).join('');
  return {
    random,
    below,
    pick: list => list[below(list.length)]!,
    digits: length => many(length, '0123456789'),
    canary: () => `q${many(9, LETTERS)}`,
    opaque: length => `${many(length - 3, ALL)}k7Q`,
  };
}

/** The digits with the last one that makes Luhn's sum end in 0. Source: ISO/IEC 7812-1 annex B. */
export function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The digits with the check digit of GS1. Source: GS1 General Specifications 7.9. */
export function withGtin(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** An account number with its two check digits. Source: ISO 13616, ISO/IEC 7064 mod 97-10. */
export function withIban(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map(letter => parseInt(letter, 36)).join('');
  const rest = [...digits].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0);
  return `${country}${String(98 - rest).padStart(2, '0')}${account}`;
}
