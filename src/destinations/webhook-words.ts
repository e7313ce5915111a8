import type { DeliverContext } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import type { Deliver } from './late.js';
import { messagesOf } from './messages.js';
import { type Post, postEach } from './post-each.js';
import { fill, type Template } from './template.js';
import { type WebhookMessage, webhookMessage } from './webhook-message.js';

/** What is posted, and where. */
interface Hook {
  readonly url: string;
  readonly tell?: readonly string[];
  readonly template?: Template | ((message: WebhookMessage) => unknown);
  readonly batch?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts messages in the shape of the template. */
export function webhookWords({ url, tell, template, batch, headers }: Hook): Deliver {
  const table = Object.fromEntries((tell ?? []).map(type => [type, type]));
  const shape = (message: WebhookMessage): unknown =>
    typeof template === 'function' ? template(message) : template === undefined ? message : fill(template, message);

  function textsOf(rows: readonly Row[], context: DeliverContext): readonly string[] {
    return messagesOf(rows, table, { others: !tell }).flatMap(message => {
      try {
        // What is nothing, or no JSON, has no text.
        return JSON.stringify(shape(webhookMessage(message, context))) ?? [];
      } catch (cause) {
        context.problem(
          'webhook-template',
          `The template of destination "webhook" failed for a "${message.type}": ${cause}.`,
        );
        return [];
      }
    });
  }

  const postOf = (text: string): Post => [url, text, headers];
  if (!batch) return postEach({ postsOf: (row, context) => textsOf([row], context).map(postOf) });
  return (rows, context) => {
    const texts = textsOf(rows, context);
    return texts.length ? context.send(...postOf(`[${texts}]`)) : {};
  };
}
