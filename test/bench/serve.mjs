import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import resolve from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import compile from 'rollup-plugin-esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Serves on loopback what `answer` says. */
export async function serve(answer) {
  const server = createServer(answer);
  await new Promise(resolve => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Pages' scripts with `src`, each bundled as Vite would, by their path on the site. esbuild puts what lazy parts share with
 * the start into a dozen files of their own, and a slow phone is busy for long with asking for so many.
 */
export async function bundleEach(entryPoints) {
  const outputs = [];
  for (const [name, path] of Object.entries(entryPoints)) {
    const plugins = [
      resolve({ browser: true, extensions: ['.js', '.ts'] }),
      compile({ target: 'es2022', minify: true, tsconfig: false }),
    ];
    const bundled = await rollup({ input: { [name]: `${ROOT}${path}` }, plugins, preserveEntrySignatures: false });
    const { output } = await bundled.generate({
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: `${name}-[name]-[hash].js`,
    });
    outputs.push(...output.map(({ fileName, code }) => [`/${fileName}`, code]));
    await bundled.close();
  }
  return new Map(outputs);
}

/** The same by esbuild, all at once. */
export async function bundle(entryPoints) {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: ROOT,
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [`/${path.slice(ROOT.length)}`, contents]));
}
