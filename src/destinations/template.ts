import { WaymarkError } from '../core/problem.js';

/**
 * What a message looks like to somebody else: any JSON, in which `{{path}}` in a text stands for what is found there, such as
 * `{{data.items.0.item_id}}`. A text that is nothing but a path becomes what is found, of whatever type; what is not found
 * leaves its field out. Nothing is computed.
 */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

const PLACE = /\{\{([^{}]*)\}\}/g;
const ONLY = /^\{\{([^{}]*)\}\}$/;

/** Refuses what is no template with a `WaymarkError` that names the path to the mistake. Pure. `roots` is what a path may begin with. */
export function checkTemplate(template: unknown, roots: readonly string[], path = 'template'): void {
  if (typeof template === 'string') checkText(template, roots, path);
  else if (typeof template === 'object' && template)
    for (const [name, one] of Object.entries(template))
      checkTemplate(one, roots, Array.isArray(template) ? `${path}[${name}]` : `${path}.${name}`);
  else if (template !== null && typeof template !== 'boolean' && !Number.isFinite(template))
    refuse(path, 'a text, a number, true, false, null, a list or an object');
}

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

function checkText(text: string, roots: readonly string[], path: string): void {
  for (const [whole, inner = ''] of text.matchAll(PLACE)) {
    const [root = '', ...rest] = partsOf(inner);
    if (!roots.includes(root) || rest.includes(''))
      refuse(path, `a text whose paths begin with ${roots.join(', ')}; "${whole}" does not, or has a gap`);
  }
  if (/\{\{|\}\}/.test(text.replace(PLACE, ''))) refuse(path, 'a text in which every "{{" has its "}}"');
}

function partsOf(path: string): readonly string[] {
  return path.trim().split('.');
}

/** Own fields only: a text can name none that every object has. */
function find(source: unknown, path: string): unknown {
  let found = source;
  for (const part of partsOf(path)) {
    const holder: Readonly<Record<string, unknown>> = Object(found);
    found = Object.hasOwn(holder, part) ? holder[part] : undefined;
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value ? JSON.stringify(value) : `${value ?? ''}`;
}

function refuse(path: string, wanted: string): never {
  throw new WaymarkError('template-odd', `\`${path}\` must be ${wanted}.`);
}
