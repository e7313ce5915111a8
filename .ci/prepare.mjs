// Makes a fresh clone ready: packages, and with `--browser` a Chromium.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findChromium, findFirefox } from './browsers.mjs';

const packages = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const missing = Object.keys({ ...packages.dependencies, ...packages.devDependencies }).filter(
  name => !existsSync(new URL(`../node_modules/${name}`, import.meta.url)),
);

if (missing.length) {
  console.log(`Installing packages (${missing.length} missing) …`);
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
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

function run(command, args) {
  execFileSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
