/** An element as it should be: tag and class, text or children, attributes. */
export interface Sketch {
  /** Such as `"li"` or `"li.row"`. The same tag and class always have the same attributes and kind of content. */
  readonly kind: string;
  readonly content: string | readonly Sketch[];
  readonly attributes: Attributes;
}

/** By name; `id` makes an element keep its identity wherever it moves among its siblings. */
export type Attributes = Readonly<Record<string, string>>;

/** Describes an element. Pure. */
export function sketch(kind: string, content: string | readonly Sketch[], attributes: Attributes = {}): Sketch {
  return { kind, content, attributes };
}

/** Describes a line of a list: words, and smaller what belongs to them. Pure. */
export function row(words: string, more: string): Sketch {
  return sketch('li', [sketch('span', words), sketch('small', ` ${more}`)]);
}

/** The yellow rhombus: you are here. */
export const MARK: Sketch = { kind: 'i.mark', content: '', attributes: {} };

/** Describes names with what is known of each. Pure; what is empty is left out. */
export function facts(
  pairs: readonly (readonly [name: string, text: string | number | null | undefined])[],
): readonly Sketch[] {
  const known = pairs.flatMap(([name, text]) => (text ? [sketch('dt', name), sketch('dd', `${text}`)] : []));
  return [sketch('dl', known)];
}
