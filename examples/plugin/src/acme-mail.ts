import { type Delivered, definePlugin, type Plugin, type Row } from 'waymark';
import type {} from 'waymark/storefront';

export interface AcmeMailOptions {
  /** Key of the list; it may be seen by everybody. */
  readonly listKey: string;
  /** Where Acme's servers are. Default `https://api.acme-mail.example`. */
  readonly host?: string;
}

interface AcmeEvent {
  /** Acme drops what it has seen: a batch may come twice. */
  readonly id: string;
  readonly name: string;
  readonly time: string;
  readonly product_ids: readonly string[];
  readonly amount?: number;
}

/** Our touchpoints by Acme's names; what is not here is none of its business. */
const NAMES: Readonly<Record<string, string>> = {
  view_item: 'Viewed Product',
  add_to_cart: 'Added to Cart',
  purchase: 'Placed Order',
};

/** Tells Acme Mail what a visitor looked at, put into the cart and ordered, so that it can write about it. */
export function acmeMail({ listKey, host = 'https://api.acme-mail.example' }: AcmeMailOptions): Plugin {
  return definePlugin({
    name: 'acme-mail',
    purpose: 'advertising',
    // An ad system is told who the visitor is only where that is said.
    fields: ['items', 'value', 'user_id'],
    async deliver(rows, { profile, send }): Promise<Delivered> {
      const events = rows.flatMap(eventsOf);
      if (!events.length) return {};
      const contact = profile.slices.identity?.userId ?? profile.visitorId;
      // What became of it is what became of the rows: the outbox tries again, when and as often as is right.
      return send(`${host}/v1/events?key=${encodeURIComponent(listKey)}`, JSON.stringify({ contact, events }));
    },
  });
}

function eventsOf({ touchpoint }: Row): readonly AcmeEvent[] {
  const name = touchpoint && Object.hasOwn(NAMES, touchpoint.type) && NAMES[touchpoint.type];
  if (!name) return [];
  const { id, at } = touchpoint;
  // A touchpoint of an undeclared type may hold anything, so each field is looked at before it is read.
  const { items, value } = touchpoint.data as { readonly items?: unknown; readonly value?: unknown };
  const product_ids = (Array.isArray(items) ? items : []).flatMap(item =>
    typeof item?.item_id === 'string' ? [item.item_id] : [],
  );
  return [
    { id, name, time: new Date(at).toISOString(), product_ids, ...(typeof value === 'number' && { amount: value }) },
  ];
}
