import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HTML = `<!doctype html><title>Bench</title><link rel="icon" href="data:,">
<script>window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });</script>`;

export function findChromium() {
  const found = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find(path => path && existsSync(path));
  if (!found) throw new Error('No Chromium was found. Set CHROMIUM_PATH to its executable.');
  return found;
}

/**
 * @typedef {object} Site Pages with Waymark (`/with`) and without it, bundled from `src` as a shop would, and a collector.
 *   Their clock is precise because they are cross-origin isolated.
 * @property {string} origin
 * @property {{ visit: string, method: string, body: string }[]} requests What reached the collector, with the query of its page.
 * @property {() => void} close
 */

/** @returns {Promise<Site>} */
export async function serveBench() {
  const files = await bundle();
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (pathname === '/collect') {
      requests.push({ visit: search, method: request.method, body: await textOf(request) });
      return response.writeHead(204).end();
    }
    const file = files.get(pathname);
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ?? `${HTML}<script type="module" src="${pathname}.js"></script>`);
  });
  await new Promise(resolve => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: { with: `${ROOT}test/bench/pages/with.mjs`, without: `${ROOT}test/bench/pages/without.mjs` },
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

async function textOf(request) {
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    // A page that goes away may break off its request: what came of it does not count.
    return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}
