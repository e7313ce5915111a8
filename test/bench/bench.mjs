// Prints what Waymark costs in real Chromium beside what the browser itself needs.
// Run it with `npm run bench`, longer with `npm run bench -- --full`; compare within one run only.
import { availableParallelism, loadavg } from 'node:os';
import { burst } from './burst.mjs';
import { busyPage } from './busy-page.mjs';
import { calls } from './calls.mjs';
import { fill } from './fill.mjs';
import { heap } from './heap.mjs';
import { launch } from './launch.mjs';
import { logLengths } from './log-lengths.mjs';
import { longTasks } from './long-tasks.mjs';
import { serveBench } from './page.mjs';
import { session } from './session.mjs';
import { start } from './start.mjs';
import { table } from './table.mjs';

const ROUNDS = 10;
const FULL = 4;

const scale = process.argv.includes('--full') ? FULL : 1;
const site = await serveBench();
const browser = await launch();
const bench = { browser, site, scale };

console.log(
  `Chromium ${browser.version()}, CPU at 1× and slowed down 4×, ${ROUNDS} rounds interleaved, storefront() and http(); load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores:`,
);
const memory = heap();
const visitors = new Map();
for (const touchpoints of [10, 1_000, 10_000])
  visitors.set(touchpoints, await fill(bench, touchpoints, touchpoints === 10_000 ? memory.look : undefined));

/** What is measured, and in every how many rounds. */
const subjects = [
  [calls(bench), 1],
  [burst(bench), 4],
  [longTasks(bench), 1],
  [logLengths(bench, visitors), 3],
  [start(bench, visitors.get(10_000)), 3],
  [session(bench), 5],
  [busyPage(bench), 2],
];
for (let round = 0; round < ROUNDS; round++)
  for (const [subject, every] of subjects) if (round % every === 0) await subject.round(round);

console.log(table([...subjects.flatMap(([subject]) => subject.lines()), ...memory.lines()]));
await browser.close();
site.close();
