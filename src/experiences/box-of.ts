/** Where what an element holds is drawn: without its padding, and also where it has no box of its own. */
export function boxOf(element: Element): DOMRect {
  const contents = new Range();
  contents.selectNodeContents(element);
  return contents.getBoundingClientRect();
}
