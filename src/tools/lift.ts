import { type Outcome, outcomesOf } from '../decide/outcomes-of.js';
import { liftOf } from './lift-of.js';
import { liftReport } from './lift-report.js';
import { fail, namedLogs } from './named-logs.js';
import { numberIn, readFlags, refuse } from './read-flags.js';
import type { Logs } from './read-logs.js';
import { trialsOf } from './trials-of.js';

const USAGE =
  'waymark-lift [--goal purchase] [--days 7] [--currency EUR] [--alpha 0.05] [--tightest-at 5000] [--weights coupon=held:1,shown:9] [--until 2026-01-31] [--json] rows.ndjson …';

const { values, positionals } = readFlags(
  {
    options: {
      /** Touchpoint type that counts, where a nudge does not say. */
      goal: { type: 'string', default: 'purchase' },
      /** Days after the exposure in which it counts, where a nudge or experiment does not say. */
      days: { type: 'string', default: '7' },
      /** Values in other currencies count nothing. Default: the only one there is. */
      currency: { type: 'string', default: '' },
      /** How often all intervals of one trial together may miss. */
      alpha: { type: 'string', default: '0.05' },
      /** Visitors at which an interval is tightest; to be set before anybody looks. */
      'tightest-at': { type: 'string', default: '5000' },
      /** Weights of the groups where the log does not say them: `coupon=held:1,shown:9`, `all-nudges=held:1,nudged:19`. */
      weights: { type: 'string', multiple: true, default: [] },
      /** Moment up to which the files are complete. Default: the latest they tell. */
      until: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  },
  USAGE,
);
const days = numberIn('days', values.days, { above: 0 });
const alpha = numberIn('alpha', values.alpha, { above: 0, below: 1 });
const tightestAt = numberIn('tightest-at', values['tightest-at'], { above: 0 });
const named = new Map(values.weights.map(readWeights));
const asked = values.until ? Date.parse(values.until) : Number.POSITIVE_INFINITY;
if (Number.isNaN(asked)) refuse('until', values.until, 'a day such as 2026-01-31');
const logs = namedLogs(positionals, USAGE);
const { visitors } = logs;
// A device whose clock runs ahead does not end the windows of all others.
const until = Math.min(logs.until, asked, Date.now());
const read = (currency?: string) =>
  [...visitors.values()].flatMap(rows =>
    outcomesOf(rows, { goal: values.goal, days, until, ...(currency && { currency }) }),
  );
const met = read();
// Without a holdout over all nudges there is nothing to say of them together.
const hasGlobal = met.some(({ kind, variant }) => kind === 'all-nudges' && variant === 'held');
const isAsked = ({ kind }: Outcome) => hasGlobal || kind !== 'all-nudges';
// A nudge says its goal itself.
const currencies = currenciesIn(logs, new Set(met.filter(isAsked).map(({ goal }) => goal)));
const currency = values.currency || (currencies.length === 1 ? (currencies[0] ?? '') : '');
// Values in several currencies cannot be added, and none of them is in this one.
const counted = currency || (currencies.length ? 'none' : '');
const outcomes = read(counted).map(outcome => ({
  ...outcome,
  weights: outcome.weights ?? named.get(outcome.id || outcome.kind) ?? null,
}));
const trials = trialsOf(outcomes.filter(isAsked));
if (!trials.length)
  fail(
    `"${positionals.join('", "')}" hold ${visitors.size} visitors and no \`nudge.show\`, \`nudge.hold\` or \`experiment.expose\`. Give the decisions, too.`,
  );
const found = trials.map(trial => ({ ...trial, lift: liftOf(trial.arms, { alpha, tightestAt }) }));
if (values.json) console.log(JSON.stringify({ until, days, goal: values.goal, currency, trials: found }, null, 2));
else {
  console.log(
    `${visitors.size} visitors up to ${new Date(until).toISOString()}; the goal counts within ${days} days, where a nudge or experiment does not say. Waiting: the days are not over yet.`,
  );
  if (currencies.length > 1 && !currency)
    console.log(`Values are left out: they are in ${currencies.join(', ')}. Choose one with --currency.`);
  for (const { lift, ...trial } of found) console.log(liftReport(trial, lift, { currency }));
}

/** The weights of one trial. Ends the command where they are none. */
function readWeights(text: string): readonly [id: string, weights: NonNullable<Outcome['weights']>] {
  const [id = '', ...list] = text.split('=');
  const pairs = list
    .join('=')
    .split(',')
    .map(pair => pair.split(':'));
  const weights = pairs.map(([name = '', weight = '']) => [name, Number(weight)] as const);
  if (!id || !weights.every(([name, weight]) => name && weight > 0))
    refuse('weights', text, 'the groups of a trial, such as coupon=held:1,shown:9');
  return [id, Object.fromEntries(weights)];
}

function currenciesIn({ visitors }: Logs, goals: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const rows of visitors.values()) {
    for (const { touchpoint } of rows) {
      if (!touchpoint || !goals.has(touchpoint.type)) continue;
      // Any data may have this field.
      const { currency: code } = (touchpoint.data ?? {}) as { readonly currency?: unknown };
      if (typeof code === 'string' && code) found.add(code);
    }
  }
  return [...found].sort();
}
