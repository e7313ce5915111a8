import type { DeliverContext } from '../core/plugin.js';
import type { Fields, Message } from './messages.js';

/** What a template can name. */
export interface WebhookMessage extends Omit<Message, 'name'> {
  /** ISO 8601. */
  readonly time: string | null;
  readonly site: string;
  readonly visitorId: string;
  /** `null` while unknown, or where `fields` does not allow it. */
  readonly userId: string | null;
  /** What `fields` names of the visitor. */
  readonly traits: Fields;
  /** Name of the micro-stage; empty without a stage model. */
  readonly stage: string;
}

/** A message with what is known beside it. */
export function webhookMessage({ name: _, ...message }: Message, { site, profile }: DeliverContext): WebhookMessage {
  const { visitorId, stage, slices } = profile;
  const { userId = null, traits = {} } = slices.identity ?? {};
  const time = new Date(message.at).toJSON();
  return { ...message, time, site, visitorId, userId, traits, stage: stage?.name ?? '' };
}
