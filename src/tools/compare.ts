import { basename } from 'node:path';
import type { Plugin, PluginList } from '../core/plugin.js';
import { gatherRules } from '../core/rules.js';
import { beside, type Line } from './beside.js';
import { decisionsOf, type Made } from './decisions-of.js';
import { withPlugins } from './load-plugins.js';
import type { Journeys } from './read-journeys.js';

export interface CompareOptions {
  readonly file: string;
  readonly journeys: Journeys;
  /** Before. */
  readonly base: PluginList;
  /** What is added, or takes the place of plugins of the same name. */
  readonly plugins: readonly Plugin[];
  /** Lines that are printed at most; differences come first. */
  readonly lines: number;
}

const WIDTH = 46;

/** What was decided before and after, side by side, and how often in all. Pure. */
export function compare({ file, journeys, base, plugins, lines: most }: CompareOptions): string {
  const [rules, more] = [gatherRules(base), gatherRules(withPlugins(base, plugins))];
  const counts = new Map<string, [before: number, after: number]>();
  const problems = new Map<string, number>();
  const told: { readonly visitor: string; readonly line: Line }[] = [];
  for (const [visitor, journey] of journeys.visitors) {
    const [before, after] = [decisionsOf(rules, journey), decisionsOf(more, journey)];
    for (const line of beside(before.made, after.made)) told.push({ visitor, line });
    for (const [place, { made }] of [before, after].entries())
      for (const { decision } of made) {
        const both = counts.get(decision.name) ?? [0, 0];
        counts.set(decision.name, both);
        both[place as 0 | 1]++;
      }
    for (const { message } of after.problems) problems.set(message, (problems.get(message) ?? 0) + 1);
  }
  const differing = told.filter(({ line }) => line.mark !== ' ');
  const isWhole = told.length <= most;
  const listed = isWhole || !plugins.length ? told : differing;
  const shown = listed.slice(0, most);
  const left = listed.length - shown.length;
  return [
    `${basename(file)}: ${journeys.note}; ${journeys.visitors.size} visitors`,
    ...(plugins.length
      ? [
          `With ${plugins.map(({ name }) => `"${name}"`).join(', ')}: ${differing.length} of ${told.length} decisions differ (+ new, - gone, ~ other data)${isWhole ? '' : '; only these are listed'}`,
        ]
      : []),
    '',
    `    ${'moment'.padEnd(20)} ${'at'.padEnd(20)} ${'before'.padEnd(WIDTH)} after`,
    ...shown.flatMap(({ visitor, line }, index) => [
      ...(shown[index - 1]?.visitor === visitor ? [] : [`  ${visitor}`]),
      render(line),
    ]),
    ...(left > 0 ? [`  … and ${left} more: --lines ${shown.length + left}`] : []),
    '',
    `    ${'decision'.padEnd(20)} ${'before'.padStart(8)} ${'after'.padStart(8)} ${'change'.padStart(8)}`,
    ...[...counts].map(([name, [before, after]]) => {
      const change = after - before;
      return `    ${name.padEnd(20)} ${`${before}`.padStart(8)} ${`${after}`.padStart(8)} ${(change > 0 ? `+${change}` : `${change || ''}`).padStart(8)}`.trimEnd();
    }),
    ...[...problems].map(([message, n]) => `    problem, ${n} times: ${message}`),
  ].join('\n');
}

function render({ mark, before, after }: Line): string {
  const { now, at } = (before ?? after) as Made;
  const moment = new Date(now).toISOString().replace('T', ' ').slice(0, 19);
  return `  ${mark} ${moment.padEnd(20)} ${at.padEnd(20)} ${wordsOf(before).padEnd(WIDTH)} ${wordsOf(after)}`.trimEnd();
}

/** Name and data, as far as there is room. */
function wordsOf(made: Made | null): string {
  if (!made) return '';
  const text = `${made.decision.name} ${JSON.stringify(made.decision.data)}`;
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
}
