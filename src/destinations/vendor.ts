import type { DeliverContext } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { ended } from '../platform/ended.js';
import type { Deliver } from './late.js';

/** A system that has a script of its own on the page. */
export interface Vendor<T> {
  /** Name of the plugin. */
  readonly name: string;
  /** How its object is called, for whoever has to put it there. */
  readonly object: string;
  /** Its object on this page, once there is one. */
  find(): T | false | null | undefined;
  /** Loads its script, where the site asks for that: once, when nothing is found. */
  readonly load?: (() => void) | false | undefined;
  tell(vendor: T, rows: readonly Row[], context: DeliverContext): void;
}

/** 4 s in all, for a plugin's promise gets 5 s. */
const LOOKS = 40;
const PAUSE_MS = 100;

/**
 * A `deliver` for the vendor's own object on the page. What comes before the object waits for it for 4 s, in order; then it is
 * rejected, and a problem says what is missing.
 */
export function throughVendor<T>({ name, object, find, load, tell }: Vendor<T>): Deliver {
  let first: Promise<void> | undefined;

  async function wait(): Promise<void> {
    if (load) load();
    for (let look = 0; look < LOOKS && !find(); look++) await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }

  return async (rows, context) => {
    if (!find()) first ??= wait();
    await Promise.race([first, ended(context.signal)]);
    const vendor = find();
    if (context.signal.aborted) return { accepted: 0 };
    if (vendor) return tell(vendor, rows, context);
    context.problem(
      `${name}-missing`,
      `Destination "${name}" found no \`${object}\` on this page. Put the script of that system there, as it says itself.`,
    );
    return { rejected: true };
  };
}
