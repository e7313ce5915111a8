import type { Estimate, Range } from './anytime.js';
import { type Arm, ENOUGH, type Lift, type Lifted } from './lift-of.js';
import type { Trial } from './trials-of.js';

export interface LiftReportOptions {
  /** Currency of the values; empty where they are left out. */
  readonly currency: string;
}

const COLUMNS = ['group', 'visitors', 'waiting', 'reached', 'rate', 'points more, at any time', 'if read once'];
const VALUE_COLUMNS = ['value a visitor', 'more, at any time'];

/** What is known of one trial, as text: a table of its groups, whether their sizes are right, and one sentence each. Pure. */
export function liftReport(
  { kind, id, goal, arms, leftOut }: Trial,
  lift: Lift,
  { currency }: LiftReportOptions,
): string {
  const columns = [...COLUMNS, 'relative, at any time', ...(currency ? VALUE_COLUMNS : [])];
  const lines = arms.map(arm => {
    const group = lift.groups.find(({ variant }) => variant === arm.variant);
    return lineOf(arm, group).slice(0, columns.length);
  });
  const title = kind === 'all-nudges' ? 'All nudges together, by the global holdout' : `${id} (${kind})`;
  return [
    `\n${title}, goal \`${goal}\`${currency && `, values in ${currency}`}`,
    ...aligned([columns, ...lines]).map(line => `  ${line}`),
    ...(leftOut ? [`  ${leftOut} visitors met it while it had other weights or another goal and are left out.`] : []),
    `  ${ratioSentence(lift, arms)}`,
    ...sentencesOf(lift).map(sentence => `  ${sentence}`),
  ].join('\n');
}

function lineOf({ variant, exposed, visitors, conversions, value }: Arm, group: Lifted | undefined): readonly string[] {
  const { rate = null, value: worth = null } = group ?? {};
  return [
    variant,
    `${visitors}`,
    `${exposed - visitors}`,
    `${conversions}`,
    visitors ? `${percent(conversions / visitors)} %` : '',
    rate ? `${percent(rate.absolute.value)} ${told(rate.absolute.anytime)}` : '',
    rate ? told(rate.absolute.fixed) : '',
    rate?.relative ? relativeOf(rate.relative) : '',
    visitors ? (value.sum / visitors).toFixed(2) : '',
    worth ? `${worth.absolute.value.toFixed(2)} ${told(worth.absolute.anytime, end => end.toFixed(2))}` : '',
  ];
}

/** Whether the groups have the sizes they were drawn with, in one sentence. Pure. */
function ratioSentence({ ratio }: Lift, arms: readonly Arm[]): string {
  const sizes = arms.map(({ variant, exposed }) => `${exposed} ${variant}`).join(', ');
  if (arms.length < 2) return 'There is one group only: nothing to compare with. Set a holdout.';
  if (!ratio) return `Sizes (${sizes}) cannot be checked: the log does not say the weights. Name them with --weights.`;
  const chance = ratio.p < 0.001 ? 'p < 0.001' : `p = ${ratio.p.toFixed(3)}`;
  return ratio.isOff
    ? `BELIEVE NO FIGURE HERE: the groups (${sizes}) have not the sizes they were drawn with (${chance}). Find out who is lost first.`
    : `The groups have the sizes they were drawn with (${chance}).`;
}

/** What may be said of each group, in one honest sentence. Pure. */
export function sentencesOf({ groups, control, ratio }: Lift): readonly string[] {
  if (ratio?.isOff) return [];
  return groups.map(({ variant, rate, alpha }) => {
    if (!rate)
      return `"${variant}": not enough visitors yet to say. It takes ${ENOUGH} who reach the goal and ${ENOUGH} who do not, in each group.`;
    const [low, high] = rate.absolute.anytime;
    const between = `between ${percent(low ?? 0)} and ${percent(high ?? 0)} points`;
    const sure = `${Number((100 * (1 - alpha)).toFixed(2))} % sure, whenever you look`;
    if ((low ?? 0) > 0) return `"${variant}" helps: more reach the goal than of "${control}", ${between} (${sure}).`;
    if ((high ?? 0) < 0) return `"${variant}" harms: fewer reach the goal than of "${control}", ${between} (${sure}).`;
    return `"${variant}": not enough visitors yet to say. The difference from "${control}" may be anything ${between} (${sure}).`;
  });
}

function relativeOf({ value, anytime }: Estimate): string {
  const range = told(anytime, end => `${(100 * end).toFixed(0)}`);
  return `${(100 * value).toFixed(0)} % ${range}`;
}

function told([low, high]: Range, show: (end: number) => string = percent): string {
  return low === null || high === null ? '[unknown]' : `[${show(low)}, ${show(high)}]`;
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

/** Lines of cells as text, each column as wide as its widest. Pure. */
export function aligned(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  return lines.map(line =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
