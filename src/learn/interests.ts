import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { itemsOf } from './items-of.js';

/** How much a category or a brand draws the visitor, and why. */
export interface Interest {
  /** Whether it is a category or a brand. */
  readonly kind: 'item_category' | 'item_brand';
  /** Name of the category or brand. */
  readonly name: string;
  /** How strong it was at `at`; it fades. */
  readonly score: number;
  /** When it last grew, epoch ms. */
  readonly at: number;
  /** The touchpoints behind it, newest first, at most 5. */
  readonly because: readonly {
    /** Id of the touchpoint. */
    readonly touchpoint: string;
    /** Its type. */
    readonly type: string;
    /** When, epoch ms. */
    readonly at: number;
    /** How much it said. */
    readonly weight: number;
  }[];
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** Categories and brands that draw the visitor, the strongest first, at most 50. */
    interests: readonly Interest[];
  }
}

const INTERESTS = 50;
const BECAUSE = 5;
const HALF_LIFE_MS = 30 * 86_400_000;
/** Set by hand: the more an act costs the visitor, the more it says. */
const WEIGHTS: Readonly<Record<string, number>> = {
  view_item: 1,
  compare_items: 1,
  add_to_wishlist: 2,
  add_to_cart: 3,
  purchase: 5,
};
const KINDS = ['item_category', 'item_brand'] as const;

/** Learns which categories and brands draw the visitor; 30 quiet days halve an interest. */
export function interests(): Plugin {
  return definePlugin({
    name: 'interests',
    purpose: 'personalization',
    slice: {
      name: 'interests',
      version: 1,
      initial: [],
      reduce(state, touchpoint) {
        const { id, type, at } = touchpoint;
        const weight = Object.hasOwn(WEIGHTS, type) && WEIGHTS[type];
        if (!weight) return state;
        let next = state;
        for (const kind of KINDS) {
          for (const name of new Set(itemsOf(touchpoint).map(item => item[kind]))) {
            if (!name) continue;
            const old = next.find(interest => interest.kind === kind && interest.name === name);
            const because = [{ touchpoint: id, type, at, weight }, ...(old?.because ?? [])].slice(0, BECAUSE);
            const score = weight + (old ? strengthOf(old, at) : 0);
            // All fade alike, so what is sorted now stays sorted.
            const others = next.filter(interest => interest !== old);
            const weaker = others.findIndex(other => strengthOf(other, at) < score);
            others.splice(weaker < 0 ? others.length : weaker, 0, { kind, name, score, at, because });
            next = others;
          }
        }
        return next.length > INTERESTS ? next.slice(0, INTERESTS) : next;
      },
    },
  });
}

/** The score of an interest at a moment. Pure. */
export function strengthOf({ score, at }: Interest, now: number): number {
  return score * 2 ** (-Math.max(0, now - at) / HALF_LIFE_MS);
}
