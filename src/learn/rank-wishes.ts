import { textOf } from '../core/text-of.js';
import type { Row } from '../core/touchpoint.js';
import type {} from './hurdles.js';

/** A way of paying that visitors looked for and did not find. */
export interface PaymentWish {
  readonly payment_type: string;
  /** How many visitors wished for it. */
  readonly visitors: number;
  /** How often it was wished for. */
  readonly wishes: number;
}

/** The ways of paying that visitors wished for, what most of them want first, of their logs: one list of rows each. Pure. */
export function rankWishes(visitors: Iterable<readonly Pick<Row, 'touchpoint'>[]>): readonly PaymentWish[] {
  const ranks = new Map<string, PaymentWish>();
  for (const rows of visitors) {
    const own = new Set<string>();
    for (const { touchpoint } of rows) {
      if (touchpoint?.type !== 'payment_wish') continue;
      // Logs are read from files, too.
      const { payment_type: told }: Partial<typeof touchpoint.data> = Object(touchpoint.data);
      const payment_type = textOf(told) || 'other';
      const rank = ranks.get(payment_type) ?? { payment_type, visitors: 0, wishes: 0 };
      const isNew = own.size < own.add(payment_type).size;
      ranks.set(payment_type, { ...rank, visitors: rank.visitors + Number(isNew), wishes: rank.wishes + 1 });
    }
  }
  return [...ranks.values()].sort((a, b) => b.visitors - a.visitors || b.wishes - a.wishes);
}
