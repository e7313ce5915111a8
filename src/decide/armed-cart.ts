import type {} from '../capture/commerce.js';
import { type Armed, type Disarmed, definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { DecisionMap, Situation, Trigger } from '../core/trigger.js';
import type {} from '../learn/cart.js';
import type {} from '../learn/contact.js';
import { type AbandonedCartOptions, abandonedCart, lastLeft } from './abandoned-cart.js';
import { isWished } from './is-wished.js';

/** The cart as it will have been left at `dueAt`, if nothing happens until then. */
export type ArmedCart = Armed & DecisionMap['cart.abandon'];

/** The cart is not waited for any more. */
export interface DisarmedCart extends Disarmed {
  /** It was ordered or emptied, taken up again after `cart.abandon`, or the visitor wants no e-mail any more. */
  readonly why: 'order' | 'empty' | 'recover' | 'wish';
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** `cart.abandon` becomes due then, whether or not a page is open. For destinations with `arms`. */
    'cart.arm': ArmedCart;
    /** `cart.abandon` does not become due, or nothing more is to come of it. For destinations with `arms`. */
    'cart.disarm': DisarmedCart;
  }
}

/** Part of every key, and the trigger that is armed. */
const ARMED = 'cart-abandon';
const KNOWN: Known<AbandonedCartOptions> = { idleMinutes: 1, idleSeconds: 1, restoreUrl: 1 };

/**
 * Arms `cart.abandon` for whoever can wait while no page is open: `cart.arm` at every act on the cart or in the checkout,
 * which moves what is due and replaces the arm before; `cart.disarm` once there is nothing to wait for. Arms nothing against
 * a wish for no e-mail (`contact()`). Takes the options of `abandonedCart()`, which must be the same for both. Throws
 * `WaymarkError` for an address or minutes that are none.
 */
export function armedCart(options: AbandonedCartOptions = {}): Plugin {
  const { idleMinutes = 30, restoreUrl = '' } = options;
  // Of JSON they may be anything.
  if (typeof restoreUrl !== 'string')
    throw new WaymarkError('cart-odd', '`restoreUrl` must be the address of the cart page.');
  if (!(Number(idleMinutes) >= 0)) throw new WaymarkError('cart-odd', '`idleMinutes` must be a number, 0 or more.');
  // Its own trigger says when and what, so that an arm never says anything else.
  const abandon = abandonedCart(options).triggers?.find(({ name }) => name === ARMED) as Trigger<'cart.abandon'>;
  const dueAt = (profile: Profile) => abandon.wakeAt?.(profile) ?? null;
  /** After this step, which abandons what was due before it. */
  const dueThen = (situation: Situation) => {
    const { now, profile } = situation;
    const isAbandoned = now >= (dueAt(lastLeft(situation)) ?? Infinity);
    const fired = { ...profile.fired, [ARMED]: { at: now, session: '', count: 1, times: 1 } };
    return dueAt(isAbandoned ? { ...profile, fired } : profile);
  };
  const isWelcome = ({ slices }: Profile) => isWished(slices.contact?.wish, 'email');
  const firedAt = ({ fired }: Profile, name: string) => fired[name]?.at ?? 0;
  const about = ({ visitorId }: Profile) => ({ key: `${visitorId}/${ARMED}`, decision: abandon.decision });
  return definePlugin({
    name: 'armed-cart',
    options: [options, KNOWN],
    needs: ['cart'],
    triggers: [
      {
        name: 'cart-arm',
        decision: 'cart.arm',
        when(situation) {
          const { now, profile, before } = situation;
          const due = dueThen(situation);
          const { cart } = profile.slices;
          // Every act makes another object of the slice, also within a millisecond; who came late makes up for what it missed.
          const isNew = cart !== before.slices.cart || firedAt(profile, 'cart-arm') < (cart.lastActAt ?? 0);
          if (!isNew || !due || due <= now || !isWelcome(profile)) return null;
          const left = abandon.when({ now: due, profile, before: profile, touchpoint: null, stageChange: null });
          return left && { ...about(profile), dueAt: due, ...left };
        },
      },
      {
        name: 'cart-disarm',
        decision: 'cart.disarm',
        when(situation) {
          const { now, profile, before, touchpoint } = situation;
          const { cart } = profile.slices;
          const was = before.slices.cart;
          const armedAt = firedAt(profile, 'cart-arm');
          const isLive = armedAt > firedAt(profile, 'cart-disarm') && armedAt <= now;
          // An order or an empty cart always ends it, for clocks that were set back confuse what came last.
          const isOver = cart.lines.length
            ? isLive && (!isWelcome(profile) || (cart !== was && !dueThen(situation)))
            : isLive || was?.lines.length;
          if (!armedAt || !isOver) return null;
          const ended = touchpoint?.type === 'purchase' ? 'order' : 'empty';
          const why = !cart.lines.length ? ended : isWelcome(profile) ? 'recover' : 'wish';
          // After a logout it is the visitor of before who is not waited for.
          return { ...about(before), why };
        },
      },
    ],
  });
}
