/** Things put in the place of others, until all is put back. */
export interface Swap {
  /** A value, or with `get` what is asked for each time. */
  put(holder: object, name: string, attributes: PropertyDescriptor): void;
  restore(): void;
}

/** Puts things in the place of others, and in the end back what was there, the last first. */
export function createSwap(): Swap {
  const held: (() => void)[] = [];
  return {
    put(holder, name, attributes) {
      const before = Object.getOwnPropertyDescriptor(holder, name);
      Object.defineProperty(holder, name, { configurable: true, enumerable: true, ...attributes });
      held.push(() => {
        if (before) Object.defineProperty(holder, name, before);
        else Reflect.deleteProperty(holder, name);
      });
    },
    restore() {
      for (const restore of held.reverse()) restore();
    },
  };
}
