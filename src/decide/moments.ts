import type {} from '../capture/campaigns.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Situation, Trigger } from '../core/trigger.js';
import type {} from '../learn/orders.js';
import type {} from '../learn/rhythm.js';
import { deliveryOf } from './delivery-of.js';
import { overdue, unlessFired } from './overdue.js';

/** A first or last contact: the visitor arrived, an order did, or that is expected. */
export interface ContactMoment {
  /** What it is a moment of. */
  readonly kind: 'arrival' | 'delivery' | 'estimate';
  /** When it was or is expected, epoch ms. */
  readonly at: number;
  /** Id of the order, where it is one's. */
  readonly transaction_id?: string;
  /** How the visitor came, where it is an arrival and that is known. */
  readonly channel?: string;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The first of its kind: arrival of the visitor, promise of a delivery (`estimate`), delivery of an order. */
    'moment.first': ContactMoment;
    /** The last of its kind as far as is known: visit, contact to be expected (`estimate`), delivery on its way. */
    'moment.last': ContactMoment;
  }
}

type Moment = Omit<ContactMoment, 'kind'>;

const LAST_ARRIVAL = 'moment-last-arrival';
/** What books or measures is no contact. */
const NO_CONTACT = /^(correct|consent_update|reset|overflow|identify|web_vitals|device_details)$/;

/**
 * Notices the first and the last contact of a relation. `moment.first`, each once for a visitor: `arrival` at the first
 * touchpoint; `estimate` when the first delivery is promised, with that moment; `delivery` when an order first arrives.
 * `moment.last`: `delivery` when the last order on its way has arrived; with slice `rhythm` also `estimate`, once a visit
 * from the second day on, with the moment from which silence would mean that this visit was the last (a later one
 * replaces it), and `arrival` once that moment has passed in silence, with the last touchpoint before it, decided at the
 * next visit if there is one.
 */
export function moments(): Plugin {
  return definePlugin({
    name: 'moments',
    triggers: [
      first('arrival', ({ touchpoint, profile: { firstSeenAt, slices } }) => {
        if (!touchpoint || NO_CONTACT.test(touchpoint.type)) return null;
        const channel = slices.campaigns?.first?.channel;
        return { at: firstSeenAt ?? touchpoint.at, ...(channel && { channel }) };
      }),
      first('estimate', ({ touchpoint }) => {
        if (touchpoint?.type !== 'promise_delivery') return null;
        const { promisedAt, transaction_id } = deliveryOf(touchpoint);
        return promisedAt ? { at: promisedAt, transaction_id } : null;
      }),
      first('delivery', arrivalOf),
      {
        name: 'moment-last-delivery',
        decision: 'moment.last',
        when(situation) {
          const isLast = isOnItsWay(situation.before) && !isOnItsWay(situation.profile);
          const moment = isLast ? arrivalOf(situation) : null;
          return moment && { kind: 'delivery', ...moment };
        },
      },
      {
        name: 'moment-last-estimate',
        decision: 'moment.last',
        perSession: 1,
        when({ touchpoint, profile }) {
          const at = touchpoint && profile.slices.rhythm?.lapsesAt;
          return at ? { kind: 'estimate', at } : null;
        },
      },
      {
        name: LAST_ARRIVAL,
        decision: 'moment.last',
        when(situation) {
          const at = overdue(situation, silenceEndsAt)?.slices.rhythm?.lastAt;
          return at ? { kind: 'arrival', at } : null;
        },
        wakeAt: silenceEndsAt,
      },
    ],
  });
}

function first(kind: ContactMoment['kind'], find: (situation: Situation) => Moment | null): Trigger<'moment.first'> {
  const name = `moment-first-${kind}`;
  return {
    name,
    decision: 'moment.first',
    when(situation) {
      const { fired, firstSeenAt } = situation.profile;
      // What was decided before the first touchpoint was another visitor's, before a logout.
      const isDone = fired[name] && fired[name].at >= (firstSeenAt ?? 0);
      const moment = isDone ? null : find(situation);
      return moment && { kind, ...moment };
    },
  };
}

function arrivalOf({ touchpoint }: Situation): Moment | null {
  if (touchpoint?.type !== 'deliver_order') return null;
  const { deliveredAt, transaction_id } = deliveryOf(touchpoint);
  return { at: deliveredAt, transaction_id };
}

/** Whether an order has neither arrived nor gone back. */
function isOnItsWay({ slices }: Profile): boolean {
  // A correction may have left the slice odd.
  return [slices.orders?.recent]
    .flat()
    .some(
      order => order && !order.deliveredAt && !order.returnedAt && (!order.refunded || order.refunded < order.value),
    );
}

/** From when on the silence means that the visitor is gone; `null` once that was decided. */
function silenceEndsAt(profile: Profile): number | null {
  return unlessFired(profile, LAST_ARRIVAL, profile.slices.rhythm?.lapsesAt ?? null);
}
