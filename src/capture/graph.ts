import { plainText } from './plain-text.js';

/** Something schema.org has a type for, as JSON-LD writes it: properties by name. */
export type MarkedNode = Readonly<Record<string, unknown>>;

/** The nodes of a page, which may name each other by `@id`. */
export interface Graph {
  readonly roots: readonly unknown[];
  /** The values of a property, at most 1,000 a list, what they name put in. Own properties only. */
  all(node: unknown, property: string): readonly unknown[];
}

const VALUES = 20_000;
const EACH = 1_000;
const LIST = 1_000;
const CHARACTERS = 200;
/** Lists in lists. */
const DEPTH = 3;
const CONTAINERS = ['@set', '@list'];
/** How the name of a property may begin. */
const SPELLINGS = ['', 'schema:', 'https://schema.org/', 'http://schema.org/'];

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
      if (!isNode(node)) return [];
      // Wix writes `Offers` and `Availability`.
      const capital = property.charAt(0).toUpperCase() + property.slice(1);
      const names = [...SPELLINGS.map(spelling => spelling + property), capital];
      const name = names.find(key => Object.hasOwn(node, key));
      return name === undefined ? [] : inside(node[name], 0).map(whole);
    },
  };
}

/** What is in lists, also in those with a name of their own. */
function inside(value: unknown, depth: number): readonly unknown[] {
  if (value === null || value === undefined || depth > DEPTH) return [];
  if (Array.isArray(value)) return value.slice(0, LIST).flatMap(entry => inside(entry, depth + 1));
  const container = isNode(value) && CONTAINERS.find(name => Object.hasOwn(value, name));
  return container ? inside((value as MarkedNode)[container], depth + 1) : [value];
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

/** The first of these properties as a word of schema.org, whether it is a text or a node of that name. Pure. */
export function wordIn(graph: Graph, node: unknown, ...properties: readonly string[]): string {
  const [value] = properties.flatMap(property => graph.all(node, property));
  return plainText(isNode(value) ? [...graph.all(value, '@id'), ...graph.all(value, 'name')][0] : value);
}
