// The tests of storage, pages and the script tag in each engine, which it installs where it may. The last line says how
// each did, or why it could not be run. `WAYMARK_ENGINES=firefox,webkit` chooses.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, findFirefox, findWebKit } from './browsers.mjs';

const ENGINES = [
  { id: 'chromium', name: 'Chromium', find: findChromium, packages: ['chromium'] },
  { id: 'firefox', name: 'Firefox', find: findFirefox, packages: ['firefox-esr'] },
  { id: 'webkit', name: 'WebKitGTK', find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb', 'xauth'] },
];
const FILES = ['storage', 'pages', 'script-tag'].map(name => `test/browser/${name}.test.ts`);

const named = process.env.WAYMARK_ENGINES?.split(',') ?? ENGINES.map(({ id }) => id);
const unknown = named.find(id => !ENGINES.some(engine => engine.id === id));
if (unknown !== undefined) {
  console.error(`WAYMARK_ENGINES names "${unknown}". Name some of ${ENGINES.map(({ id }) => id).join(', ')}.`);
  process.exit(1);
}

const results = ENGINES.filter(({ id }) => named.includes(id)).map(engine => {
  const reason = engine.find() ? null : install(engine);
  return reason ? { text: `${engine.name} could not be run: ${reason}` } : test(engine);
});
console.log(`\nengines: ${results.map(({ text }) => text).join(', ')}`);
process.exit(results.some(({ failed }) => failed) || !results.some(({ passed }) => passed) ? 1 : 0);

/** Why it is still missing, or `null`. */
function install({ find, name, packages }) {
  const list = packages.join(' ');
  if (process.platform !== 'linux') return `it is not installed, and only Debian's packages (${list}) can be here`;
  if (spawnSync('which', ['apt-get']).status !== 0) return `it is not installed; on Debian the packages are ${list}`;
  if (process.getuid() !== 0) return `it is not installed; run \`sudo apt-get install ${list}\``;
  console.log(`Installing ${name} …`);
  apt('update');
  const { status } = apt('install', '-y', '--no-install-recommends', ...packages);
  if (status !== 0) return `\`apt-get install ${list}\` ended with exit code ${status}`;
  return find() ? null : `it was not found after \`apt-get install ${list}\``;
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
}

function test(engine) {
  const title = `${engine.name} ${versionOf(engine)}`;
  console.log(`\n── ${title}`);
  const folder = mkdtempSync(join(tmpdir(), 'waymark-engines-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'browser', ...reporters, ...FILES], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, WAYMARK_ENGINES: engine.id },
  });
  const { numPassedTests: passed, numFailedTests } = read(report);
  rmSync(folder, { recursive: true });
  // What fails before or after the tests, such as a launch, fails without a failed test.
  const failed = numFailedTests || (status === 0 ? 0 : 1);
  if (failed) return { passed, failed, text: `${title} FAILED (${failed} of ${passed + failed} tests)` };
  return { passed, failed, text: passed ? `${title} ok (${passed} tests)` : `${title} could not be run: no test was` };
}

/** As people say it: `156`, but `2.50`. */
function versionOf({ id, find }) {
  const command = id === 'webkit' ? ['xvfb-run', '-a', find(), '--version'] : [find(), '--version'];
  const { stdout } = spawnSync(command[0], command.slice(1), { encoding: 'utf8' });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return id === 'webkit' && major ? `${major}.${minor}` : (major ?? 'of unknown version');
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}
