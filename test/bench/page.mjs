import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
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

/** A page that observes its long tasks, with and without Waymark, bundled as a shop would. Its clock is precise because the page is isolated. */
export async function serveBench() {
  const files = await bundle();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (request.method === 'POST') return request.resume().on('end', () => response.writeHead(204).end());
    const file = files.get(pathname);
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ?? page(pathname === '/with' ? 'app' : 'nothing'));
  });
  await new Promise(resolve => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle() {
  const options = {
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: ROOT,
  };
  const app = await build({
    ...options,
    stdin: { contents: START, resolveDir: ROOT, sourcefile: 'app.js' },
    entryNames: 'app',
    logLevel: 'error',
  });
  const nothing = { path: join(ROOT, 'nothing.js'), contents: DONE };
  return new Map([...app.outputFiles, nothing].map(({ path, contents }) => [`/${path.slice(ROOT.length)}`, contents]));
}

function page(script) {
  return `<!doctype html><title>Bench</title><link rel="icon" href="data:,">
<script>window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });</script>
<script type="module" src="/${script}.js"></script>`;
}

/** Half a second later, so that what follows the start is seen too. */
const DONE = `setTimeout(() => console.log('done'), 500);`;
const START = `
  import { createWaymark } from './dist/index.js';
  import { storefront } from './dist/storefront.js';
  import { http } from './dist/destinations.js';
  const catalog = Array.from({ length: 200 }, (_, index) => ({ item_id: 'p' + index, item_name: 'Product ' + index, item_category: 'c' + (index % 8), price: 10 + index }));
  const all = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
  window.waymark = createWaymark({ site: 'bench', automation: 'allow', consent: { default: all }, plugins: [storefront({ catalog }), http({ url: '/collect' })] });
  window.committed = () => new Promise(resolve => { const stop = waymark.on('touchpoint', () => { stop(); resolve(); }); });
  waymark.ready.then(() => { ${DONE} });`;
