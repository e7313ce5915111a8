import { WaymarkError } from '../core/problem.js';

/** Where a path stands. */
const PLACE = /\{\{([^{}]*)\}\}/g;

/** Refuses what is no template with a `WaymarkError` that names the path to the mistake. Pure. `roots` is what a path may begin with. */
export function checkTemplate(template: unknown, roots: readonly string[], path = 'template'): void {
  if (typeof template === 'string') checkText(template, roots, path);
  else if (typeof template === 'object' && template)
    for (const [name, one] of Object.entries(template))
      checkTemplate(one, roots, Array.isArray(template) ? `${path}[${name}]` : `${path}.${name}`);
  else if (template !== null && typeof template !== 'boolean' && !Number.isFinite(template))
    refuse(path, 'a text, a number, true, false, null, a list or an object');
}

function checkText(text: string, roots: readonly string[], path: string): void {
  for (const [whole, inner = ''] of text.matchAll(PLACE)) {
    const [root = '', ...rest] = inner.trim().split('.');
    if (!roots.includes(root) || rest.includes(''))
      refuse(path, `a text whose paths begin with ${roots.join(', ')}; "${whole}" does not, or has a gap`);
  }
  if (/\{\{|\}\}/.test(text.replace(PLACE, ''))) refuse(path, 'a text in which every "{{" has its "}}"');
}

function refuse(path: string, wanted: string): never {
  throw new WaymarkError('template-odd', `\`${path}\` must be ${wanted}.`);
}
