import { vi } from 'vitest';

/** Everything that is put into the page is seen at once. */
export function seeAtOnce(): void {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly observe: () => void;
      constructor(tell: (entries: readonly object[]) => void) {
        this.observe = () => tell([{ isIntersecting: true }]);
      }
      disconnect = vi.fn();
    },
  );
}
