import { afterEach, describe, expect, it } from 'vitest';
import { take } from '../corpus/take.js';

const CANARY = 'qzvkwjxhbt';
const SECRET = `https://shop.example/u/${CANARY}@example.com?view=grid&token=${CANARY}#${CANARY}`;
const DATA = { note: `${CANARY}@example.com`, link: SECRET, list: [{ deep: `mail ${CANARY}@example.com` }] };
/** What is only found under escapes, as another letter, and in Base64. */
const COVERED = [
  `/?u=${CANARY}%2540example.com`,
  `/?u=${CANARY}%EF%BC%A0example.com`,
  `/?z=x7Kq2LmZ9Tr4${CANARY}BvN8wPcY3sDf`,
  `${CANARY}＠example.com`,
  `/?u=${btoa(`${CANARY}@example.com`)}`,
  // Escapes that look like Base64 stand between what belongs together.
  `/?to=%7B%22note%22%3A%22${CANARY}%5Cu002eo'neil%5Cu0040example%5Cu002ecom%22%7D`,
];

/** What another script on the page may have put in the place of what the redactor works with. */
const SABOTAGES: readonly (readonly [name: string, on: object, key: PropertyKey, broken: () => unknown])[] = [
  ['`RegExp.prototype.test` says no', RegExp.prototype, 'test', () => () => false],
  ['`RegExp.prototype.test` says yes', RegExp.prototype, 'test', () => () => true],
  ['`RegExp.prototype.test` throws', RegExp.prototype, 'test', () => fail],
  ['`RegExp.prototype.exec` finds nothing', RegExp.prototype, 'exec', () => () => null],
  ['`RegExp.prototype.exec` throws', RegExp.prototype, 'exec', () => fail],
  ['`String.prototype.replace` does nothing', String.prototype, 'replace', () => self],
  ['`String.prototype.replace` throws', String.prototype, 'replace', () => fail],
  ['`String.prototype.replace` answers nothing', String.prototype, 'replace', () => () => undefined],
  ['`String.prototype.replaceAll` does nothing', String.prototype, 'replaceAll', () => self],
  ['`RegExp.prototype[Symbol.replace]` does nothing', RegExp.prototype, Symbol.replace, () => (text: string) => text],
  ['`String.prototype.match` finds nothing', String.prototype, 'match', () => () => null],
  ['`String.prototype.matchAll` finds nothing', String.prototype, 'matchAll', () => () => [][Symbol.iterator]()],
  ['`String.prototype.split` splits nothing', String.prototype, 'split', () => whole],
  ['`decodeURIComponent` throws', globalThis, 'decodeURIComponent', () => fail],
  ['`decodeURIComponent` decodes nothing', globalThis, 'decodeURIComponent', () => (text: string) => text],
  ['`atob` throws', globalThis, 'atob', () => fail],
  ['`atob` decodes nothing', globalThis, 'atob', () => (text: string) => text],
  ['`String.prototype.normalize` does nothing', String.prototype, 'normalize', () => self],
  ['`JSON.parse` throws', JSON, 'parse', () => fail],
  ['`Object.entries` finds nothing', Object, 'entries', () => () => []],
];

let mend = (): void => {};
afterEach(() => mend());

describe.each(SABOTAGES)('where %s', (_, on, key, broken) => {
  /** What is taken in while it is broken; the test looks at it afterwards. */
  function takeBroken(): string {
    const own = Object.getOwnPropertyDescriptor(on, key)!;
    mend = () => void Object.defineProperty(on, key, own);
    Object.defineProperty(on, key, { value: broken(), configurable: true, writable: true });
    try {
      const taken = [
        take('note', DATA, { url: SECRET, context: DATA }),
        take('page_view', { page_referrer: SECRET, page_title: DATA.note }),
        ...COVERED.map(text => take('search', { search_term: text, link: text }, { url: text })),
      ];
      mend();
      return JSON.stringify(taken);
    } finally {
      mend();
    }
  }

  it('drops what cannot be redacted, and does not throw', () => {
    const kept = takeBroken();
    expect(kept).not.toContain(CANARY);
    expect(kept).not.toContain(btoa(CANARY).slice(0, 12));
  });
});

it('redacts again once everything is as it was', () => {
  const taken = JSON.stringify(take('note', { note: 'fine' }, { url: SECRET }));
  expect(taken).not.toContain(CANARY);
  expect(taken).toContain('fine');
});

function fail(): never {
  throw new Error('broken');
}

function self(this: string): string {
  return String(this);
}

function whole(this: string): string[] {
  return [String(this)];
}
