/** Puts an element with this text into another one, right to left where the text is; nothing where there is no text. */
export function write(parent: Element, element: HTMLElement, text: unknown): HTMLElement | undefined {
  if (typeof text !== 'string' && typeof text !== 'number') return;
  if (text === '') return;
  element.textContent = `${text}`;
  element.dir = 'auto';
  return parent.appendChild(element);
}
