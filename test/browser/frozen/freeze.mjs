// Freezes the build of a commit or tag, for the tests of later ones: `node test/browser/frozen/freeze.mjs v0.1.0`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENTRY = `
export { createWaymark } from './src/index.ts';
export { storefront } from './src/storefront.ts';
export { http } from './src/destinations/index.ts';`;

/** The module a page imports: one file made from `src` in this folder, in which `plugins` of esbuild may change something. */
export async function buildOf(folder = ROOT, { entry = ENTRY, plugins = [] } = {}) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: folder, loader: 'ts' },
    nodePaths: [join(ROOT, 'node_modules')],
    plugins,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

if (argv[1] === fileURLToPath(import.meta.url)) await freeze(argv[2]);

async function freeze(commit) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-frozen-'));
  const archive = execFileSync('git', ['archive', commit, 'src'], { cwd: ROOT, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const text = await buildOf(folder);
  rmSync(folder, { recursive: true });
  writeFileSync(new URL(`${commit}.js.br`, import.meta.url), brotliCompressSync(text));
}
