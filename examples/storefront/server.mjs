import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { close, listen } from '../listen.mjs';
import { readAsset } from './assets.mjs';
import { countGa4 } from './ga4-counts.mjs';
import { contentSecurityPolicy, layout } from './layout.mjs';
import { cart } from './pages/cart.mjs';
import { category } from './pages/category.mjs';
import { checkout } from './pages/checkout.mjs';
import { community } from './pages/community.mjs';
import { compare } from './pages/compare.mjs';
import { friend, recommend, review } from './pages/feedback.mjs';
import { help } from './pages/help.mjs';
import { home } from './pages/home.mjs';
import { learn } from './pages/learn.mjs';
import { missing } from './pages/missing.mjs';
import { status, thanks } from './pages/order.mjs';
import { payment } from './pages/payment.mjs';
import { privacy } from './pages/privacy.mjs';
import { product } from './pages/product.mjs';
import { search } from './pages/search.mjs';

/** Pages by path; each is a function of the request that answers a page. */
const PAGES = {
  '/': home,
  '/guitars': request => category('guitars', request),
  '/accessories': request => category('accessories', request),
  '/search': search,
  '/compare': compare,
  '/cart': cart,
  '/checkout': checkout,
  '/checkout/payment': payment,
  '/order/thanks': thanks,
  '/order/status': status,
  '/help': help,
  '/learn': learn,
  '/community': community,
  '/review': review,
  '/recommend': recommend,
  '/friend': friend,
  '/privacy': privacy,
};

/**
 * Starts the demo shop on loopback. Pages are rendered when they are asked for.
 *
 * @param {{ port?: number, collector?: string }} options `port` 0 takes any free one; `collector` is the address that
 *   Waymark sends to.
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function startStorefront({ port = 4173, collector = 'http://127.0.0.1:4174' } = {}) {
  const ga4 = countGa4();
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', 'http://shop.invalid');
      if (url.pathname === '/ga') return await ga4(request, response);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return answer(response, { status: 405, type: 'text/plain', body: 'Only GET is answered here.' });
      answer(response, (await readAsset(url.pathname)) ?? renderPage(request, url, collector));
    } catch (error) {
      console.error(error);
      answer(response, { status: 500, type: 'text/plain', body: 'The shop stumbled. Reload the page.' });
    }
  });
  const listening = await listen(server, port);
  return { url: `http://127.0.0.1:${listening}`, port: listening, close: () => close(server) };
}

function renderPage(request, { pathname, searchParams: query }, collector) {
  const origin = `http://${/^[\w.:[\]-]+$/.exec(request.headers.host ?? '')?.[0] ?? '127.0.0.1'}`;
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  const asked = { path, query, origin, now: Date.now() };
  const [, id] = /^\/product\/([\w-]+)$/.exec(path) ?? [];
  const page = (id ? product(id, asked) : Object.hasOwn(PAGES, path) && PAGES[path](asked)) || missing();
  return {
    status: page.status ?? 200,
    type: 'text/html; charset=utf-8',
    policy: contentSecurityPolicy(collector),
    body: layout(page, { path, query: query.get('q') ?? '', collector }),
  };
}

function answer(response, { status: code, type, body, policy, cache = 'no-store' }) {
  response.writeHead(code, {
    'content-type': type,
    'cache-control': cache,
    'x-content-type-options': 'nosniff',
    ...(policy && { 'content-security-policy': policy, 'referrer-policy': 'strict-origin-when-cross-origin' }),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await startStorefront({ port: Number(process.env.PORT ?? 4173), collector: process.env.COLLECTOR });
  console.log(`Fretwell is open at ${url}`);
}
