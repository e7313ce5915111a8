// Holds Waymark to its promises in real Chromium, one row a promise. `npm run torture` takes a slice, `--full` the full
// figures, `--brief` what `npm test` has time for; names choose rows (`npm run torture -- DUR1 DUR6`), `--seed 7` repeats a run.
import { startCollector } from '../../../examples/collector/server.mjs';
import { launch } from '../launch.mjs';
import { ROWS } from './rows.mjs';
import { seeded } from './seeded.mjs';
import { serveSite } from './site.mjs';

/** A row that takes longer hangs. */
const LONGEST_MS = 600_000;
const LONGEST_FULL_MS = 7_200_000;

const words = process.argv.slice(2);
const isFull = words.includes('--full');
const isBrief = words.includes('--brief');
const seed = words.includes('--seed') ? Number(words[words.indexOf('--seed') + 1]) : Date.now() % 1_000_000;
const names = words.filter(word => /^[A-Z]+\d+$/.test(word));
const chosen = ROWS.filter(({ ids }) => !names.length || ids.some(id => names.includes(id)));

const site = await serveSite();
const shared = await launch();
const results = [];
console.log(
  `Chromium ${shared.version()}, ${isFull ? 'full figures' : isBrief ? 'a brief slice' : 'a slice'}, --seed ${seed}`,
);
for (const row of chosen) results.push(...(await hold(row)));
await shared.close();
site.close();

print(results);
const broken = results.filter(({ failures }) => failures.length);
for (const { id, failures } of broken) for (const failure of failures) console.log(`${id}: ${failure}`);
const skipped = results.filter(row => row.skipped);
console.log(
  `${results.length - broken.length - skipped.length} met, ${broken.length} NOT met${skipped.length ? `, ${skipped.length} skipped` : ''}`,
);
process.exitCode = broken.length || !results.length ? 1 : 0;

/** Runs one row with what it needs; what it opened is closed after it. */
async function hold({ ids, run }) {
  const closing = [];
  const kept = thing => {
    closing.push(thing);
    return thing;
  };
  const bench = {
    site,
    isFull,
    shared,
    random: seeded(seed),
    /** The figure of the slice, the full one, or the brief one. */
    figure: (slice, full, brief = slice) => (isFull ? full : isBrief ? brief : slice),
    launch: async options => kept(await launch(options)),
    context: async options => kept(await shared.newContext(options)),
    async collector(faults) {
      const collector = kept(await startCollector({ port: 0, file: ':memory:', faults }));
      site.collector = collector.url;
      return collector;
    },
  };
  const started = performance.now();
  try {
    const rows = [await Promise.race([run(bench), overdue(isFull ? LONGEST_FULL_MS : LONGEST_MS)])].flat();
    const seconds = (performance.now() - started) / 1000;
    return rows.map(row => ({ ...row, seconds }));
  } catch (error) {
    const failure = `it could not be measured: ${error.stack}`;
    return ids.map(id => ({ id, what: '', asked: '', reached: 'nothing', runs: 0, seconds: 0, failures: [failure] }));
  } finally {
    for (const thing of closing.reverse()) await thing.close().catch(() => {});
    console.error(`  ${ids.join(', ')} took ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
}

async function overdue(ms) {
  await new Promise(resolve => setTimeout(resolve, ms).unref());
  throw new Error(`Not done within ${ms / 1000} s.`);
}

function print(rows) {
  const cells = rows.map(({ id, what, asked, reached, runs, seconds, failures, skipped }) => {
    return [
      id,
      skipped ? `skipped: ${skipped}` : failures.length ? 'NOT met' : 'met',
      what,
      asked,
      reached,
      `${runs}`,
      seconds.toFixed(0),
    ];
  });
  console.log(`\n| ${['id', '', 'what', 'asked', 'reached', 'runs', 's'].join(' | ')} |\n|${' --- |'.repeat(7)}`);
  for (const row of cells) console.log(`| ${row.join(' | ')} |`);
}
