import { KLAVIYO_NAMES, klaviyoEvents } from './klaviyo-spec.js';
import type { Deliver } from './late.js';
import { type Load, loader } from './loader.js';
import { type Fields, given, type Message, messagesOf } from './messages.js';
import type { TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** What is used of `window.klaviyo`, and of its older `window._learnq`. */
interface Klaviyo {
  push(call: readonly unknown[]): unknown;
}

/** Whose script is loaded. */
interface Account extends TellOptions {
  readonly companyId?: string;
  readonly load?: Load;
}

/** Tells the page's `klaviyo`. */
export function klaviyoWords({ companyId, load, ...options }: Account): Deliver {
  return throughVendor<Klaviyo>({
    name: 'klaviyo',
    object: 'klaviyo',
    find: () => page().klaviyo ?? page()._learnq,
    load: loader('klaviyo', load, { id: companyId, src: srcOf, prepare }),
    tell(vendor, rows) {
      const isOld = !page().klaviyo;
      for (const message of messagesOf(rows, KLAVIYO_NAMES, { others: false, pageViews: false, ...options }))
        for (const call of klaviyoCalls(message, isOld)) vendor.push(call);
    },
  });
}

/** A message as the page's object takes it; the older one calls a person by `$email` and `$id`. Pure. */
function klaviyoCalls(message: Message, isOld: boolean): readonly (readonly unknown[])[] {
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

function page(): { klaviyo?: Klaviyo; _learnq?: Klaviyo } {
  return window as object;
}

function srcOf(id: string): string {
  return `https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=${id}`;
}

/** The queue that stands in for the script until it is there, as Klaviyo writes it. */
function prepare(): void {
  const queue: unknown[] = [];
  Object.assign(window, { _klOnsite: queue, klaviyo: { push: (...calls: unknown[]) => queue.push(...calls) } });
}
