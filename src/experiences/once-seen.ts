/** Runs once, when an element has come into view. Returns stop. */
export function onceSeen(element: Element, run: () => void): () => void {
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    seen.disconnect();
    run();
  });
  seen.observe(element);
  return () => seen.disconnect();
}
