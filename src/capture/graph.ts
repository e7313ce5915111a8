import { plainText } from './plain-text.js';

/** Something schema.org has a type for, as JSON-LD writes it: properties by name. */
export type MarkedNode = Readonly<Record<string, unknown>>;

/** The nodes of a page, which may name each other by `@id`. */
export interface Graph {
  readonly roots: readonly unknown[];
  /** The values of a property, at most 200, what they name put in. Own properties only. */
  all(node: unknown, property: string): readonly unknown[];
}

const VALUES = 20_000;
const EACH = 1_000;
const LIST = 200;
const CHARACTERS = 200;

/** Makes one of what was read. Looks at 20,000 values at most, so that a page cannot keep it busy. Pure. */
export function graphOf(roots: readonly unknown[]): Graph {
  const named = new Map<unknown, MarkedNode>();
  const queue: unknown[] = [...roots];
  for (let at = 0; at < queue.length && at < VALUES; at++) {
    const value = queue[at];
    if (typeof value !== 'object' || value === null) continue;
    if (isNode(value) && Object.hasOwn(value, '@id') && Object.keys(value).length > 2 && !named.has(value['@id']))
      named.set(value['@id'], value);
    queue.push(...Object.values(value).slice(0, EACH));
  }

  function whole(value: unknown): unknown {
    // Only what says nothing but its name: two things may have been given the same.
    return isNode(value) && Object.hasOwn(value, '@id') && Object.keys(value).length < 3
      ? (named.get(value['@id']) ?? value)
      : value;
  }

  return {
    roots,
    all(node, property) {
      if (!isNode(node) || !Object.hasOwn(node, property)) return [];
      const value = node[property];
      const list = Array.isArray(value) ? value.slice(0, LIST) : [value];
      return list.filter(entry => entry !== null && entry !== undefined).map(whole);
    },
  };
}

/** Pure. */
export function isNode(value: unknown): value is MarkedNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The types of a node without their vocabulary, such as `Product`. Pure. */
export function typesOf(graph: Graph, node: unknown): readonly string[] {
  return graph
    .all(node, '@type')
    .map(type => (typeof type === 'string' ? type.slice(0, CHARACTERS) : '').replace(/^.*[/#:]/, ''));
}

/** The first of these properties that says something, as plain text of at most 200 characters; `''` where none does. Pure. */
export function textOf(graph: Graph, node: unknown, ...properties: readonly string[]): string {
  for (const property of properties) {
    for (const value of graph.all(node, property)) {
      const text = plainText(isNode(value) ? [...graph.all(value, '@value'), ...graph.all(value, 'name')][0] : value);
      if (text) return text;
    }
  }
  return '';
}
