import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What Waymark shares a page with: a script each. */
export const NEIGHBOURS = [
  'amplitude',
  'posthog',
  'rudderstack',
  'segment',
  'sentry',
  'snowplow',
  'web-vitals',
  'zone',
];

const CI = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1'];
const UNREACHABLE = /\bE(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTCACHED|5\d\d)\b/;

/** Installs the packages of this folder elsewhere and answers the scripts by name, or `null` without a registry. */
export async function installNeighbours() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-neighbours-'));
  try {
    cpSync(fileURLToPath(new URL('.', import.meta.url)), folder, { recursive: true });
    execFileSync('npm', CI, { cwd: folder, stdio: 'pipe' });
    return await bundled(folder);
  } catch (error) {
    if (UNREACHABLE.test(`${error.stderr ?? ''}`)) return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bundled(folder) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: NEIGHBOURS.map(name => `${name}.mjs`),
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  });
  return Object.fromEntries(outputFiles.map(({ text }, index) => [NEIGHBOURS[index], text]));
}
