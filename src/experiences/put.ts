/** What was put into the page. */
export interface Put {
  readonly host: Element;
  /** Takes it away. */
  clear(): void;
}

/** Puts something into an element of the page. `seen` runs once, when it has come into view. */
export function put(place: Element, host: Element, seen: () => void): Put {
  const observer = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    observer.disconnect();
    seen();
  });
  place.append(host);
  observer.observe(host);
  return {
    host,
    clear() {
      observer.disconnect();
      host.remove();
    },
  };
}
