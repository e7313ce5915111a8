import type { Draw } from './draw.js';
import { SECRET_SHAPES } from './shapes.js';

/** A text with what was drawn for its places, and what of it must not come through. */
export interface Filled {
  readonly text: string;
  readonly canaries: readonly string[];
}

/** Fills the places of a template: `{a20}` is twenty letters of the shape `a`. What is drawn for digits alone is no secret. */
export function fill(template: string, draw: Draw): Filled {
  const canaries: string[] = [];
  const text = template.replace(/\{([a-z])(\d*)\}/g, (_, shape: string, length: string) => {
    const drawn = SECRET_SHAPES[shape]!(draw, Number(length));
    if (shape !== 'n') canaries.push(drawn);
    return drawn;
  });
  return { text, canaries };
}
