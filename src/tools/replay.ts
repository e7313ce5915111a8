import { basename } from 'node:path';
import { gatherRules } from '../core/rules.js';
import type { CatalogItem } from '../decide/suggest.js';
import { storefront } from '../storefront.js';
import type { Click } from './click-formats.js';
import { readClicks } from './clickstreams.js';
import { compare } from './compare.js';
import { loadPlugins } from './load-plugins.js';
import { fail } from './named-logs.js';
import { numberIn, readFlags } from './read-flags.js';
import { readJourneys } from './read-journeys.js';
import { readText } from './read-rows.js';
import { replayClicks } from './replay-clicks.js';
import { replayReport } from './replay-report.js';

const USAGE = 'waymark-replay [--plugin ./mine.js] [--base ./plugins.js] [--lines 60] FILE …';

const { values, positionals: files } = readFlags(
  {
    options: {
      /** Module of a plugin: decisions without it and with it are printed side by side. */
      plugin: { type: 'string', multiple: true, default: [] },
      /** Module of the plugins that were there before. Default: those of `storefront()`. */
      base: { type: 'string' },
      /** Lines of decisions at most. */
      lines: { type: 'string', default: '60' },
    },
    allowPositionals: true,
  },
  USAGE,
);
const lines = numberIn('lines', values.lines, { above: 0 });
if (!files.length) fail(`Name the files to replay, and what is to be tried: ${USAGE}`);
try {
  for (const file of files) {
    if (values.plugin.length || values.base || isJson(file)) await tryOut(file);
    else report(file);
  }
} catch (cause) {
  fail((cause as Error).message);
}

/** What the plugins decide otherwise. */
async function tryOut(file: string): Promise<void> {
  const plugins = (await Promise.all(values.plugin.map(loadPlugins))).flat();
  const catalog = isJson(file) ? [] : catalogOf(readClicks(file).clicks);
  const base = values.base ? await loadPlugins(values.base) : storefront({ catalog });
  console.log(`\n${compare({ file, journeys: readJourneys(file), base, plugins, lines })}`);
}

/** A log or a journey; else it is a clickstream. */
function isJson(file: string): boolean {
  return /^\s*[[{]/.test(readText(file));
}

/** What the storefront rules make of a clickstream, with a clock that reads the file's. */
function report(file: string): void {
  const { note, clicks } = readClicks(file);
  const rules = gatherRules(storefront({ catalog: catalogOf(clicks) }));
  console.log(`\n${basename(file)}: ${note}\n${replayReport(replayClicks(rules, clicks))}`);
}

/** The shop's catalogue, as far as the file shows it. */
function catalogOf(clicks: readonly Click[]): readonly CatalogItem[] {
  return [...new Map(clicks.flatMap(({ item }) => (item ? [[item.item_id, item] as const] : []))).values()];
}
