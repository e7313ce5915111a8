import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Purpose } from '../core/purpose.js';
import { checkSequence } from './check-sequence.js';
import type { PlannedStep, Sequence } from './sequence.js';
import { sequenceTriggers } from './sequence-triggers.js';
import type { Terms } from './sight.js';

export interface SequencesOptions extends Terms {
  /** By name. */
  readonly sequences?: Readonly<Record<string, Sequence>>;
  /** What they are for. Default `personalization`. */
  readonly purpose?: Purpose;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** A sequence starts. Whoever sends e-mail or push does the waiting for those steps, until `sequence.exit`. */
    'sequence.plan': {
      /** Name of the sequence. */
      readonly sequence: string;
      /** What it will say, in order; without what would come after its end. */
      readonly steps: readonly PlannedStep[];
    };
    /** A step in the page is due, once a run. */
    'sequence.step': PlannedStep & {
      /** Name of the sequence. */
      readonly sequence: string;
    };
    /** A sequence ends, once a run; what is left of its plan is off. */
    'sequence.exit': {
      /** Name of the sequence. */
      readonly sequence: string;
      /** `converted` by an order, `exit` by its own rule, `over` when its time or its visitor is, `wish` when a step to come is by a channel that is not wished. */
      readonly reason: 'done' | 'converted' | 'exit' | 'over' | 'open-issue' | 'wish';
    };
  }
}

/**
 * Says several things in order, days apart. Nothing runs while the browser is closed, so each channel has one sender: the
 * page decides its own steps (`sequence.step`), and all others are handed over with `sequence.plan` at the start, to be
 * sent at their `dueAt` unless `sequence.exit` came; the page never decides those. A delay counts from the step before: in
 * the page from when it was decided, so that after a late one, decided at the next visit, the following keep their
 * distance. A step of the page that a later one of another channel has overtaken is left out: nothing comes out of order.
 * While an issue is open (slice `care`) the page waits; what is handed over cannot, so it ends the sequence while such
 * a step is to come, and keeps it from starting. So does a wish of the visitor (slice `contact`) against the channel of
 * such a step; one against the page keeps it from starting, or lets it wait. A clock that was set back delays. Keeps nothing of its own: where
 * a sequence stands is read from what was decided. Throws `WaymarkError` with the path to what is no sequence.
 */
export function sequences({
  sequences: list = {},
  purpose = 'personalization',
  ...terms
}: SequencesOptions = {}): Plugin {
  const entries = Object.entries(list);
  return definePlugin({
    name: 'sequences',
    purpose,
    needs: [...new Set(entries.flatMap(([name, sequence]) => checkSequence(sequence, `sequences.${name}`)))],
    triggers: entries.flatMap(([name, sequence]) => sequenceTriggers(name, sequence, terms)),
  });
}
