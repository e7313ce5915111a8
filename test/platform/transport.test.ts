import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTransport } from '../../src/platform/transport.js';

const NOW = Date.UTC(2026, 0, 5, 10);
const KIB = 1024;

let server: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[];

function respond(status: number, headers: Record<string, string> = {}): void {
  answer = (_, response) => response.writeHead(status, headers).end();
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += chunk));
    request.on('end', () => {
      seen.push({ method: request.method, headers: request.headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

beforeEach(() => {
  seen = [];
  respond(204);
  vi.stubGlobal('location', { href: `${origin}/shop/` });
});

afterEach(() => vi.unstubAllGlobals());

describe('createTransport', () => {
  it('posts the text without cookies, referrer and preflight', async () => {
    const send = createTransport(() => NOW);
    expect(await send(`${origin}/collect`, '{"rows":["ä"]}')).toEqual({});
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', body: '{"rows":["ä"]}' });
    // Text is among the types that need no preflight (Fetch, "CORS-safelisted request-header").
    expect(seen[0]?.headers['content-type']).toMatch(/^text\/plain/);
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
    expect(seen[0]?.headers).not.toHaveProperty('referer');
  });

  it('asks the browser for no credentials, no referrer and no redirect', async () => {
    const fetching = vi.fn(async (_url: string, _init: RequestInit) => new Response(null, { status: 204 }));
    vi.stubGlobal('fetch', fetching);
    await createTransport(() => NOW)('https://collector.example/', 'text');
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      keepalive: true,
    });
    expect(fetching.mock.calls[0]?.[1].headers).toBeUndefined();
  });

  it('takes every 2xx for a confirmation', async () => {
    const send = createTransport(() => NOW);
    for (const status of [200, 201, 202, 204]) {
      respond(status);
      expect(await send(`${origin}/collect`, 'text')).toEqual({});
    }
  });

  it('takes an answer that will never be better for a rejection', async () => {
    const send = createTransport(() => NOW);
    for (const status of [400, 405, 410, 415, 422]) {
      respond(status);
      expect(await send(`${origin}/collect`, 'text')).toEqual({ rejected: true, tooLarge: false });
    }
  });

  it('tells what was refused for its size alone', async () => {
    respond(413);
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text')).toEqual({ rejected: true, tooLarge: true });
  });

  it('takes an answer that may be better later for no answer', async () => {
    const send = createTransport(() => NOW);
    for (const status of [401, 402, 403, 404, 408, 425, 429, 500, 502, 503, 504]) {
      respond(status);
      expect(await send(`${origin}/collect`, 'text')).toEqual({ accepted: 0 });
    }
  });

  it('takes the wrong connection for no answer', async () => {
    // Node posts again by itself, and without the body.
    vi.stubGlobal('fetch', async () => new Response(null, { status: 421 }));
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text')).toEqual({ accepted: 0 });
  });

  it('passes on how many seconds the server wants to be left alone', async () => {
    respond(429, { 'retry-after': '120' });
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text')).toEqual({
      accepted: 0,
      retryAfterMs: 120_000,
    });
  });

  it('passes on until when the server wants to be left alone', async () => {
    respond(503, { 'retry-after': new Date(NOW + 90_000).toUTCString() });
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text')).toEqual({
      accepted: 0,
      retryAfterMs: 90_000,
    });
  });

  it('takes a connection that breaks for no answer', async () => {
    answer = request => request.socket.destroy();
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text')).toEqual({ accepted: 0, blocked: true });
  });

  it('takes a redirect for no answer and does not follow it', async () => {
    respond(302, { location: `${origin}/elsewhere` });
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text')).toEqual({ accepted: 0, blocked: true });
    expect(seen).toHaveLength(1);
  });

  it('takes a request that was aborted for no answer', async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    expect(await createTransport(() => NOW)(`${origin}/collect`, 'text', controller.signal)).toEqual({ accepted: 0 });
  });

  it('sends nothing over a connection that others can read, but for this machine', async () => {
    const fetching = vi.fn(async () => new Response(null, { status: 204 }));
    vi.stubGlobal('fetch', fetching);
    const send = createTransport(() => NOW);
    for (const url of [
      'http://collector.example/',
      'http://localhost.example/',
      'http://10.0.0.1/',
      'ftp://collector.example/',
    ]) {
      await expect(send(url, 'text')).rejects.toThrow(`"${url}" is not https`);
    }
    expect(fetching).not.toHaveBeenCalled();
    for (const url of [
      'http://localhost:8080/',
      'http://127.0.0.1/',
      'http://[::1]:3000/',
      'https://collector.example/',
    ]) {
      expect(await send(url, 'text')).toEqual({});
    }
  });

  it('sends no object in place of text, of which the answer would say that it was delivered', async () => {
    const fetching = vi.fn(async () => new Response(null, { status: 204 }));
    vi.stubGlobal('fetch', fetching);
    const send = createTransport(() => NOW);
    for (const body of [{ rows: 1 }, [{ seq: 1 }, { seq: 2 }]])
      await expect(send('https://collector.example/', body as never)).rejects.toThrow('by `JSON.stringify`');
    expect(fetching).not.toHaveBeenCalled();
    expect(await send('https://collector.example/', JSON.stringify([{ seq: 1 }]))).toEqual({});
  });

  it('reads an address without origin from this page', async () => {
    const send = createTransport(() => NOW);
    vi.stubGlobal('location', { href: 'http://shop.example/' });
    await expect(send('/collect', 'text')).rejects.toThrow('"/collect" is not https');
  });

  it('lets requests outlive the page only within the bytes all of them share', async () => {
    const keepalive: (boolean | undefined)[] = [];
    const release: (() => void)[] = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      keepalive.push(init.keepalive);
      return new Promise<Response>(resolve => release.push(() => resolve(new Response(null, { status: 204 }))));
    });
    const send = createTransport(() => NOW);
    const first = send('https://collector.example/', 'x'.repeat(40 * KIB));
    const second = send('https://collector.example/', 'x'.repeat(40 * KIB));
    const third = send('https://collector.example/', 'x'.repeat(20 * KIB));
    expect(keepalive).toEqual([true, false, true]);
    for (const finish of release) finish();
    await Promise.all([first, second, third]);
    void send('https://collector.example/', 'x'.repeat(60 * KIB));
    expect(keepalive.at(-1)).toBe(true);
  });

  it('counts bytes, not characters', async () => {
    const fetching = vi.fn(async (_url: string, _init: RequestInit) => new Response(null, { status: 204 }));
    vi.stubGlobal('fetch', fetching);
    await createTransport(() => NOW)('https://collector.example/', '€'.repeat(30 * KIB));
    expect(fetching.mock.calls[0]?.[1].keepalive).toBe(false);
  });

  it('gives the bytes of a failed request back', async () => {
    const fetching = vi.fn((_url: string, _init: RequestInit) => Promise.reject(new TypeError('offline')));
    vi.stubGlobal('fetch', fetching);
    const send = createTransport(() => NOW);
    await send('https://collector.example/', 'x'.repeat(50 * KIB));
    await send('https://collector.example/', 'x'.repeat(50 * KIB));
    expect(fetching.mock.calls.map(([, init]) => init.keepalive)).toEqual([true, true]);
  });
});
