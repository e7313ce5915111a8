import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENGINE = 'src/runtime/engine.ts';
const STATIC = /^import-statement$/;

/**
 * @typedef {{ start: number, next: number, later: number }} Size Bytes of the entry with its static imports, of the engine
 *   that `createWaymark` loads right after, and of all that is loaded when it is needed.
 */

/**
 * Bundles exports of `src`, each named as "file export", with esbuild as an application that splits would.
 *
 * @param {readonly string[]} exports
 * @returns {Promise<Size>}
 */
export async function bundle(exports) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: exports.map(text => importOf(...text.split(' '))).join('\n'),
      resolveDir: ROOT,
      loader: 'ts',
    },
    absWorkingDir: ROOT,
    outdir: 'out',
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
  });
  const { outputs } = metafile;
  const contents = Object.fromEntries(outputFiles.map(({ path, contents }) => [path.slice(ROOT.length), contents]));
  const entry = point => Object.keys(outputs).find(path => outputs[path].entryPoint === point);
  // Only what can be reached counts: esbuild also writes the lazy parts of what it left out.
  const all = reach(outputs, entry('<stdin>'), /./);
  const start = reach(outputs, entry('<stdin>'), STATIC);
  const next = all.includes(entry(ENGINE))
    ? reach(outputs, entry(ENGINE), STATIC).filter(path => !start.includes(path))
    : [];
  const later = all.filter(path => !start.includes(path) && !next.includes(path));
  // What a bundler puts into one file is compressed together, what is loaded one by one is not.
  const together = paths => (paths.length ? brotli(Buffer.concat(paths.map(path => contents[path]))) : 0);
  return {
    start: together(start),
    next: together(next),
    later: later.reduce((sum, path) => sum + brotli(contents[path]), 0),
  };
}

/**
 * What brings an export, from the file that an index names for it. Through the index esbuild would put at the start all that
 * the index names and lazy parts use, which Rollup, Vite and webpack do not.
 */
function importOf(file, name) {
  const index = /(^|\/)index$/.test(file) ? readFileSync(`${ROOT}src/${file}.ts`, 'utf8') : '';
  const lists = [...index.matchAll(/export \{([^}]*)\} from '\.\/(.+)\.js';/g)];
  const [, , place] = lists.find(([, names]) => names.split(',').some(one => one.trim() === name)) ?? [];
  const from = place ? file.replace(/index$/, place) : file;
  return `export { ${name} } from './src/${from}.js';`;
}

/** An output with everything it imports in these ways, and what that imports. */
function reach(outputs, path, kind, found = []) {
  if (found.includes(path)) return found;
  found.push(path);
  for (const next of outputs[path].imports) if (kind.test(next.kind)) reach(outputs, next.path, kind, found);
  return found;
}

/** Bytes after brotli. */
export function brotli(buffer) {
  return brotliCompressSync(buffer).length;
}
