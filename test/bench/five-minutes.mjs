// Prints how long it takes a site that has nothing until Waymark says a stage and has stored a touchpoint in Chromium: with
// one script tag, and with npm and a few lines that Vite bundles. Run it with `npm run five-minutes`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { BIN, install, pack, run } from '../package/packed.mjs';
import { LAUNCH, launch } from './launch.mjs';
import { serve } from './serve.mjs';
import { atMost, table } from './table.mjs';
import { within } from './within.mjs';

const MOST_S = 300;
const PAGE = '<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>';
const LINES = `import { createWaymark } from 'waymark';
import { storefront } from 'waymark/storefront';

window.waymark = createWaymark({ plugins: [storefront()] });
window.waymark.setConsent({ analytics: 'granted' });
`;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

const { folder, tarball } = pack();
// As a visitor's: nothing is stored for a browser that says a program drives it.
const browser = await launch({ args: [...LAUNCH.args, '--disable-blink-features=AutomationControlled'] });
try {
  console.log(table([await timed('one script tag on a plain page', byTag), await timed('npm and Vite', byImport)]));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** A line of the table: seconds from an empty folder to a page that works. */
async function timed(name, build) {
  const project = join(folder, build.name);
  mkdirSync(project);
  const began = performance.now();
  const { stage, rows } = await visit(build(project));
  const line = atMost(
    `${name}, until it says "${stage}" and has stored ${rows}`,
    (performance.now() - began) / 1_000,
    MOST_S,
    's',
  );
  if (!line.at(-1)) process.exitCode = 1;
  return line;
}

/** @returns {string} The folder to serve. */
function byTag(project) {
  run('tar', ['-xzf', tarball, '-C', project], project);
  writeFileSync(
    join(project, 'index.html'),
    `${PAGE}<script async src="/package/dist/waymark.iife.js" data-consent="granted"></script>`,
  );
  return project;
}

/** @returns {string} The folder to serve. */
function byImport(project) {
  install(project, tarball);
  writeFileSync(join(project, 'index.html'), `${PAGE}<script type="module" src="./main.js"></script>`);
  writeFileSync(join(project, 'main.js'), LINES);
  run(join(BIN, 'vite'), ['build', '--logLevel', 'warn'], project);
  return join(project, 'dist');
}

/** Opens the page as a visitor does. */
async function visit(root) {
  const site = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = join(root, normalize(pathname === '/' ? '/index.html' : pathname));
    response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
    response.end(readFileSync(file));
  });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    const found = await within(MOST_S * 1_000, page.evaluate(look));
    if (!found) throw new Error(`Nothing within ${MOST_S} s.`);
    return found;
  } finally {
    await context.close();
    site.close();
  }
}

/** Runs in the page: the stage, and the types of the rows in the log, once there is one. */
async function look() {
  while (!window.waymark?.stage) await new Promise(resolve => setTimeout(resolve, 10));
  await window.waymark.flush();
  const opening = indexedDB.open(`waymark:${window.waymark.site}`);
  await new Promise(resolve => {
    opening.onsuccess = resolve;
  });
  const request = opening.result
    .transaction('waymark')
    .objectStore('waymark')
    .getAll(IDBKeyRange.bound(['log'], ['log', []]));
  await new Promise(resolve => {
    request.onsuccess = resolve;
  });
  const rows = request.result.map(({ touchpoint }) => touchpoint?.type).join(', ');
  if (!rows) throw new Error('A stage is said, and nothing is stored.');
  return { stage: window.waymark.stage.name, rows };
}
