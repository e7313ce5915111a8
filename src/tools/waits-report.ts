import type { Median } from '../learn/median-of.js';
import { aligned } from './lift-report.js';
import type { SiteWaits } from './waits-of.js';

const COLUMNS = ['channel', 'visitors', 'answered', 'median', '95 % sure', 'not answered'];
const SOLVED = ['solved', 'median', '95 % sure', 'not solved'];
/** From two of a unit on it is told in that. */
const UNITS: readonly (readonly [ms: number, name: string])[] = [
  [86_400_000, 'days'],
  [3_600_000, 'h'],
  [60_000, 'min'],
];

/** How long visitors waited, as a table with a line for each channel. Pure. */
export function waitsReport(waits: readonly SiteWaits[]): string {
  const lines = waits.map(({ channel, visitors, answer, unanswered, solution, unsolved }) => [
    ...[channel, `${visitors}`],
    ...[...told(answer), `${unanswered}`],
    ...[...told(solution), `${unsolved}`],
  ]);
  return aligned([[...COLUMNS, ...SOLVED], ...lines]).join('\n');
}

function told(median: Median | null): readonly string[] {
  if (!median) return ['0', '', ''];
  const { count, value, range } = median;
  return [`${count}`, timeOf(value), range ? `${timeOf(range[0])} to ${timeOf(range[1])}` : 'too few'];
}

function timeOf(ms: number): string {
  const [unit, name] = UNITS.find(([size]) => ms >= 2 * size) ?? [1_000, 's'];
  return `${(ms / unit).toFixed(1)} ${name}`;
}
