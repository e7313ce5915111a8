import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IMPORTS = {
  waymark: '/dist/index.js',
  'waymark/storefront': '/dist/storefront.js',
  'waymark/destinations': '/dist/destinations.js',
  'idb-keyval': '/node_modules/idb-keyval/dist/index.js',
  'web-vitals': '/node_modules/web-vitals/dist/web-vitals.js',
};

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

/** A page that observes its long tasks, with and without Waymark. The clock is precise because the page is isolated. */
export async function serveBench() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (request.method === 'POST') return request.resume().on('end', () => response.writeHead(204).end());
    const file = ROOT + pathname.slice(1);
    if (/^\/(dist|node_modules)\//.test(pathname) && existsSync(file)) {
      response.setHeader('content-type', 'text/javascript');
      return response.end(readFileSync(file));
    }
    response.setHeader('content-type', 'text/html');
    response.end(page(pathname === '/with'));
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

function page(isWith) {
  return `<!doctype html><title>Bench</title><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script>window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask', buffered: true });</script>
<script type="module">${isWith ? START : ''} window.isDone = true;</script>`;
}

const START = `
  import { createWaymark } from 'waymark';
  import { storefront } from 'waymark/storefront';
  import { http } from 'waymark/destinations';
  const catalog = Array.from({ length: 200 }, (_, index) => ({ item_id: 'p' + index, item_name: 'Product ' + index, item_category: 'c' + (index % 8), price: 10 + index }));
  const all = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
  window.waymark = createWaymark({ site: 'bench', automation: 'allow', consent: { default: all }, plugins: [storefront({ catalog }), http({ url: '/collect' })] });
  window.committed = () => new Promise(resolve => { const stop = waymark.on('touchpoint', () => { stop(); resolve(); }); });
  await waymark.ready;`;
