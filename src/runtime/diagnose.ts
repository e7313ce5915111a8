import type { Delivery } from './delivery.js';
import type { Diagnostics } from './face.js';
import type { Ledger } from './ledger.js';
import { type Counts, count, total } from './records.js';

/** The ledger in figures, with what the front holds (`held`) and refused. Pure. */
export function diagnose(
  { known, waiting, dropped }: Ledger,
  delivery: Delivery | undefined,
  held: number,
  refused: Counts,
): Diagnostics {
  let lost = dropped;
  for (const [reason, by] of Object.entries(refused)) lost = count(lost, reason, by);
  const underway = waiting.length + held;
  const stored = known.seq + underway;
  return {
    tracked: stored + total(lost),
    stored,
    dropped: lost,
    destinations: delivery?.standing(known.seq, underway) ?? {},
  };
}
