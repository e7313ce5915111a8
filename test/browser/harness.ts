import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { CHROMIUM_FEATURES, findChromium, findFirefox } from '../../.ci/browsers.mjs';
import type { Row } from '../../src/core/touchpoint.js';

export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

export const CHROMIUM_ARGS: string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  CHROMIUM_FEATURES,
];

/** What every driver's pages can do. */
export interface Tab {
  goto(url: string): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the function runs in the page, where types end.
  evaluate<T>(run: string | ((argument: any) => T | Promise<T>), argument?: unknown): Promise<T>;
  /** Errors nobody caught, and what the console was told apart from logs. */
  complaints(): Promise<readonly string[]>;
  close(): Promise<unknown>;
}

/** A page of Playwright, or of Puppeteer, which calls all this the same. */
interface Page extends Omit<Tab, 'complaints'> {
  on(event: 'pageerror', run: (error: unknown) => void): unknown;
  on(event: 'console', run: (message: { type(): string; text(): string }) => void): unknown;
}

/** A browser profile with tabs that share storage. */
export interface Engine {
  readonly name: string;
  open(): Promise<Tab>;
  close(): Promise<unknown>;
}

export function chromiumPath(): string {
  const path = findChromium();
  if (!path) throw new Error('No Chromium was found. Set CHROMIUM_PATH to its executable.');
  return path;
}

export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS, ...options });
}

export async function chromiumEngine(): Promise<Engine> {
  const browser = await launchChromium();
  const context = await browser.newContext();
  return { name: 'Chromium', open: async () => heard(await context.newPage()), close: () => browser.close() };
}

export async function firefoxEngine(): Promise<Engine> {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: findFirefox() ?? '', headless: true });
  return {
    name: 'Firefox',
    open: async () => heard((await browser.newPage()) as unknown as Page),
    close: () => browser.close(),
  };
}

function heard(page: Page): Tab {
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => message.type() !== 'log' && complaints.push(message.text()));
  return Object.assign(page, { complaints: async () => complaints });
}

export interface Site {
  readonly origin: string;
  /** Rows posted to `/collect`, in order of arrival. */
  readonly rows: Row[];
  /** Method and path of every request. */
  readonly requests: string[];
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  json: 'application/json',
  html: 'text/html',
  svg: 'image/svg+xml',
  map: 'application/json',
};
const ENTRIES = [
  'storefront',
  'capture',
  'learn',
  'stages',
  'decide',
  'experiences',
  'destinations',
  'inspect',
  'testing',
];
export const IMPORTS: Readonly<Record<string, string>> = {
  waymark: '/dist/index.js',
  ...Object.fromEntries(ENTRIES.map(entry => [`waymark/${entry}`, `/dist/${entry}.js`])),
  'idb-keyval': '/node_modules/idb-keyval/dist/index.js',
  'web-vitals/attribution': '/node_modules/web-vitals/dist/web-vitals.attribution.js',
};

/** Serves the built files, the given pages, an empty page anywhere else, and takes rows at `/collect`. */
export async function serve(pages: Readonly<Record<string, string>> = {}): Promise<Site> {
  const rows: Row[] = [];
  const requests: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${pathname}${search}`);
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'POST') {
      rows.push(...(JSON.parse(await body(request)) as { rows: Row[] }).rows);
      response.writeHead(204).end();
      return;
    }
    const extension = /\.(\w+)$/.exec(pathname)?.[1] ?? 'html';
    response.setHeader('content-type', TYPES[extension] ?? 'application/octet-stream');
    const file = ROOT + pathname.slice(1);
    if (!/^\/(dist|node_modules)\//.test(pathname)) response.end(pages[pathname] ?? page(pathname));
    else if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    rows,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An empty page that can import the package by its names. */
function page(title: string): string {
  return `<!doctype html><title>${title}</title><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><body>${title}</body>`;
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** A Chromium nobody watches: with a debugger attached it neither prerenders nor keeps pages in its back/forward cache. Returns stop. */
export function openUnwatched(url: string): () => Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'waymark-chromium-'));
  // A group of its own, so that its helper processes end with it.
  const child = spawn(chromiumPath(), [...CHROMIUM_ARGS, '--headless', `--user-data-dir=${profile}`, url], {
    stdio: 'ignore',
    detached: true,
  });
  return async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    process.kill(-(child.pid ?? 0));
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
}

/** Waits until `probe` answers something truthy. Fails after `ms`. */
export async function until<T>(probe: () => T | Promise<T>, ms = 10_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Not within ${ms} ms: ${probe.toString().slice(0, 200)}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
