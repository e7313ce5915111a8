import type { Problem } from './problem.js';

/** What to say of a touchpoint type that no plugin declares, with the nearest name that one does. Pure. */
export function unknownType(type: string, known: readonly string[]): Problem {
  const [nearest] = known.map(name => [distance(name, type), name] as const).sort(([a], [b]) => a - b);
  const hint = nearest && nearest[0] <= 3 ? ` Did you mean "${nearest[1]}"?` : '';
  return {
    code: 'type-unknown',
    message: `Touchpoint "${type}" is declared by no plugin; it was taken unchecked.${hint} Add the plugin that declares it, or a \`vocabulary\` of your own.`,
  };
}

/** Edits between two names. Source: Levenshtein 1966, one row at a time. */
function distance(a: string, b: string): number {
  if (b.length > 60) return b.length;
  let row = [...b].map((_, index) => index + 1);
  for (const [index, letter] of [...a].entries()) {
    let left = index + 1;
    let diagonal = index;
    row = row.map((above, at) => {
      left = Math.min(above + 1, left + 1, diagonal + (letter === b[at] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row.at(-1) ?? a.length;
}
