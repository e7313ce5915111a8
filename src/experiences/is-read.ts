import { boxOf } from './box-of.js';

/** Whether the visitor has had what an element holds before the eyes for longer than this, on a page that was loaded with it. */
export function isRead(element: Element, ms: number): boolean {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  if (!paint || performance.now() - paint.startTime < ms) return false;
  // There is nothing to read in an empty one.
  const { top, bottom, width } = boxOf(element);
  return width > 0 && bottom > 0 && top < innerHeight && getComputedStyle(element).visibility !== 'hidden';
}
