import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/harness.js';
import { CEDAR } from '../destinations/ad-calls.js';

/** What somebody asked of the loopback server that stands for the vendor. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** As text, unpacked where it was packed. */
  readonly body: string;
}

/** What a page of a shop does that uses a vendor. */
export interface VendorPage {
  /**
   * Puts the vendor's real library on the page, as its documentation says; imports come from `test/vendors`. `origin` is
   * where the vendor is to be found.
   */
  readonly setup: string;
  /** The destination under test, such as `segment()`. */
  readonly destination: string;
  /** What happens: touchpoint types with their data. Default: `JOURNEY`. */
  readonly journey?: readonly (readonly [type: string, data: object])[];
  /** What the page does afterwards. */
  readonly after?: string;
  /** What the vendor answers; nothing: 200 and `{}`. */
  answer?(asked: Asked): { readonly status?: number; readonly body?: string; readonly type?: string } | undefined;
}

/** A visitor looks, buys, and asks for help. */
export const JOURNEY: NonNullable<VendorPage['journey']> = [
  ['page_view', { page_title: 'Cedar', page_type: 'product' }],
  ['search', { search_term: 'guitar' }],
  ['view_item_list', { item_list_id: 'guitars', item_list_name: 'Guitars', items: [CEDAR] }],
  ['view_item', { currency: 'EUR', value: 219, items: [{ ...CEDAR, quantity: 1 }] }],
  ['add_to_cart', { currency: 'EUR', value: 438, items: [CEDAR] }],
  ['begin_checkout', { currency: 'EUR', value: 438, items: [CEDAR] }],
  ['purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438, tax: 70, shipping: 5, items: [CEDAR] }],
  ['view_help', { topic: 'strings' }],
];

/** Opens such a page in Chromium; resolves with what the vendor was asked, once `isDone` says that all is there. */
export async function visit(page: VendorPage, isDone: (asked: readonly Asked[]) => boolean): Promise<readonly Asked[]> {
  const script = await bundle(page);
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const { pathname: path, searchParams: search } = new URL(request.url ?? '/', 'http://localhost');
    if (path === '/') return response.setHeader('content-type', 'text/html').end(HTML);
    if (path === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script);
    const body = await textOf(request);
    const entry = { method: request.method ?? '', path, search, headers: request.headers, body };
    asked.push(entry);
    const { status = 200, body: text = '{}', type = 'application/json' } = page.answer?.(entry) ?? {};
    return response.writeHead(status, { 'content-type': type }).end(text);
  });
  const origin = await listen(server);
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const tab = await browser.newPage();
    const complaints: string[] = [];
    tab.on('pageerror', error => complaints.push(String(error)));
    await tab.goto(origin);
    const deadline = Date.now() + 25_000;
    while (!isDone(asked)) {
      if (Date.now() > deadline)
        throw new Error(
          `Not all arrived. Asked: ${asked.map(({ method, path, body }) => `${method} ${path} ${body}`).join('\n')}. Errors: ${complaints.join('\n')}. Problems: ${await tab.evaluate('JSON.stringify(window.problems)')}`,
        );
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    return asked;
  } finally {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  }
}

const HTML = `<!doctype html><title>Cedar</title><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>`;

async function bundle({ setup, destination, journey = JOURNEY, after = '' }: VendorPage): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `${setup}
        import { createWaymark } from '../../src/index.js';
        import { commerce } from '../../src/capture/index.js';
        import { ${destination.split('(')[0]} } from '../../src/destinations/index.js';
        window.problems = [];
        window.waymark = createWaymark({
          site: 'vendors', automation: 'allow', plugins: [commerce(), ${destination}],
          consent: { default: { analytics: 'granted', advertising: 'granted', personalization: 'granted' } },
        });
        waymark.on('problem', problem => problems.push(problem));
        await waymark.ready;
        for (const [type, data] of ${JSON.stringify(journey)}) waymark.track(type, data);
        await waymark.flush();
        ${after}`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    define: { origin: 'location.origin' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
