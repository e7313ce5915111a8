import type { Sketch } from '../../src/inspect/sketch.js';

/** The text of sketches, one string for each that has text. */
export function textOf(sketches: readonly Sketch[]): string[] {
  return sketches.flatMap(({ content }) =>
    typeof content === 'string' ? (content ? [content] : []) : textOf(content),
  );
}
