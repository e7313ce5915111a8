import { afterEach, describe, expect, it } from 'vitest';
import { byShare, FAULTS, inTurn } from '../../examples/collector/faults.mjs';
import { startCollector } from '../../examples/collector/server.mjs';

type Collector = Awaited<ReturnType<typeof startCollector>>;
type Faults = NonNullable<Parameters<typeof startCollector>[0]>['faults'];

let collector: Collector;
const start = async (faults?: Faults): Promise<void> => {
  collector = await startCollector({ port: 0, file: ':memory:', ...(faults && { faults }) });
};

const BATCH = (id: string): string => {
  const touchpoint = { id, at: 1, type: 'page_view', url: '/', by: 'pages', session: 's', data: {} };
  const row = { seq: 1, now: 1, purposes: ['analytics'], touchpoint, decisions: [] };
  return JSON.stringify({ site: 'fretwell', visitorId: 'ida', sentAt: 1, rows: [row] });
};

function post(id: string): Promise<Response> {
  return fetch(`${collector.url}/collect`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: BATCH(id),
  });
}

async function stored(): Promise<unknown> {
  return (await fetch(`${collector.url}/touchpoints`)).json();
}

describe('a collector that is told to fail', () => {
  afterEach(() => collector.close());

  it.each([
    ['broken', 503],
    ['large', 413],
    ['busy', 429],
  ] as const)('answers %s with %i, lets the page read it, and stores nothing', async (kind, status) => {
    await start(inTurn([FAULTS[kind]]));
    const answer = await post('a');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('retry-after')).toBe(kind === 'busy' ? '1' : null);
    expect(await stored()).toEqual([]);
    expect((await post('a')).status).toBe(204);
    expect(await stored()).toEqual(['a']);
  });

  it('stores a batch and cuts the connection instead of answering', async () => {
    await start(inTurn([FAULTS.lost]));
    await expect(post('a')).rejects.toThrow();
    expect(await stored()).toEqual(['a']);
  });

  it('answers a slow one once its time is over', async () => {
    await start(inTurn([{ delayMs: 60 }]));
    const asked = performance.now();
    expect((await post('a')).status).toBe(204);
    expect(performance.now() - asked).toBeGreaterThan(50);
  });

  it('stores what comes under a wrong CORS header, which only a browser minds', async () => {
    await start(inTurn([FAULTS.closed]));
    expect((await post('a')).headers.get('access-control-allow-origin')).toBe('https://elsewhere.invalid');
    expect(await stored()).toEqual(['a']);
  });

  it('is asked once a batch, with its text', async () => {
    const asked: string[] = [];
    await start(body => void asked.push(body));
    await post('a');
    await fetch(collector.url);
    expect(asked).toEqual([BATCH('a')]);
  });

  it('counts preflights', async () => {
    await start();
    await fetch(`${collector.url}/collect`, { method: 'OPTIONS' });
    await post('a');
    expect(collector.preflights).toBe(1);
  });
});

describe('shares of faults', () => {
  it('draw once a batch and give each fault its part of 0 to 1', () => {
    const draws = [0, 0.19, 0.2, 0.29, 0.31, 0.99];
    const faults = byShare(
      [
        [0.2, FAULTS.broken],
        [0.1, FAULTS.lost],
      ],
      () => draws.shift() ?? 0,
    );
    expect(Array.from({ length: 6 }, () => faults(''))).toEqual([
      FAULTS.broken,
      FAULTS.broken,
      FAULTS.lost,
      FAULTS.lost,
      undefined,
      undefined,
    ]);
  });
});
