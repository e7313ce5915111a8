import type { Made } from './decisions-of.js';

/** One line of two lists side by side. */
export interface Line {
  /** `' '`: in both, `'~'`: with other data, `'-'`: only before, `'+'`: only after. */
  readonly mark: ' ' | '~' | '-' | '+';
  readonly before: Made | null;
  readonly after: Made | null;
}

/** Decisions before and after, each beside the one it is. Pure. */
export function beside(before: readonly Made[], after: readonly Made[]): readonly Line[] {
  const left = [...after];
  const lines: Line[] = before.map(made => {
    const place = left.findIndex(other => isSame(made, other));
    const [other = null] = place < 0 ? [] : left.splice(place, 1);
    const isAlike = other && JSON.stringify(made.decision.data) === JSON.stringify(other.decision.data);
    return { mark: !other ? '-' : isAlike ? ' ' : '~', before: made, after: other };
  });
  for (const made of left) lines.push({ mark: '+', before: null, after: made });
  return lines.sort((a, b) => momentOf(a) - momentOf(b));
}

function isSame(one: Made, other: Made): boolean {
  return (
    one.now === other.now &&
    one.decision.name === other.decision.name &&
    one.decision.trigger === other.decision.trigger
  );
}

function momentOf({ before, after }: Line): number {
  return before?.now ?? after?.now ?? 0;
}
