import { bundleEach, serve } from './serve.mjs';

const EAGER = '/eager/';
const HTML = `<!doctype html><title>Bench</title><link rel="icon" href="data:,">
<script>window.tasks = []; new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });</script>`;

/**
 * @typedef {object} Site Pages with Waymark (`/with`, `/busy`) and without it, bundled from `src` as Vite would, and a collector.
 *   Under `/eager` the same files bear the comment that those for a script tag have, by which Chromium compiles them while it loads them.
 *   Their clock is precise because they are cross-origin isolated.
 * @property {string} origin
 * @property {{ visit: string, method: string, body: string }[]} requests What reached the collector, with the query of its page.
 * @property {() => void} close
 */

/** @returns {Promise<Site>} */
export async function serveBench() {
  const pages = ['with', 'without', 'busy'];
  const files = await bundleEach(Object.fromEntries(pages.map(name => [name, `test/bench/pages/${name}.mjs`])));
  const requests = [];
  const site = await serve(async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (pathname === '/collect') {
      requests.push({ visit: search, method: request.method, body: await textOf(request) });
      return response.writeHead(204).end();
    }
    const isEager = pathname.startsWith(EAGER);
    const file = files.get(isEager ? pathname.slice(EAGER.length - 1) : pathname);
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(
      file
        ? `${isEager ? '//# allFunctionsCalledOnLoad\n' : ''}${file}`
        : `${HTML}<script type="module" src="${pathname}.js"></script>`,
    );
  });
  return { ...site, requests };
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
