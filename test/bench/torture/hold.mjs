import { chromium } from 'playwright-core';
import { startCollector } from '../../../examples/collector/server.mjs';
import { LAUNCH, launch } from '../launch.mjs';
import { within } from '../within.mjs';
import { descendants, endOthers } from './processes.mjs';
import { seeded } from './seeded.mjs';
import { watchSteps } from './steps.mjs';

/** A row that takes longer than it says, or else than this, stands still; a full one has this many times as long. */
const MINUTES = 5;
const FULL = 24;
/** What is closed by then is closed; the rest is ended. */
const CLOSING_MS = 20_000;

/**
 * Makes what runs rows, one by one, on one site and in one browser. A row that stands still is said so, everything it
 * started is ended, and the next has a browser of its own.
 */
export function holder({ site, seed, isFull = false, isBrief = false }) {
  const kept = descendants();
  let shared = null;

  async function browser() {
    if (!shared?.isConnected()) shared = await launch();
    return shared;
  }

  /** Runs one row with what it needs; what it opened is closed after it. */
  async function hold({ ids, run, minutes = MINUTES }) {
    const { watched, say } = watchSteps();
    const closing = [];
    let isOver = false;
    const keep = thing => {
      closing.push(thing);
      return thing;
    };
    /** What a row that stood still asks for when it goes on after all is refused. */
    const open = async make => {
      if (isOver) throw new Error('The row is over.');
      return keep(await make());
    };
    const bench = {
      site,
      isFull,
      random: seeded(seed),
      /** The figure of the slice, the full one, or the brief one. */
      figure: (slice, full, brief = slice) => (isFull ? full : isBrief ? brief : slice),
      launch: options => open(async () => watched(await launch(options))),
      context: options => open(async () => watched(await (await browser()).newContext(options))),
      /** A browser that keeps what it knows in this folder. */
      profile: folder => open(async () => watched(await chromium.launchPersistentContext(folder, LAUNCH))),
      async collector(faults) {
        const collector = await open(() => startCollector({ port: 0, file: ':memory:', faults }));
        site.collector = collector.url;
        return collector;
      },
    };
    const limit = minutes * 60_000 * (isFull ? FULL : 1);
    const from = performance.now();
    const seconds = () => (performance.now() - from) / 1000;
    site.renew();
    try {
      const rows = await within(limit, run(bench));
      if (rows) return [rows].flat().map(row => ({ ...row, seconds: seconds() }));
      return failed(ids, `stood still after ${limit / 1000} s, in step ${say()}`, seconds());
    } catch (error) {
      return failed(ids, `it could not be measured: ${error.stack}`, seconds());
    } finally {
      isOver = true;
      const isClosed = await within(CLOSING_MS, closeAll(closing));
      if (!isClosed || seconds() * 1000 >= limit) {
        endOthers(kept);
        shared = null;
      }
      console.error(`  ${ids.join(', ')} took ${seconds().toFixed(0)} s`);
    }
  }

  return { hold, version: async () => (await browser()).version(), close: async () => shared?.close() };
}

async function closeAll(things) {
  for (const thing of things.reverse()) await thing.close().catch(() => {});
  return true;
}

function failed(ids, failure, seconds) {
  return ids.map(id => ({ id, what: '', asked: '', reached: 'nothing', runs: 0, seconds, failures: [failure] }));
}
