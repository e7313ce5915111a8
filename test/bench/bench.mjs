// Prints what Waymark costs in real Chromium beside what the browser itself needs.
// Run it with `npm run bench`, longer with `npm run bench -- --full`; `-- --only busyPage,session` measures some, `--help`
// names all. Compare within one run only.
import { availableParallelism, loadavg } from 'node:os';
import { choose } from './choose.mjs';
import { browsers as browsersOf } from './contexts.mjs';
import { interleave } from './interleave.mjs';
import { serveBench } from './page.mjs';
import { SUBJECTS } from './subjects.mjs';
import { table } from './table.mjs';
import { visitors as visitorsOf } from './visitors.mjs';
import { within } from './within.mjs';

const ROUNDS = 10;
const FULL = 4;
const MINUTES = 7.5;
const LINGERS_MS = 10_000;

const { isFull, isHelp, unknown, chosen } = choose(Object.keys(SUBJECTS), process.argv.slice(2));
if (isHelp || unknown.length) {
  if (unknown.length) console.error(`Unknown: ${unknown.join(', ')}.`);
  console.log('npm run bench -- [--full] [--only NAME,NAME]\n');
  for (const [name, { what }] of Object.entries(SUBJECTS)) console.log(`  ${name.padEnd(12)}${what}`);
  process.exit(unknown.length ? 1 : 0);
}

// What a turn that was cut off still waited for fails later, and its failure is noted already.
process.on('unhandledRejection', error => console.error(`  nobody waited for it: ${error?.message ?? error}`));

const scale = isFull ? FULL : 1;
const site = await serveBench();
const browsers = browsersOf();
const visitors = visitorsOf({ site, browsers });
const entries = chosen.map(name => {
  const { make, every, seconds } = SUBJECTS[name];
  const browser = browsers.own();
  const tidy = () => Promise.all([browser.tidy(), visitors.tidy()]);
  const subject = make({ browser, site, scale, visitor: visitors.visitor });
  return { name, subject, every, limitMs: seconds * 1_000 * scale, tidy };
});

console.log(
  `Chromium ${await browsers.version()}, CPU at 1× and slowed down 4×, ${ROUNDS} rounds interleaved, storefront() and http(); load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores:`,
);
const results = await interleave(entries, { rounds: ROUNDS, ms: MINUTES * 60_000 * scale });
console.log(table([['', 'reached', 'asked'], ...entries.flatMap(({ name, subject }) => linesOf(name, subject))]));
for (const [name, { rounds, spentMs, failures }] of results) {
  console.log(
    `${name}: ${rounds} rounds in ${(spentMs / 1_000).toFixed(0)} s${failures.length ? `; ${failures.join('; ')}` : ''}`,
  );
  if (failures.length) process.exitCode = 1;
}
await within(LINGERS_MS, browsers.close());
site.close();
// A turn that was cut off may have left something that keeps this process.
setTimeout(() => process.exit(), LINGERS_MS).unref();

function linesOf(name, subject) {
  if (results.get(name).rounds) return subject.lines();
  return [[`${name}: ${SUBJECTS[name].what}`, 'not measured', '', false]];
}
