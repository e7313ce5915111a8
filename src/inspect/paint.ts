import type { Sketch } from './sketch.js';

/**
 * Makes the children of an element what the sketches say and changes only what differs, so that focus, scrolling and
 * what was folded out stay. Text goes in as text: there is nothing a policy could object to.
 */
export function paint(parent: ParentNode & Node, sketches: readonly Sketch[]): void {
  const { children } = parent;
  sketches.forEach(({ kind, content, attributes }, index) => {
    const here = children[index] ?? null;
    const same = attributes.id ? children.namedItem(attributes.id) : here;
    const element = same && kindOf(same) === kind ? same : create(kind);
    if (element !== here) parent.insertBefore(element, here);
    for (const [name, value] of Object.entries(attributes)) write(element, name, value);
    if (typeof content !== 'string') paint(element, content);
    else if (element.textContent !== content) element.textContent = content;
  });
  while (children.length > sketches.length) parent.lastElementChild?.remove();
}

function kindOf({ localName, className }: Element): string {
  return className ? `${localName}.${className}` : localName;
}

function create(kind: string): Element {
  const [tag = '', className = ''] = kind.split('.');
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}

/** A policy that forbids style attributes still lets a script set the style of an element. */
function write(element: Element, name: string, value: string): void {
  // Whatever is here was made by `create`.
  if (name === 'style') (element as HTMLElement).style.cssText = value;
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
