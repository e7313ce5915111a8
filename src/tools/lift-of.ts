import { type AnytimeOptions, type Comparison, compare, type Sample } from './anytime.js';
import { type SampleRatio, sampleRatio } from './sample-ratio.js';

/** A group of visitors that were treated alike. */
export interface Arm {
  readonly variant: string;
  /** Visitors that were exposed. */
  readonly exposed: number;
  /** Those whose window has ended; the others are waited for. */
  readonly visitors: number;
  /** Those of them who reached the goal. */
  readonly conversions: number;
  /** What it was worth to all of them, sum and sum of squares a visitor, and the most for one. */
  readonly value: Omit<Sample, 'count'>;
  /** The weight it is drawn with; `null` while unknown. */
  readonly weight: number | null;
}

/** A group beside its control. */
export interface Lifted {
  readonly variant: string;
  /** Share of visitors who reach the goal; `null` while there are too few to say anything. */
  readonly rate: Comparison | null;
  /** Value a visitor; `null` as well where there is none. */
  readonly value: Comparison | null;
  /** Chance that an interval misses. */
  readonly alpha: number;
}

export interface Lift {
  /** The group all others are compared with. */
  readonly control: string;
  readonly groups: readonly Lifted[];
  /** `null` while a weight is unknown or there is one group only. */
  readonly ratio: SampleRatio | null;
}

/** Visitors who reach the goal and who do not, in each group, before anything is said. */
export const ENOUGH = 10;

/**
 * How much more often, and for how much more, visitors of each group reach the goal than those of the first, the control.
 * Pure. All intervals together miss with chance `alpha` at most: each of several groups gets its part (Bonferroni).
 */
export function liftOf(
  [control, ...others]: readonly [Arm, ...Arm[]],
  { alpha = 0.05, ...options }: AnytimeOptions = {},
): Lift {
  const arms = [control, ...others];
  const weights = arms.flatMap(({ weight }) => weight ?? []);
  const each = { alpha: alpha / Math.max(1, others.length), ...options };
  return {
    control: control.variant,
    ratio:
      others.length && weights.length === arms.length
        ? sampleRatio(
            arms.map(({ exposed }) => exposed),
            weights,
          )
        : null,
    groups: others.map(arm => {
      const canSay = isEnough(arm) && isEnough(control);
      const hasValue = arm.value.most > 0 && control.value.most > 0;
      return {
        variant: arm.variant,
        rate: canSay ? compare(yesOrNo(arm), yesOrNo(control), each) : null,
        value: canSay && hasValue ? compare(worth(arm, control), worth(control, arm), each) : null,
        alpha: each.alpha,
      };
    }),
  };
}

function isEnough({ visitors, conversions }: Arm): boolean {
  return Math.min(conversions, visitors - conversions) >= ENOUGH;
}

function yesOrNo({ visitors, conversions }: Arm): Sample {
  return { count: visitors, sum: conversions, squares: conversions, most: 1 };
}

/** What is the most in one group could have come in the other. */
function worth({ visitors, value }: Arm, other: Arm): Sample {
  return { count: visitors, ...value, most: Math.max(value.most, other.value.most) };
}
