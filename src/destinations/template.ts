/**
 * What a message looks like to somebody else: any JSON, in which `{{path}}` in a text stands for what is found there, such as
 * `{{data.items.0.item_id}}`. A text that is nothing but a path becomes what is found, of whatever type; what is not found
 * leaves its field out. Nothing is computed.
 */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

/** Where a path stands, as in `check-template.ts`: to share it would cost more than it holds, for this file is loaded later. */
const PLACE = /\{\{([^{}]*)\}\}/g;
const ONLY = /^\{\{([^{}]*)\}\}$/;

/** A template with everything in its place. Pure. */
export function fill(template: Template, source: object): unknown {
  if (typeof template === 'string') {
    const [, only] = ONLY.exec(template) ?? [];
    return only === undefined
      ? template.replace(PLACE, (_, path: string) => textOf(find(source, path)))
      : find(source, only);
  }
  if (Array.isArray(template)) return template.map(one => fill(one, source));
  if (!template || typeof template !== 'object') return template;
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, fill(one, source)]));
}

/** Own fields only: a text can name none that every object has. */
function find(source: unknown, path: string): unknown {
  let found = source;
  for (const part of path.trim().split('.')) {
    const holder: Readonly<Record<string, unknown>> = Object(found);
    found = Object.hasOwn(holder, part) ? holder[part] : undefined;
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value ? JSON.stringify(value) : `${value ?? ''}`;
}
