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
    message: `${plugin ? `Plugin "${plugin}"` : '`createWaymark`'} has no option \`${option}\`, which does nothing.${hint(option, known)} Known are ${known.join(', ')}.`,
  };
}

/** What to say of a correction of what no plugin remembers. Pure. */
export function unknownSlice(slice: string, known: readonly string[]): Problem {
  return {
    code: 'slice-unknown',
    message: `No plugin owns the slice "${slice}"; nothing was corrected.${hint(slice, known)} Known are ${known.join(', ')}.`,
  };
}

function hint(name: string, known: readonly string[]): string {
  const [nearest] = known.map(other => [distance(other, name), other] as const).sort(([a], [b]) => a - b);
  return nearest && nearest[0] <= 3 ? ` Did you mean "${nearest[1]}"?` : '';
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
