/** The value below which this share lies. Pure. */
export function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** Pure. */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean with its 95 % interval by Student's t; `NaN` for an interval of a single value. Pure. */
export function intervalOf(values) {
  const middle = mean(values);
  const freedom = values.length - 1;
  const error = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / freedom / values.length);
  const reach = error * studentOf(freedom);
  return { middle, from: middle - reach, to: middle + reach };
}

/** The median with its 95 % interval by ranks, which holds whatever the values are spread like; with fewer than six values it is all of them. Pure. */
export function ranksOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const { length } = sorted;
  let below = 0;
  // How likely it is that so few of them lie below the median: of either tail 2.5 %.
  for (let chance = 0.5 ** length, sum = chance; sum <= 0.025; sum += chance) {
    chance *= (length - below) / (below + 1);
    below++;
  }
  const skipped = Math.max(0, below - 1);
  return { middle: quantile(values, 0.5), from: sorted[skipped], to: sorted[length - 1 - skipped] };
}

/** Quantile 0.975, for two degrees of freedom and more within 6 %. Source: Abramowitz and Stegun 26.7.5. Pure. */
function studentOf(freedom) {
  return 1.959964 + 2.37227 / freedom + 2.8225 / freedom ** 2 + 2.55585 / freedom ** 3;
}
