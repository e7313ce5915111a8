import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { whenPresent } from '../platform/when-present.js';
import { type Load, loader, type VendorScript } from './loader.js';
import { type Fields, type Message, messagesOf, type Names, rename, type TellOptions } from './messages.js';
import { type ShopFacts, shopFacts } from './shop-facts.js';
import { throughVendor, type Vendor } from './vendor.js';

/** What every ad system lets a site say. */
export interface AdOptions extends TellOptions {
  /** Loads the vendor's script if the page has none: `true`, or where from. Then page views are told, too. Default: never. */
  readonly load?: Load;
}

/** One thing to tell an ad system. */
export interface AdMessage extends Message {
  readonly facts: ShopFacts;
  /** All other fields, of what the site itself gave a name. */
  readonly own: Fields;
  /** Who captured the touchpoint; empty for a decision. */
  readonly by: string;
}

/** A system of ads. */
export interface AdSystem<T> extends Pick<Vendor<T>, 'name' | 'object' | 'find'> {
  readonly table: Names;
  readonly options: AdOptions;
  /** Every name of options. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly script: VendorScript;
  /** The vendor's own call of consent. */
  consent?(vendor: T, isGranted: boolean): void;
  tell(vendor: T, message: AdMessage): void;
}

/**
 * A destination that is an ad system: runs with consent to advertising and with nothing less, says so in the vendor's own
 * words, and takes it back when the consent is withdrawn. It tells what the table names, and no person.
 */
export function adSystem<T>(system: AdSystem<T>): Plugin {
  const { name, table, options, known, script, find, consent, tell } = system;
  const { load, fields = ['*'] } = options;
  let isTold = false;

  function grant(vendor: T): void {
    if (!isTold) consent?.(vendor, true);
    isTold = true;
  }

  function adMessages(row: Row): readonly AdMessage[] {
    const { id, by } = row.touchpoint ?? { id: '', by: '' };
    return messagesOf([row], table, { others: false, pageViews: Boolean(load), ...options }).map(message => ({
      ...message,
      facts: shopFacts(message),
      own: Object.hasOwn(table, message.type) ? {} : rename(message.data, { items: '' }),
      by: message.id === id ? by : '',
    }));
  }

  return definePlugin({
    name,
    purpose: 'advertising',
    options: [options, known],
    delivery: 'page',
    fields,
    capture({ signal }) {
      whenPresent(() => {
        const vendor = find();
        if (vendor) grant(vendor);
        return Boolean(vendor);
      }, signal);
      return () => {
        const vendor = isTold && find();
        isTold = false;
        if (vendor) consent?.(vendor, false);
      };
    },
    deliver: throughVendor<T>({
      ...system,
      load: loader(name, load, script),
      tell(vendor, rows) {
        grant(vendor);
        for (const message of rows.flatMap(adMessages)) tell(vendor, message);
      },
    }),
  });
}
