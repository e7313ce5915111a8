import { definePlugin, type Plugin } from '../core/plugin.js';
import { whenPresent } from '../platform/when-present.js';
import { type Deliver, late } from './late.js';
import type { Load } from './loader.js';
import { needId } from './need-id.js';
import type { TellOptions } from './tell-options.js';
import type { Vendor } from './vendor.js';

/** What every ad system lets a site say. */
export interface AdOptions extends TellOptions {
  /** Loads the vendor's script if the page has none: `true`, or where from. Then page views are told, too. Default: never. */
  readonly load?: Load;
}

/** How the words of an ad system reach it. */
export interface AdWay<T> extends Pick<Vendor<T>, 'name' | 'object' | 'find'> {
  /** Called before it is told anything. */
  grant(vendor: T): void;
}

/** A system of ads. */
export interface AdSystem<T> extends Omit<AdWay<T>, 'grant'> {
  readonly options: AdOptions;
  /** Every name of options. */
  readonly known: Readonly<Record<string, unknown>>;
  /** Names the option that says whose it is, which `load` cannot do without. */
  readonly id: string;
  /** The vendor's own call of consent. */
  consent?(vendor: T, isGranted: boolean): void;
  /** Gets what tells it. */
  words(way: AdWay<T>): Promise<Deliver>;
}

/**
 * A destination that is an ad system: runs with consent to advertising and with nothing less, says so in the vendor's own
 * words, and takes it back when the consent is withdrawn.
 */
export function adSystem<T>(system: AdSystem<T>): Plugin {
  const { name, object, options, known, id, find, consent, words } = system;
  const { load, fields = ['*'] } = options;
  let isTold = false;
  if (load) needId(name, id, (options as Readonly<Record<string, string | undefined>>)[id]);
  const { capture, deliver } = late(name, () => words({ name, object, find, grant }));

  function grant(vendor: T): void {
    if (!isTold) consent?.(vendor, true);
    isTold = true;
  }

  return definePlugin({
    name,
    purpose: 'advertising',
    options: [options, known],
    delivery: 'page',
    fields,
    capture(context) {
      capture(context);
      whenPresent(() => {
        const vendor = find();
        if (vendor) grant(vendor);
        return Boolean(vendor);
      }, context.signal);
      return () => {
        const vendor = isTold && find();
        isTold = false;
        if (vendor) consent?.(vendor, false);
      };
    },
    deliver,
  });
}
