import { vi } from 'vitest';

/** The page of a test. */
export function showPage(html: string): void {
  document.body.innerHTML = html;
}

export function find(selectors: string): Element {
  const element = document.querySelector(selectors);
  if (!element) throw new Error(`There is no "${selectors}" on the page.`);
  return element;
}

/** A click of the mouse where the pointer is. */
export function click(selectors: string, at: { readonly x?: number; readonly y?: number } = {}): void {
  const { x: clientX = 10, y: clientY = 10 } = at;
  find(selectors).dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, clientX, clientY }),
  );
}

export function fire(type: string, target: EventTarget = window): void {
  target.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Routers of a browser without the Navigation API are noticed after a click. */
export function goTo(address: string): void {
  history.pushState({}, '', address);
  fire('popstate');
}

/** The page is hidden or shown. */
export function see(isVisible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isVisible ? 'visible' : 'hidden');
  fire('visibilitychange', document);
}
