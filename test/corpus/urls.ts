import { type Draw, draw } from './draw.js';
import { ENCODINGS } from './encodings.js';
import { type Find, KINDS, MARKED } from './kinds.js';
import { PATHS } from './paths.js';
import { PLACES, type Place } from './places.js';
import { CLICK_IDS, DEBATABLE_NAMES, SECRET_NAMES } from './secret-names.js';

/** An address with something that must not come through. */
export interface UrlRow {
  readonly kind: string;
  readonly place: string;
  readonly encoding: string;
  readonly url: string;
  /** None of them may be read in what is kept, in any reading of it. */
  readonly canaries: readonly string[];
  /** What is still to be read. */
  readonly keeps: readonly string[];
  /** Nobody need see it, and why. */
  readonly debatable?: true;
  readonly why?: string;
}

const NEUTRAL = ['q', 'u', 'ref', 'data', 'id', 'to', 'x'];
/** Marked things need their names: places times encodings would be the same rows again. */
const MARKED_ENCODINGS = /^(plain|percent|percent twice|form|base64|percent, every character, lower hex)$/;
/** Only for what somebody would write so. */
const TEXT_ENCODINGS = /base64|JSON|entities|at in words|hex$/;

/** Every row, the same in every run. */
export const urlRows: readonly UrlRow[] = [
  ...kindRows(draw(1)),
  ...markedRows(draw(2)),
  ...namedRows(draw(3)),
  ...pathRows(draw(4)),
];

function kindRows(by: Draw): UrlRow[] {
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    PLACES.flatMap(place =>
      ENCODINGS.filter(({ name }) => (place.once ? name === 'plain' : fits(kind, place, name))).map(encoding => {
        const find = make(by);
        const pair = { name: by.pick(NEUTRAL), text: find.text, value: encoding.encode(find.text, by) };
        const why = find.why ?? encoding.why ?? beyond(kind, encoding.name);
        return row(kind, place, { encoding: encoding.name, url: place.write(pair, by), find, why });
      }),
    ),
  );
}

function markedRows(by: Draw): UrlRow[] {
  return Object.entries(MARKED).flatMap(([kind, make]) =>
    PLACES.filter(({ nameless }) => !nameless || kind === 'secret').flatMap(place =>
      ENCODINGS.filter(({ name }) => MARKED_ENCODINGS.test(name) && (!place.once || name === 'plain')).flatMap(
        encoding => {
          const find = make(by);
          if (place.nameless && !/user name|password/.test(place.name)) return [];
          const pair = { name: by.pick(make.names), text: find.text, value: encoding.encode(find.text, by) };
          return [row(kind, place, { encoding: encoding.name, url: place.write(pair, by), find, why: place.why })];
        },
      ),
    ),
  );
}

/** Every name in a few places, with a value only its name tells. */
function namedRows(by: Draw): UrlRow[] {
  const places = PLACES.filter(({ name }) =>
    /^(a parameter|a matrix parameter|an address in a parameter|JSON in a parameter|a parameter in brackets|a dotted parameter|the route in the fragment)$/.test(
      name,
    ),
  );
  const rows = (kind: string, name: string, why?: string): UrlRow[] =>
    places.slice(0, kind === 'click id' ? 1 : undefined).map(place => {
      const canary = by.canary();
      const pair = { name, text: canary, value: canary };
      return row(kind, place, {
        encoding: name,
        url: place.write(pair, by),
        find: { text: canary, canaries: [canary] },
        why,
      });
    });
  return [
    ...SECRET_NAMES.flatMap(name => rows('named secret', name)),
    ...CLICK_IDS.flatMap(name => rows('click id', name)),
    ...Object.entries(DEBATABLE_NAMES).flatMap(([name, why]) => rows('debatable name', name, why)),
  ];
}

function pathRows(by: Draw): UrlRow[] {
  return PATHS.flatMap(({ path, why }) =>
    [by.opaque(22), by.opaque(40), by.opaque(32).toLowerCase(), uuid(by)].map(token => ({
      kind: 'token in a path',
      place: path,
      encoding: 'plain',
      url: `https://shop.example${path.replace('*', token)}`,
      canaries: [token],
      keeps: [],
      ...(why && { debatable: true as const, why }),
    })),
  );
}

function fits(kind: string, place: Place, encoding: string): boolean {
  if (/user name|password/.test(place.name)) return /^(plain|percent|percent twice)$/.test(encoding);
  // An entity, or a raw slash, would end the path or the name itself.
  if (/path|matrix/.test(place.name) && /raw|entities$|form/.test(encoding)) return false;
  if (kind !== 'e-mail' && /at in words/.test(encoding)) return false;
  return !(kind === 'signed token' && TEXT_ENCODINGS.test(encoding) && !/JSON$/.test(encoding));
}

/** What only an e-mail address is written in. */
function beyond(kind: string, encoding: string): string | undefined {
  if (kind !== 'e-mail' && /base64|entities|%u/.test(encoding))
    return 'only e-mail addresses and JSON are put so into links';
  return /token|key/.test(kind) && /full width/.test(encoding) ? 'nobody types it' : undefined;
}

function row(
  kind: string,
  place: Place,
  { encoding, url, find, why }: { encoding: string; url: string; find: Find; why?: string | undefined },
): UrlRow {
  return {
    kind,
    place: place.name,
    encoding,
    url,
    canaries: find.canaries, // Raw entities hold a number sign, and what follows one is the fragment.
    keeps: encoding === 'entities' ? [] : (place.keeps ?? []),
    ...(why && { debatable: true, why }),
  };
}

function uuid({ random, below }: Draw): string {
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[below(4)]}${hex(3)}-${hex(12)}`;
}
