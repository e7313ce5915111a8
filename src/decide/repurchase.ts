import { definePlugin, type Plugin, type ProfileWith } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type {} from '../learn/orders.js';
import { type Cycles, type Repurchase, repurchasesOf } from './repurchases-of.js';

export interface RepurchaseOptions {
  /** Days after which a category is bought again, such as `{ Strings: 90 }`; the visitor's own rhythm outranks it. */
  readonly cycles?: Cycles;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** Something the visitor buys again and again is due. */
    'repurchase.due': {
      /** The categories, the longest due first, at most 10. */
      readonly due: readonly Repurchase[];
    };
  }
}

const DUE = 10;

/**
 * Decides when something is due to be bought again, once a purchase: by time alone, or at the next visit. Throws
 * `WaymarkError` for a cycle that is no number of days.
 */
export function repurchase({ cycles = {} }: RepurchaseOptions = {}): Plugin {
  for (const [category, days] of Object.entries(cycles)) {
    if (!(Number.isFinite(days) && days > 0))
      throw new WaymarkError('cycle-odd', `\`cycles\` of "${category}" must be a number of days above 0.`);
  }
  // What was due when it was decided last was told then.
  const openOf = ({ fired, slices }: ProfileWith<'orders'>) =>
    repurchasesOf(slices.orders, cycles).filter(({ dueAt }) => dueAt > (fired.repurchase?.at ?? 0));
  return definePlugin({
    name: 'repurchase',
    purpose: 'personalization',
    needs: ['orders'],
    triggers: [
      {
        name: 'repurchase',
        decision: 'repurchase.due',
        wakeAt: profile => openOf(profile)[0]?.dueAt ?? null,
        when({ now, profile }) {
          const due = openOf(profile).filter(({ dueAt }) => dueAt <= now);
          return due.length ? { due: due.slice(0, DUE) } : null;
        },
      },
    ],
  });
}
