const TEXT = 2_000;
const PIECES = 200;
/** What visitors type or choose is never read. */
const TYPED = 'input,textarea,select,option,[contenteditable]:not([contenteditable="false" i])';
/** What is not said, or no more. */
const UNSAID = /^(script|style|template|noscript|del|s|strike|input|textarea|select|option)$/i;

/**
 * What an element that is marked up says, at most 2,000 characters; nothing where a visitor may have said it.
 * Source: html.spec.whatwg.org/multipage/microdata.html#values; `content` counts on every element, as for search engines.
 */
export function wordingOf(element: Element): string {
  const content = element.getAttribute('content');
  if (content?.trim()) return content.slice(0, TEXT);
  if (element.closest(TYPED)) return '';
  for (const name of ['href', 'src', 'datetime', 'value', 'resource']) {
    const value = element.getAttribute(name);
    if (value !== null) return value.slice(0, TEXT);
  }
  return element.firstElementChild ? joined(element) : (element.textContent ?? '').slice(0, TEXT);
}

/** The texts in an element. Figures of two elements, such as cents that are raised, are no one number. */
function joined(element: Element): string {
  let text = '';
  const queue: Node[] = [...element.childNodes];
  for (let at = 0; queue.length && at < PIECES && text.length < TEXT; at++) {
    const node = queue.shift();
    if (!node || UNSAID.test(node.nodeName)) continue;
    if (node.nodeType === Node.ELEMENT_NODE) {
      queue.unshift(...(node as Element).childNodes);
    } else if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.nodeValue ?? '';
      text += /\d$/.test(text.trimEnd()) && /^\s*\d/.test(piece) ? ` | ${piece}` : piece;
    }
  }
  return text.slice(0, TEXT);
}
