import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { checkTemplate } from './check-template.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import type { Template } from './template.js';
import type { WebhookMessage } from './webhook-message.js';

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
  ...{ url: 1, tell: 'texts', template: 1, batch: 1 },
  ...{ headers: 'table', purpose: 1, fields: 'texts' },
};

/** What a path may begin with. */
const ROOTS = ['type', 'id', 'at', 'time', 'url', 'site', 'visitorId', 'userId', 'traits', 'stage', 'data'];

/**
 * Posts JSON in the shape that somebody else wants, at least once; the id of a message tells repeats. Throws `WaymarkError` for an
 * address that is not safe, and for a template with the path to the mistake.
 */
export function webhook(options: WebhookOptions): Plugin {
  const { url, template, purpose = 'analytics', fields = ['*'] } = options;
  checkUrl('webhook', url);
  if (template !== undefined && typeof template !== 'function') checkTemplate(template, ROOTS);
  return definePlugin({
    name: 'webhook',
    purpose,
    options: [options, KNOWN],
    fields,
    arms: true,
    ...late('webhook', () => import('./webhook-words.js').then(({ webhookWords }) => webhookWords(options))),
  });
}
