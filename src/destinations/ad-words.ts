import type { Row } from '../core/touchpoint.js';
import type { AdOptions, AdWay } from './ad-system.js';
import type { Deliver } from './late.js';
import { loader, type VendorScript } from './loader.js';
import { type Fields, type Message, messagesOf, rename } from './messages.js';
import { type ShopFacts, shopFacts } from './shop-facts.js';
import type { Names } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** One thing to tell an ad system. */
export interface AdMessage extends Message {
  readonly facts: ShopFacts;
  /** All other fields, of what the site itself gave a name. */
  readonly own: Fields;
  /** Who captured the touchpoint; empty for a decision. */
  readonly by: string;
}

/** How a system of ads is told. */
export interface AdWords<T> extends AdWay<T> {
  readonly table: Names;
  readonly options: AdOptions;
  readonly script: VendorScript;
  tell(vendor: T, message: AdMessage): void;
}

/** Tells an ad system what the table names, and no person. */
export function adWords<T>({ table, options, script, grant, tell, ...vendor }: AdWords<T>): Deliver {
  const { load } = options;

  function adMessages(row: Row): readonly AdMessage[] {
    const { id, by } = row.touchpoint ?? { id: '', by: '' };
    return messagesOf([row], table, { others: false, pageViews: Boolean(load), ...options }).map(message => ({
      ...message,
      facts: shopFacts(message),
      own: Object.hasOwn(table, message.type) ? {} : rename(message.data, { items: '' }),
      by: message.id === id ? by : '',
    }));
  }

  return throughVendor<T>({
    ...vendor,
    load: loader(vendor.name, load, script),
    tell(found, rows) {
      grant(found);
      for (const message of rows.flatMap(adMessages)) tell(found, message);
    },
  });
}
