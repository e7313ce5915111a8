import { type DeliverContext, definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import type { Row } from '../core/touchpoint.js';
import { messagesOf } from './messages.js';
import { type Post, postEach } from './post-each.js';
import { checkUrl } from './safe-url.js';
import { checkTemplate, fill, type Template } from './template.js';
import { WEBHOOK_ROOTS, type WebhookMessage, webhookMessage } from './webhook-message.js';

export interface WebhookOptions {
  /** Where it is posted: https, a loopback host, or an address on this site. */
  readonly url: string;
  /** Touchpoint types and decisions that are posted, such as `['purchase', 'lead.enter']`. Default: every touchpoint, no decision. */
  readonly tell?: readonly string[];
  /** What each looks like, or a function that makes it and answers nothing for what is not posted. Default: all of `WebhookMessage`. */
  readonly template?: Template | ((message: WebhookMessage) => unknown);
  /** One post for all that waits, a list. Default `false`: a post each. */
  readonly batch?: boolean;
  /** Headers, such as `{ 'content-type': 'application/json' }`: the browser asks the server first, so only where it insists. Default: none, and JSON as plain text. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: `analytics`. */
  readonly purpose?: Purpose;
  /** Fields that a template finds; a trait of the visitor only by its name. Default `['*']`, see `Plugin.fields`. */
  readonly fields?: readonly string[];
}

const KNOWN: Known<WebhookOptions> = {
  ...{ url: 1, tell: 1, template: 1, batch: 1 },
  ...{ headers: 1, purpose: 1, fields: 1 },
};

/**
 * Posts JSON in the shape that somebody else wants, at least once; the id of a message tells repeats. Throws `WaymarkError` for an
 * address that is not safe, and for a template with the path to the mistake.
 */
export function webhook(options: WebhookOptions): Plugin {
  const { url, tell, template, batch = false, headers, purpose = 'analytics', fields = ['*'] } = options;
  checkUrl('webhook', url);
  if (template !== undefined && typeof template !== 'function') checkTemplate(template, WEBHOOK_ROOTS);
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
  const each = postEach({ postsOf: (row, context) => textsOf([row], context).map(postOf) });
  return definePlugin({
    name: 'webhook',
    purpose,
    options: [options, KNOWN],
    fields,
    arms: true,
    deliver(rows, context) {
      if (!batch) return each(rows, context);
      const texts = textsOf(rows, context);
      return texts.length ? context.send(...postOf(`[${texts}]`)) : {};
    },
  });
}
