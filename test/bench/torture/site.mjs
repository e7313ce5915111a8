import { request as ask, createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Serves pages with `src` bundled as a shop would, on loopback. `POST /collect` is passed on to `collector`, so that a
 * page may have a collector of its own origin. `/note` is kept with its query in `notes`.
 */
export async function serveSite() {
  const files = await bundle();
  const site = { origin: '', collector: '', notes: [], pages: {}, close };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    if (request.method === 'POST') return passOn(request, response, site.collector);
    if (pathname === '/note') {
      site.notes.push(Object.fromEntries(searchParams));
      return response.writeHead(204).end();
    }
    const file = files.get(pathname);
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ?? site.pages[pathname] ?? PAGE);
  });
  await new Promise(resolve => server.listen(0, 'localhost', resolve));
  site.origin = `http://localhost:${server.address().port}`;
  return site;

  function close() {
    server.closeAllConnections();
    server.close();
  }
}

export const PAGE = `<!doctype html><title>Torture</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script>`;

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [`${HERE}app.mjs`],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: HERE,
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [`/${path.slice(HERE.length)}`, contents]));
}

function passOn(request, response, collector) {
  const onward = ask(`${collector}/collect`, { method: 'POST', headers: request.headers }, answer => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  // A connection that was cut on the far side is cut on this one.
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
