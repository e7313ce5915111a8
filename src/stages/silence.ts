import { definePlugin, type Plugin } from '../core/plugin.js';
import type {} from '../learn/cart.js';
import { hearSilence, NO_SILENCE, type Silence, safeSeconds } from './goes-on.js';

/** The silences of a visitor with a cart, and what follows from them. */
export interface CartSilence extends Silence {
  /** The last touchpoint, while there is something in the cart; epoch ms. */
  readonly at: number | null;
  /** After so many seconds of silence at most a quarter of visitors would go on by themselves. */
  readonly safeSeconds: number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    silence: CartSilence;
  }
}

/** What `safeSeconds` says of no silence; counted anew it would be work at import. */
const INITIAL: CartSilence = { ...NO_SILENCE, at: null, safeSeconds: 160 };

/** Learns how long visitors with something in the cart are silent before they go on; `abandonedCart()` waits that long. */
export function silence(): Plugin {
  return definePlugin({
    name: 'silence',
    needs: ['cart'],
    slice: {
      name: 'silence',
      version: 1,
      initial: INITIAL,
      reduce(state, { at }, { slices }) {
        const next = slices.cart.lines.length ? at : null;
        if (state.at === null) return next === null ? state : { ...state, at: next };
        const heard = hearSilence(state, (at - state.at) / 1000);
        return { ...heard, at: next, safeSeconds: safeSeconds(heard) };
      },
    },
  });
}
