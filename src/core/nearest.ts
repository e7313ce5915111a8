import type { Problem } from './problem.js';

/** What to say of a touchpoint type that no plugin declares, with the nearest name that one does. Pure. */
export function unknownType(type: string, known: readonly string[]): Problem {
  return {
    code: 'type-unknown',
    message: `Touchpoint "${type}" is declared by no plugin; it was taken unchecked.${hint(type, known)} Add the plugin that declares it, or a \`vocabulary\` of your own.`,
  };
}

/** What to say of an option that a plugin, or `createWaymark` itself, does not know, with the nearest it does. Pure. */
export function unknownOption(plugin: string | null, option: string, known: readonly string[]): Problem {
  return {
    code: 'option-unknown',
    ...(plugin && { plugin }),
    message: `${whose(plugin)} has no option \`${option}\`, which does nothing.${hint(option, known)} Known are ${known.join(', ')}.`,
  };
}

/** What to say of a text or a list in place of options. Pure. */
export function noOptions(plugin: string | null, known: readonly string[]): Problem {
  return {
    code: 'option-odd',
    ...(plugin && { plugin }),
    message: `${whose(plugin)} was given a text or a list where an object with any of ${known.join(', ')} belongs; it says nothing.`,
  };
}

/** What to say of an option of a plugin that holds something else than it takes. Pure. */
export function oddValue(plugin: string, option: string, value: unknown, kind: unknown): Problem {
  const wanted = kind === 'texts' ? 'a list of texts' : 'an object of texts or numbers by their names';
  return { code: 'option-odd', plugin, message: wrong(whose(plugin), option, value, wanted) };
}

function whose(plugin: string | null): string {
  return plugin ? `Plugin "${plugin}"` : '`createWaymark`';
}

function wrong(owner: string, option: string, value: unknown, wanted: string): string {
  return `${owner} was given \`${option}\` as ${JSON.stringify(value)}, which does not do what it says. Give it ${wanted}.`;
}

/** What to say of a correction of what no plugin remembers. Pure. */
export function unknownSlice(slice: string, known: readonly string[]): Problem {
  return {
    code: 'slice-unknown',
    message: `No plugin owns the slice "${slice}"; nothing was corrected.${hint(slice, known)} Known are ${known.join(', ')}.`,
  };
}

/** What must be so of options whose values go wrong without a word. A text from a template counts as its number. */
const WANTED: Readonly<Record<string, readonly [isRight: (value: never) => boolean, wanted: string]>> = {
  rate: [isAbove, 'touchpoints a second, a number above 0'],
  retention: [
    (value: object) =>
      Object(value) === value && Object.values(value).every(days => days === undefined || isAbove(days)),
    'days as numbers above 0, such as `{ touchpointDays: 30 }`',
  ],
  enabled: [(value: unknown) => value === true, 'true or false'],
  automation: [(value: string) => ['memory', 'allow'].includes(value), '"memory" or "allow"'],
  share: [
    ({ domain }: { domain?: unknown }) => typeof domain === 'string',
    'the domain above all of yours, `{ domain: "shop.example" }`',
  ],
};

/** What to say of options of `createWaymark` that cannot be meant so. Pure. */
export function oddOptions(options: object): readonly Problem[] {
  const given = options as Readonly<Record<string, unknown>>;
  return Object.entries(WANTED)
    .filter(([name, [isRight]]) => given[name] != null && !isRight(given[name] as never))
    .map(([name, [, wanted]]) => ({
      code: 'option-odd',
      message: wrong(whose(null), name, given[name], wanted),
    }));
}

function isAbove(value: unknown): boolean {
  return Number(value) > 0;
}

/** The nearest known name that is at most so many edits away, however its words are written together. Pure. */
export function nearestOf(name: string, known: readonly string[], most = 3): string | undefined {
  const [nearest] = known
    .map(other => [Math.min(distance(other, name), distance(snake(other), snake(name))), other] as const)
    .sort(([a], [b]) => a - b);
  return nearest && nearest[0] <= most ? nearest[1] : undefined;
}

/** Asks whether the nearest known name was meant, where one is near. Pure. */
export function hint(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name, known);
  return nearest ? ` Did you mean "${nearest}"?` : '';
}

/** `addToCart`, `Add To Cart` and `add-to-cart` as `add_to_cart`. */
function snake(name: string): string {
  return name
    .slice(0, 61)
    .replace(/([a-z])(?=[A-Z])|[\s-]/g, '$1_')
    .toLowerCase();
}

/** Edits between two names. Source: Levenshtein 1966, one row at a time. */
function distance(a: string, b: string): number {
  if (b.length > 60) return b.length;
  let row = [...b].map((_, index) => index + 1);
  [...a].forEach((letter, index) => {
    let left = index + 1;
    let diagonal = index;
    row = row.map((above, at) => {
      left = Math.min(above + 1, left + 1, diagonal + (letter === b[at] ? 0 : 1));
      diagonal = above;
      return left;
    });
  });
  return row.at(-1) ?? a.length;
}
