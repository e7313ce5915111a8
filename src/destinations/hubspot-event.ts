import { type Fields, isPlain, type Message } from './messages.js';
import { shopFacts } from './shop-facts.js';

/** What HubSpot is told of a message: a property of an event is a text, a number, or a yes or no. Pure. */
export function hubspotProperties(message: Message): Fields {
  const { products } = shopFacts(message);
  const plain = Object.entries(message.data).filter(([, value]) => isPlain(value));
  const reasons = reasonsText(message.data);
  return {
    ...Object.fromEntries(plain),
    ...(products && { item_ids: products.map(({ id }) => id).join(';') }),
    ...(reasons && { reasons }),
  };
}

/** The reasons of a lead as one text. Pure. */
export function reasonsText({ reasons }: Fields): string {
  return Array.isArray(reasons) ? reasons.map(reason => Object(reason).text).join('; ') : '';
}
