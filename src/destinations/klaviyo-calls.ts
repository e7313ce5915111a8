import { klaviyoEvents } from './klaviyo-spec.js';
import { type Fields, given, type Message } from './messages.js';

/** A message as the page's object takes it; the older one calls a person by `$email` and `$id`. Pure. */
export function klaviyoCalls(message: Message, isOld: boolean): readonly (readonly unknown[])[] {
  if (message.name === 'identify') {
    const { user_id: external_id, traits } = message.data;
    const known: Fields = Object(traits);
    const old = isOld ? { $email: known.email, $id: external_id } : {};
    return [['identify', given({ ...known, external_id, ...old })]];
  }
  return klaviyoEvents(message).map(({ metric, id, value, currency, properties }) => [
    'track',
    metric,
    { ...properties, ...given({ Currency: currency, $value: value }), $event_id: id },
  ]);
}
