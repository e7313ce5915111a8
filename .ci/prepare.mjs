// Makes a fresh clone ready: packages, and with `--browser` a Chromium.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox } from './browsers.mjs';

const ROOT = new URL('../', import.meta.url);
const VENDORS = new URL('../test/vendors/', import.meta.url);

if (isMissing(ROOT)) {
  console.log('Installing packages …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}

if (process.argv.includes('--browser') && isMissing(VENDORS)) {
  console.log('Installing the libraries that destinations are tried against …');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', fileURLToPath(VENDORS)]);
}

if (process.argv.includes('--browser') && !findChromium()) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) {
    console.error(
      'No Chromium was found. Install Chrome or Chromium, or set CHROMIUM_PATH to its executable, and run this again.',
    );
    process.exit(1);
  }
  console.log('Installing Chromium …');
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
}

if (process.argv.includes('--browser') && !findFirefox() && process.platform === 'linux' && process.getuid?.() === 0) {
  console.log('Installing Firefox …');
  // Without it the Firefox tests are skipped, visibly.
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function isMissing(folder) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const names = Object.keys({ ...dependencies, ...devDependencies });
  return names.some(name => !existsSync(new URL(`node_modules/${name}`, folder)));
}

function run(command, args) {
  execFileSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
