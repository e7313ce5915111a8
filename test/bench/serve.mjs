import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

/** Pages' scripts with `src`, bundled as a shop would, by their path on the site. */
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
