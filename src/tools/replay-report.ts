import { sumOf } from '../core/sum.js';
import type { Replayed } from './replay-clicks.js';

/** What came of a clickstream as text: how fast it was, what was decided, and the stages over time. Pure. */
export function replayReport({ visitors, seen, refused, timeSteps, seconds, ...rest }: Replayed): string {
  const { costs, decisions, problems, stages } = rest;
  const micros = (share: number): string => (quantile(costs, share) * 1_000).toFixed(0);
  const rate = `${Math.round(seen / seconds)} a second with check, redaction and ${timeSteps} steps by time alone`;
  const cost = `one \`advance\`: median ${micros(0.5)} µs, 95 % under ${micros(0.95)} µs`;
  return [
    `  ${seen} touchpoints of ${visitors} visitors in ${seconds.toFixed(1)} s: ${rate}; ${cost}${refused ? `; ${refused} refused` : ''}`,
    `  decisions: ${list(decisions) || 'none'}${problems.size ? `; problems: ${list(problems)}` : ''}`,
    ...[...stages].flatMap(([mark, counts]) => (counts.size ? stagesAt(mark, counts) : [])),
  ].join('\n');
}

function stagesAt(mark: number, counts: ReadonlyMap<string, number>): string {
  const total = sumOf(counts.values());
  const shares = byCount(counts).map(([label, n]) => `${label} ${((n / total) * 100).toFixed(1)} %`);
  return `  after ${String(mark).padStart(2)} touchpoints (${total} visitors): ${shares.join(', ')}`;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function list(map: ReadonlyMap<string, number>): string {
  return byCount(map)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
}

/** The most frequent first. */
function byCount(map: ReadonlyMap<string, number>): readonly (readonly [name: string, n: number])[] {
  return [...map].sort(([, a], [, b]) => b - a);
}
