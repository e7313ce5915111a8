import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { admit } from '../core/admit.js';
import { advance, type Step } from '../core/advance.js';
import { gatherRules, initialProfile } from '../core/rules.js';
import type { CatalogItem } from '../decide/suggest.js';
import { storefront } from '../storefront.js';
import type { Click } from './click-formats.js';
import { readClicks } from './clickstreams.js';
import { compare } from './compare.js';
import { eachWake } from './each-wake.js';
import { loadPlugins } from './load-plugins.js';
import { dataOf, readJourneys } from './read-journeys.js';
import { readText } from './read-rows.js';

const DAY_MS = 86_400_000;
/** After these numbers of touchpoints of a visitor the stage is counted. */
const MARKS = [1, 2, 3, 5, 10, 20, 50];

const { values, positionals: files } = parseArgs({
  options: {
    /** Module of a plugin: decisions without it and with it are printed side by side. */
    plugin: { type: 'string', multiple: true, default: [] },
    /** Module of the plugins that were there before. Default: those of `storefront()`. */
    base: { type: 'string' },
    /** Lines of decisions at most. */
    lines: { type: 'string', default: '60' },
  },
  allowPositionals: true,
});
if (!files.length) {
  console.error(
    'Name the files to replay, and what is to be tried: waymark-replay [--plugin ./mine.js] [--base ./plugins.js] [--lines 60] FILE …',
  );
  process.exit(1);
}
try {
  for (const file of files) {
    if (values.plugin.length || values.base || isJson(file)) await tryOut(file);
    else report(file);
  }
} catch (cause) {
  console.error((cause as Error).message);
  process.exit(1);
}

/** What the plugins decide otherwise. */
async function tryOut(file: string): Promise<void> {
  const plugins = (await Promise.all(values.plugin.map(loadPlugins))).flat();
  const catalog = isJson(file) ? [] : catalogOf(readClicks(file).clicks);
  const base = values.base ? await loadPlugins(values.base) : storefront({ catalog });
  const lines = Number(values.lines) || 60;
  console.log(`\n${compare({ file, journeys: readJourneys(file), base, plugins, lines })}`);
}

/** A log or a journey; else it is a clickstream. */
function isJson(file: string): boolean {
  return /^\s*[[{]/.test(readText(file));
}

/** Folds a clickstream through `advance` with the storefront rules and a clock that reads the file's, and prints what came of it. */
function report(file: string): void {
  const { note, clicks } = readClicks(file);
  const catalog = catalogOf(clicks);
  const rules = gatherRules(storefront({ catalog }));
  const stages = new Map<number, Map<string, number>>();
  const decisions = new Map<string, number>();
  const problems = new Map<string, number>();
  let visitors = 0;
  let seen = 0;
  let refused = 0;
  let timeSteps = 0;
  let visitor: string | undefined;
  let profile = initialProfile(rules, '');
  let nth = 0;
  const costs: number[] = [];

  function take(step: Step): void {
    for (const { name } of step.decisions) raise(decisions, name);
    for (const { code } of step.problems) raise(problems, code);
    if (step.touchpoint || step.decisions.length) profile = step.profile;
  }

  /** What time alone makes due before the next click. */
  function passTime(from: number, to: number): void {
    eachWake(rules, { profile: () => profile, from, to }, wake => {
      timeSteps++;
      take(advance(rules, profile, wake, null));
    });
  }

  const started = performance.now();
  let last = 0;
  for (const [index, click] of clicks.entries()) {
    if (click.visitor !== visitor) {
      if (visitor !== undefined) passTime(last, last + DAY_MS);
      visitor = click.visitor;
      profile = initialProfile(rules, visitor);
      visitors++;
      nth = 0;
    } else passTime(last, click.at);
    last = click.at;
    const { touchpoint } = admit(rules, {
      id: `c${index}`,
      at: click.at,
      url: 'https://shop.example/',
      by: 'replay',
      type: click.type,
      data: dataOf(click, index),
    });
    if (!touchpoint) {
      refused++;
      continue;
    }
    const before = performance.now();
    const step = advance(rules, profile, click.at, touchpoint);
    costs.push(performance.now() - before);
    take(step);
    seen++;
    nth++;
    if (MARKS.includes(nth) && profile.stage) raise(at(stages, nth), profile.stage.label);
  }
  passTime(last, last + DAY_MS);
  const seconds = (performance.now() - started) / 1_000;

  console.log(`\n${basename(file)}: ${note}`);
  const rate = `${Math.round(seen / seconds)} a second with check, redaction and ${timeSteps} steps by time alone`;
  const cost = `one \`advance\`: median ${(quantile(costs, 0.5) * 1_000).toFixed(0)} µs, 95 % under ${(quantile(costs, 0.95) * 1_000).toFixed(0)} µs`;
  console.log(
    `  ${seen} touchpoints of ${visitors} visitors in ${seconds.toFixed(1)} s: ${rate}; ${cost}${refused ? `; ${refused} refused` : ''}`,
  );
  console.log(`  decisions: ${list(decisions) || 'none'}${problems.size ? `; problems: ${list(problems)}` : ''}`);
  for (const mark of MARKS) {
    const counts = stages.get(mark);
    if (!counts) continue;
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const shares = [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([label, n]) => `${label} ${((n / total) * 100).toFixed(1)} %`);
    console.log(`  after ${String(mark).padStart(2)} touchpoints (${total} visitors): ${shares.join(', ')}`);
  }
}

/** The shop's catalogue, as far as the file shows it. */
function catalogOf(clicks: readonly Click[]): readonly CatalogItem[] {
  return [...new Map(clicks.flatMap(({ item }) => (item ? [[item.item_id, item] as const] : []))).values()];
}

function at<K>(map: Map<K, Map<string, number>>, key: K): Map<string, number> {
  const inner = map.get(key) ?? new Map<string, number>();
  map.set(key, inner);
  return inner;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function raise(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function list(map: Map<string, number>): string {
  return [...map]
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
}
