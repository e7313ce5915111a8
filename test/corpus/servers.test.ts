import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import { http } from '../../src/destinations/http.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Cursor } from '../../src/runtime/records.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { taps } from '../runtime/builders.js';
import { GRANTED, ledgerOf, ready } from '../runtime/start.js';
import { startHostile } from './hostile-server.mjs';
import { meet, tellings } from './meet.mjs';
import { SERVERS } from './servers.mjs';

/** Servers met side by side. */
const LANES = 50;
const NAMES = Object.getOwnPropertyNames(Object.prototype).length;

beforeAll(() => {
  // A page of its own, but with the network of Node: that of the fake one has rules of its own.
  const window = new Window({ url: 'http://localhost/shop/?name=secret' });
  window.document.cookie = 'secret=1';
  for (const name of ['window', 'document', 'location', 'navigator', 'localStorage'] as const)
    vi.stubGlobal(name, name === 'window' ? window : window[name]);
  for (const name of ['addEventListener', 'removeEventListener'] as const)
    vi.stubGlobal(name, window[name].bind(window));
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
  // The shortest wait there is.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A destination that takes the word of a server for its own. */
function handOn(url: string): Plugin {
  return definePlugin({
    name: 'http',
    deliver: async (rows, { signal }) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify({ rows }), signal })).json(),
  });
}

async function failuresOf(row: (typeof SERVERS)[number]): Promise<string[]> {
  const server = await startHostile(row);
  const url = `${server.url}/collect`;
  const store = memoryStore();
  const waymark = createWaymark({
    site: row.name,
    automation: 'allow',
    rate: Number.POSITIVE_INFINITY,
    consent: GRANTED,
    plugins: [taps(), row.isHandedOn ? handOn(url) : http({ url })],
    store,
  });
  await waymark.ready;
  try {
    const failures = await meet(row, {
      server,
      visitor: {
        async track(texts) {
          for (const text of texts) waymark.track('tap', { text });
        },
        flush: () => waymark.flush(),
        async standing() {
          const [cursor] = (await store.read([['cursor', 'http']], [])) as readonly [Cursor];
          const isPolluted = Object.getOwnPropertyNames(Object.prototype).length !== NAMES;
          return { diagnostics: waymark.diagnostics(), cursor, isPolluted };
        },
      },
    });
    return [...failures, ...tellings(row, server)];
  } finally {
    waymark.stop();
    server.close();
  }
}

describe('hostile servers', () => {
  it('are many, each with a name of its own', () => {
    expect(SERVERS.length).toBeGreaterThan(300);
    expect(new Set(SERVERS.map(({ name }) => name)).size).toBe(SERVERS.length);
  });

  it('are not asked where others could read along, which is said and keeps the rows', async () => {
    const fetching = vi.spyOn(globalThis, 'fetch');
    const crm = definePlugin({ name: 'crm', deliver: (rows, { send }) => send('http://crm.test/', `${rows.length}`) });
    const { waymark, problems } = await ready({ plugins: [taps(), crm] });
    waymark.track('tap', {});
    await waymark.flush();
    expect(problems).toMatchObject([{ code: 'deliver-failed', plugin: 'crm' }]);
    expect(problems[0]?.message).toContain('"http://crm.test/" is not https');
    expect(ledgerOf({ waymark }).destinations.crm).toEqual({ delivered: 0, stored: 1, dropped: {} });
    expect(fetching).not.toHaveBeenCalled();
    fetching.mockRestore();
    waymark.stop();
  });

  it('every one ends as its row says, with an exact ledger and without a hot loop', { timeout: 60_000 }, async () => {
    // Those that take their time go first.
    const rows = SERVERS.filter(({ isForBrowsers }) => !isForBrowsers).sort((a, b) => +!a.isSlow - +!b.isSlow);
    const failures: string[] = [];
    const lane = async (): Promise<void> => {
      for (let row = rows.shift(); row; row = rows.shift())
        failures.push(...(await failuresOf({ ...row, ...row.inNode })));
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(failures).toEqual([]);
  });
});
