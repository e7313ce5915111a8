// Holds Waymark to its promises in real Chromium, one row a promise. `npm run torture` takes a slice, `--full` the full
// figures, `--brief` what `npm test` has time for; names choose rows (`npm run torture -- DUR1 DUR6`), `--seed 7` repeats a run.
import { holder } from './hold.mjs';
import { ROWS } from './rows.mjs';
import { serveSite } from './site.mjs';

const LINGERS_MS = 10_000;

const words = process.argv.slice(2);
const isFull = words.includes('--full');
const isBrief = words.includes('--brief');
const seed = words.includes('--seed') ? Number(words[words.indexOf('--seed') + 1]) : Date.now() % 1_000_000;
const names = words.filter(word => /^[A-Z]+\d+$/.test(word));
const chosen = ROWS.filter(({ ids }) => !names.length || ids.some(id => names.includes(id)));

const known = ['--full', '--brief', '--seed', ...ROWS.flatMap(({ ids }) => ids)];
const unknown = words.filter((word, index) => !known.includes(word) && words[index - 1] !== '--seed');
if (unknown.length) {
  console.log(
    `npm run torture -- [--full | --brief] [--seed NUMBER] [${[...new Set(ROWS.flatMap(({ ids }) => ids))].join('] [')}]`,
  );
  process.exit(words.includes('--help') ? 0 : 1);
}

// What a row that stood still leaves behind fails later, and fails the run; the other rows are held all the same.
const strays = [];
process.on('unhandledRejection', error => strays.push(error));

const site = await serveSite();
const { hold, version, close } = holder({ site, seed, isFull, isBrief });
const results = [];
console.log(
  `Chromium ${await version()}, ${isFull ? 'full figures' : isBrief ? 'a brief slice' : 'a slice'}, --seed ${seed}`,
);
for (const row of chosen) results.push(...(await hold(row)));
await close();
site.close();

print(results);
const broken = results.filter(({ failures }) => failures.length);
for (const { id, failures } of broken) for (const failure of failures) console.log(`${id}: ${failure}`);
const skipped = results.filter(row => row.skipped);
console.log(
  `${results.length - broken.length - skipped.length} met, ${broken.length} NOT met${skipped.length ? `, ${skipped.length} skipped` : ''}`,
);
for (const stray of strays) console.log(`Nobody waited for it: ${stray?.stack ?? stray}`);
process.exitCode = broken.length || strays.length || !results.length ? 1 : 0;
// A row that stood still may have left something that keeps this process.
setTimeout(() => process.exit(), LINGERS_MS).unref();

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
