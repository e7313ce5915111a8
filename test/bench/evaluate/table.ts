/** A figure, with its 95 % interval where visitors were drawn again. */
export interface Figure {
  readonly value: number;
  readonly interval?: readonly [low: number, high: number];
}

export type Cell = Figure | string | undefined;

/** What a task found. */
export interface Table {
  readonly title: string;
  /** What a reader has to know before believing a number. */
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
}

export interface Line {
  readonly measure: string;
  readonly cells: readonly Cell[];
}

/** A table as text. Pure. */
export function show({ title, notes, columns, lines }: Table): string {
  const texts = [columns, ...lines.map(({ measure, cells }) => [measure, ...cells.map(textOf)])];
  const widths = columns.map((_, column) => Math.max(...texts.map(line => line[column]?.length ?? 0)));
  const rows = texts.map(line =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map(width => '-'.repeat(width)).join('  ');
  return [
    `\n${title}`,
    ...notes.map(note => `  ${note}`),
    ...[rows[0], rule, ...rows.slice(1)].map(row => `  ${row}`),
  ].join('\n');
}

/** The value of a line in a column, to check what was found. Pure. */
export function valueAt({ columns, lines }: Table, measure: string, column: string): number {
  const cell = lines.find(line => line.measure === measure)?.cells[columns.indexOf(column) - 1];
  return typeof cell === 'object' ? cell.value : Number.NaN;
}

/** What is asked, and whether a value meets it. Pure. */
export function atLeast(value: number, least: number): string {
  return `≥ ${least} ${value >= least ? 'met' : 'NOT met'}`;
}

/** Pure. */
export function atMost(value: number, most: number): string {
  return `≤ ${most} ${value <= most ? 'met' : 'NOT met'}`;
}

/** Where a baseline is to be beaten: no worse is not enough. Pure. */
export function above(value: number, baseline: number): string {
  return `> ${short(baseline)} ${value > baseline ? 'met' : 'NOT met'}`;
}

/** Pure. */
export function below(value: number, baseline: number): string {
  return `< ${short(baseline)} ${value < baseline ? 'met' : 'NOT met'}`;
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  const { value, interval } = cell;
  return Number.isNaN(value) ? '-' : `${short(value)}${interval ? ` [${interval.map(short).join(', ')}]` : ''}`;
}

function short(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : '∞';
}
