import { createSwap } from './swap.js';

/** What is put over the page to watch it. */
export interface Patches {
  put(holder: object, name: string, value: unknown): void;
  /** Puts back what was there; answers what somebody else has put over it, the last first. */
  restore(): readonly string[];
}

/** Puts values over what the page has, as it has them. */
export function createPatches(): Patches {
  const swap = createSwap();
  const held: { readonly holder: object; readonly name: string; readonly value: unknown }[] = [];
  return {
    put(holder, name, value) {
      const { enumerable = true } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
      swap.put(holder, name, { value, writable: true, enumerable });
      held.push({ holder, name, value });
    },
    restore() {
      const patched = held.filter(({ holder, name, value }) => Reflect.get(holder, name) !== value);
      swap.restore();
      return patched.reverse().map(({ name }) => `\`${name}\` is patched`);
    },
  };
}
