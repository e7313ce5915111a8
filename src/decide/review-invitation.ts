import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import type {} from '../learn/contact.js';
import { deliveryOf } from './delivery-of.js';
import { DAY_MS } from './fits.js';
import { isWished } from './is-wished.js';
import type { SequenceChannel } from './sequence.js';

export interface ReviewInvitationOptions {
  /** Days after the delivery. Default 7. */
  readonly days?: number;
  /** In the `page` it is decided when it is due; for the others at once, with the moment to send it. Default `page`. */
  readonly channel?: SequenceChannel;
  /** What it is for. Default: runs under any grant. */
  readonly purpose?: Purpose;
}

/** An order whose buyer is invited. */
export interface Invitation {
  /** Id of the order. */
  readonly transaction_id: string;
  /** When the invitation is due, epoch ms. */
  readonly dueAt: number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** Orders that arrived, newest first, the last 50. */
    invitations: readonly Invitation[];
  }
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** A buyer is invited to write a review. */
    'review.invite': {
      /** Every order that is due, each once. */
      readonly orders: readonly Invitation[];
      /** Where the invitation reaches the buyer. */
      readonly channel: SequenceChannel;
    };
  }
}

const ORDERS = 50;
const TRIGGER = 'review-invite';

/**
 * Invites every buyer to write a review after the delivery, each order once. It takes no condition and reads neither score
 * nor mood nor issues: to ask the happy ones only is barred by review platforms and regulators. Who wants to hear nothing by
 * its channel (`contact()`) is not invited by it; in the page that waits.
 */
export function reviewInvitation({ days = 7, channel = 'page', purpose }: ReviewInvitationOptions = {}): Plugin {
  const invitedAt = ({ fired }: Profile) => fired[TRIGGER]?.at ?? 0;
  return definePlugin({
    name: 'review-invitation',
    ...(purpose && { purpose }),
    slice: {
      name: 'invitations',
      version: 1,
      initial: [],
      reduce(state, touchpoint, profile) {
        if (touchpoint.type !== 'deliver_order') return state;
        const { transaction_id, deliveredAt } = deliveryOf(touchpoint);
        if (!transaction_id || state.some(known => known.transaction_id === transaction_id)) return state;
        const arrivedAt = Math.min(deliveredAt, touchpoint.at);
        // A delivery told late is due after the last invitation, or it would be taken for one of those invited then.
        const dueAt = Math.max(Math.round(arrivedAt + days * DAY_MS), invitedAt(profile) + 1);
        return [{ transaction_id, dueAt }, ...state].slice(0, ORDERS);
      },
    },
    triggers: [
      {
        name: TRIGGER,
        decision: 'review.invite',
        when({ now, before, profile }) {
          const { invitations } = profile.slices;
          const due =
            channel === 'page'
              ? invitations?.filter(({ dueAt }) => dueAt <= now && dueAt > invitedAt(profile))
              : invitations?.filter(one => !before.slices.invitations?.includes(one));
          return due?.length && isWished(profile.slices.contact?.wish, channel) ? { orders: due, channel } : null;
        },
        wakeAt: profile =>
          channel === 'page'
            ? (profile.slices.invitations
                ?.map(({ dueAt }) => dueAt)
                .filter(dueAt => dueAt > invitedAt(profile))
                .sort((a, b) => a - b)[0] ?? null)
            : null,
      },
    ],
  });
}
