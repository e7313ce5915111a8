import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const BIN = join(ROOT, 'node_modules/.bin');

/**
 * What the command prints. Throws with it when the command fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {string}
 */
export function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

/** An empty folder, and the package as it would be published, in it. */
export function pack() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-package-'));
  const printed = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
  return { folder, tarball: join(folder, JSON.parse(printed)[0].filename) };
}

/**
 * Makes a project of the folder that has the package.
 *
 * @param {string} folder
 * @param {string} tarball
 */
export function install(folder, tarball) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], folder);
}
