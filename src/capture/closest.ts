/** The element around what an event happened at that these selectors mean, itself included. */
export function closest({ target }: Event, selectors: string): Element | null {
  // A field of a form may be called like a method and then hides the form's own: hence the prototype's.
  return target instanceof Element ? Element.prototype.closest.call(target, selectors) : null;
}

/** An attribute, at most 100 characters; empty where there is none. */
export function attributeOf(element: Element, name: string): string {
  return (Element.prototype.getAttribute.call(element, name) ?? '').slice(0, 100);
}
