import { createServer } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { close, listen } from '../listen.mjs';
import { readBatch } from './batch.mjs';
import { withFault } from './faults.mjs';
import { page } from './page.mjs';
import { openStore } from './store.mjs';

const BODY = 65_536;
const REFRESH_SECONDS = 5;
const DEFAULT_FILE = fileURLToPath(new URL('data/collector.duckdb', import.meta.url));
const CROSS_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
};

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} [body]
 * @property {Record<string, string>} [headers]
 * @property {boolean} [isReset] Cut the connection instead.
 */

/**
 * Starts the collector on loopback: an endpoint of one's own for Waymark's `http` destination.
 *
 * @param {{ port?: number, file?: string, faults?: import('./faults.mjs').Faults }} options `port` 0 takes any free one;
 *   `file` may be `:memory:`; `faults` makes it fail on purpose.
 * @returns {Promise<{ url: string, port: number, readonly preflights: number, close(): Promise<void> }>}
 */
export async function startCollector({ port = 4174, file = DEFAULT_FILE, faults } = {}) {
  const store = await openStore(file);
  let preflights = 0;
  const server = createServer(async (request, response) => {
    preflights += Number(request.method === 'OPTIONS');
    send(response, await answer({ store, faults }, request).catch(failure));
  });
  server.requestTimeout = 30_000;
  const listening = await listen(server, port).catch(async error => {
    await store.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    get preflights() {
      return preflights;
    },
    async close() {
      await close(server);
      await store.close();
    },
  };
}

/** Every request is answered here, and only here. @returns {Promise<Answer>} */
async function answer({ store, faults }, request) {
  const url = new URL(request.url ?? '/', 'http://collector.invalid');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'OPTIONS /collect') return { status: 204, headers: CROSS_ORIGIN };
  if (route === 'POST /collect') return collect(request, { store, faults });
  if (route === 'GET /counts') return json(await store.counts());
  if (route === 'GET /touchpoints') return json(await store.touchpoints(url.searchParams.get('visitor') ?? undefined));
  if (route === 'POST /reset') return reset(store, request);
  if (route === 'GET /') return show(store, url.searchParams.has('still'));
  return text(404, 'There is nothing here. The counts are at /.');
}

/** Answers only after the rows are in the database, so that a confirmed row is never lost. */
async function collect(request, { store, faults }) {
  const body = await readBody(request);
  const answer = await withFault(faults?.(body ?? ''), () => take(store, body));
  return { ...answer, headers: { ...CROSS_ORIGIN, ...answer.headers } };
}

async function take(store, body) {
  if (body === null) return text(413, `The body is larger than ${BODY} bytes. Send smaller batches.`);
  const batch = readBatch(body);
  if (typeof batch === 'string') return text(400, batch);
  await store.add(batch);
  return { status: 204 };
}

/** The body as text, `null` when it is too large; the rest is read and thrown away so that the answer arrives. */
async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY) chunks.push(chunk);
  }
  return size > BODY ? null : Buffer.concat(chunks).toString('utf8');
}

/** For tests: from this machine, and not from a page of another site. */
async function reset(store, request) {
  const local = /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '');
  if (!local || request.headers['sec-fetch-site'] === 'cross-site')
    return text(403, 'Only this machine may reset the collector.');
  await store.reset();
  return { status: 204 };
}

async function show(store, still) {
  const [counts, recent] = await Promise.all([store.counts(), store.recent()]);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    ...(still ? {} : { refresh: `${REFRESH_SECONDS}` }),
  };
  return { status: 200, body: page({ counts, recent, still }), headers };
}

function json(value) {
  return { status: 200, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

function text(status, body) {
  return { status, body };
}

function failure(error) {
  console.error(error);
  return text(500, 'The collector could not store this. Try again.');
}

function send(response, { status, body, headers, isReset }) {
  if (isReset) return response.destroy();
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await startCollector({
    port: Number(process.env.COLLECTOR_PORT ?? 4174),
    file: process.env.COLLECTOR_FILE,
  });
  console.log(`The collector listens at ${url}`);
}
