const VERDICTS = new Map([
  [true, 'met'],
  [false, 'NOT met'],
  [null, 'open: its interval holds what is asked'],
]);

/** The lines in columns: name, what was reached, what is asked, and whether it is met. Pure. */
export function table(lines) {
  const cells = lines.map(([name, value, aim = '', isMet]) => [name, value, aim, VERDICTS.get(isMet) ?? '']);
  const widths = [0, 1, 2].map(column => Math.max(...cells.map(line => line[column].length)));
  return cells
    .map(([name, value, aim, verdict]) =>
      [name.padEnd(widths[0]), value.padStart(widths[1]), aim.padEnd(widths[2]), verdict].join('  ').trimEnd(),
    )
    .join('\n');
}

/** A line whose value shall be at most `most`, both in `unit`. Pure. */
export function atMost(name, value, most, unit) {
  return [name, `${round(value)} ${unit}`, `≤ ${most} ${unit}`, value <= most];
}

/** The same for an estimate, in two lines: met or not only where its 95 % interval is as well. Pure. */
export function surelyAtMost(name, { middle, from, to }, most, unit) {
  const isMet = to <= most ? true : from > most ? false : null;
  return [
    [name, `${round(middle)} ${unit}`, `≤ ${most} ${unit}`, isMet],
    ['  95 % interval', `${from.toFixed(2)} to ${to.toFixed(2)} ${unit}`],
  ];
}

/** A line without an aim, to compare others with. Pure. */
export function plain(name, value, unit) {
  return [name, `${round(value)} ${unit}`];
}

function round(value) {
  return Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1);
}
