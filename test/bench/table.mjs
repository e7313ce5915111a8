/** The lines in columns: name, value, aim, and whether it is met. Pure. */
export function table(lines) {
  const cells = lines.map(([name, value, aim = '', isMet]) => [
    name,
    value,
    aim,
    isMet === undefined ? '' : isMet ? 'met' : 'NOT met',
  ]);
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

/** A line without an aim, to compare others with. Pure. */
export function plain(name, value, unit) {
  return [name, `${round(value)} ${unit}`];
}

function round(value) {
  return Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1);
}
