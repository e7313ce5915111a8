import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause, until, visit } from './browser.mjs';
import { corpus } from './corpus.mjs';
import { onDisk, settled } from './files.mjs';
import { word } from './seeded.mjs';

const WORDS = 20;
const ADDRESSES = 100;
const FIELDS = ['name', 'password', 'message', 'note'];
const FORM =
  '<!doctype html><title>Form</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script><form autocomplete="off"><input id="name"><input id="password" type="password"><textarea id="message"></textarea></form><div id="note" contenteditable></div>';
/** Here the browser itself remembers passwords, whatever a form says. It does so on pages without Waymark, too. */
const OWN = /^Login Data/;
/** What is on its way to the files when the page goes. */
const SETTLE_MS = 1_000;

/** PRI1, too: nothing personal or typed comes into a file of the browser's profile; ordinary words said with it do. */
export const pri1Disk = { ids: ['PRI1'], run };

async function run(bench) {
  const known = await corpus();
  const every = bench.figure(10, 1, 60);
  const chosen = known.urlRows.filter((row, index) => !row.debatable && index % every === 0);
  const payloads = known.payloadRows.filter(row => !row.debatable && isSendable(row));
  const secrets = [...chosen, ...payloads].flatMap(({ canaries }) => canaries);
  // So few in a profile that the log keeps them all: what is swept out of it cannot be looked for.
  const rounds = Math.ceil(chosen.length / ADDRESSES);
  const failures = [];
  const sum = { words: 0, files: new Set() };
  for (let round = 0; round < rounds; round++) {
    const profile = await mkdtemp(join(tmpdir(), 'waymark-disk-'));
    const typed = FIELDS.map(() => word(bench.random));
    const words = Array.from({ length: WORDS }, () => word(bench.random));
    try {
      const context = await bench.profile(profile);
      const urls = chosen.slice(round * ADDRESSES, (round + 1) * ADDRESSES).map(({ url }) => url);
      await live(bench, context, { urls, payloads, typed, words, round });
      const before = await settled(() => onDisk(profile, words), WORDS);
      const looks = [await onDisk(profile, [...secrets, ...typed], OWN)];
      await context.close();
      looks.push(await onDisk(profile, [...secrets, ...typed], OWN));
      sum.words += before.found;
      for (const file of before.files) sum.files.add(file);
      for (const { words: said, files } of looks) if (said.length) failures.push(`${said} in ${[...files]}`);
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  if (sum.words < rounds * WORDS) failures.push(`only ${sum.words} of ${rounds * WORDS} ordinary words were found`);
  return {
    id: 'PRI1',
    what: `the files of the browser's profile while and after ${chosen.length} addresses and ${payloads.length} payloads were said and ${FIELDS.length} fields typed`,
    asked: '0 canaries',
    reached: `${failures.length} finds of ${secrets.length + FIELDS.length}; ${sum.words} of ${rounds * WORDS} ordinary words (${[...sum.files].sort().join(', ')})`,
    runs: rounds,
    failures: [...new Set(failures)],
  };
}

/** A visit that types, says everything, and says it again while it leaves; the collector fails in every second. */
async function live(bench, context, { urls, payloads, typed, words, round }) {
  const { url: to } = await bench.collector(() => (round % 2 ? { status: 503 } : undefined));
  bench.site.pages['/page'] = FORM;
  const page = await visit(context, { origin: bench.site.origin, site: 'disk', to });
  for (const [index, id] of FIELDS.entries()) {
    await page.locator(`#${id}`).click();
    await page.keyboard.type(typed[index]);
  }
  const rows = payloads.map(({ type, data, context }) => ({ type, data, context }));
  await page.evaluate(say, { urls, rows, words });
  await page.evaluate(() => window.w.flush());
  await pause(SETTLE_MS);
  await page.evaluate(say, { urls: urls.slice(-WORDS), rows, words: [], away: '/away' });
  await until(() => page.url().endsWith('/away'));
  await pause(SETTLE_MS);
}

/** Runs in the page. */
function say({ urls, rows, words, away }) {
  const { w } = window;
  for (const url of urls) {
    w.track('page_view', { page_location: url, page_referrer: url, page_title: url });
    w.track('search', { search_term: `Look at ${url} today` });
    w.track('note', { links: [{ deep: { href: url } }] }, { context: { url } });
  }
  for (const { type, data, context } of rows) w.track(type, { ...data, context });
  for (const note of words) w.track('note', { note });
  if (away) location.href = away;
}

/** What holds a function cannot be handed to a page. */
function isSendable({ data, context }) {
  try {
    return Boolean(structuredClone({ data, context }));
  } catch {
    return false;
  }
}
