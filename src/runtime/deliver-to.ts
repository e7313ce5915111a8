import type { DeliverContext, Delivered, Plugin } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import type { Send } from '../platform/transport.js';
import { answerOf } from './cursor.js';
import { timeBoxed } from './time-boxed.js';
import { rowsWithin } from './within.js';

/**
 * Hands a destination what it may see of these rows, and answers what it took. Its signal ends after 5 s, too. Rejects with
 * what it throws, and where it has not answered by then.
 */
export async function deliverTo(
  plugin: Plugin,
  batch: readonly Row[],
  { send, ...context }: Omit<DeliverContext, 'send'> & { readonly send: Send },
): Promise<Delivered> {
  const answer = await timeBoxed(context.signal, signal =>
    plugin.deliver?.(
      rowsWithin(plugin, batch),
      Object.freeze({
        ...context,
        signal,
        send: (url, body, headers) => send(url, body, signal, headers),
      } satisfies DeliverContext),
    ),
  );
  return answerOf(plugin, answer, context);
}
