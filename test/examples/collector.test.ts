import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCollector } from '../../examples/collector/server.mjs';

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

interface Counts {
  readonly touchpoints: number;
  readonly repeats: number;
  readonly visitors: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly decisions: Readonly<Record<string, number>>;
}

let collector: Running;

beforeAll(async () => {
  collector = await startCollector({ port: 0, file: ':memory:' });
});

beforeEach(async () => {
  await fetch(`${collector.url}/reset`, { method: 'POST' });
});

afterAll(() => collector.close());

function row(id: string, seq: number, type = 'page_view', decisions: readonly object[] = []): object {
  const touchpoint = {
    id,
    at: 1_700_000_000_000 + seq,
    type,
    url: 'https://shop.example/',
    by: 'pages',
    session: 's',
    data: { seq },
  };
  return { seq, now: 1_700_000_000_000, purposes: ['analytics'], touchpoint, decisions };
}

function batch(rows: readonly object[], visitorId = 'ida'): string {
  return JSON.stringify({ site: 'fretwell', visitorId, sentAt: 1_700_000_000_000, rows });
}

function post(body: string): Promise<Response> {
  return fetch(`${collector.url}/collect`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
}

async function read<T>(path: string): Promise<T> {
  return (await fetch(`${collector.url}${path}`)).json() as Promise<T>;
}

describe('collector', () => {
  it('answers 204 once a batch is stored, and any page may post', async () => {
    const answer = await post(batch([row('a', 1), row('b', 2, 'view_item')]));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(await read<Counts>('/counts')).toEqual({
      touchpoints: 2,
      repeats: 0,
      visitors: 1,
      byType: { page_view: 1, view_item: 1 },
      decisions: {},
    });
  });

  it('drops a repeat by its id and counts it', async () => {
    await post(batch([row('a', 1), row('b', 2)]));
    await post(batch([row('b', 2), row('c', 3)]));
    await post(batch([row('d', 4), row('d', 4)]));
    const { touchpoints, repeats } = await read<Counts>('/counts');
    expect({ touchpoints, repeats }).toEqual({ touchpoints: 4, repeats: 2 });
  });

  it('keeps every touchpoint once when the same batches arrive at the same time', async () => {
    const body = batch(Array.from({ length: 50 }, (_, index) => row(`t${index}`, index + 1)));
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 204));
    const { touchpoints, repeats } = await read<Counts>('/counts');
    expect({ touchpoints, repeats }).toEqual({ touchpoints: 50, repeats: 350 });
  });

  it('counts a decision once for its visitor, also when time alone made it', async () => {
    const decision = { id: '7/cart-idle', name: 'cart.idle', trigger: 'cart-idle', at: 1, data: { value: 219 } };
    const timed = { seq: 7, now: 1, purposes: [], touchpoint: null, decisions: [decision] };
    await post(batch([timed]));
    await post(batch([timed]));
    await post(batch([timed], 'tom'));
    const { touchpoints, decisions, visitors } = await read<Counts>('/counts');
    expect({ touchpoints, decisions, visitors }).toEqual({
      touchpoints: 0,
      decisions: { 'cart.idle': 2 },
      visitors: 2,
    });
  });

  it('takes a row that was forgotten: a decision without name and data', async () => {
    const answer = await post(
      batch([
        { seq: 1, now: 1, purposes: [], touchpoint: null, decisions: [{ id: 'a/stage', trigger: 'stage', at: 1 }] },
      ]),
    );
    expect(answer.status).toBe(204);
    expect((await read<Counts>('/counts')).decisions).toEqual({ forgotten: 1 });
  });

  it('lists the touchpoints of a visitor in log order', async () => {
    await post(batch([row('c', 3), row('a', 1)]));
    await post(batch([row('b', 2)]));
    await post(batch([row('z', 1)], 'tom'));
    expect(await read('/touchpoints?visitor=ida')).toEqual(['a', 'b', 'c']);
    expect(await read('/touchpoints?visitor=nobody')).toEqual([]);
  });

  it('takes rows of which nobody knows any more whose they are', async () => {
    expect((await post(batch([row('a', 1)], ''))).status).toBe(204);
    expect((await read<Counts>('/counts')).touchpoints).toBe(1);
  });

  it.each([
    ['no JSON', '{"site":'],
    ['no object', '[]'],
    ['no visitor', JSON.stringify({ site: 'x', sentAt: 1, rows: [] })],
    ['rows that are no list', JSON.stringify({ site: 'x', visitorId: 'v', sentAt: 1, rows: {} })],
    [
      'a touchpoint without an id',
      batch([{ seq: 1, now: 1, purposes: [], touchpoint: { type: 'page_view', at: 1 }, decisions: [] }]),
    ],
  ])('refuses %s with 400 and stores nothing of it', async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/\.$/);
    expect((await read<Counts>('/counts')).touchpoints).toBe(0);
  });

  it('stores nothing of a batch in which one row is wrong', async () => {
    expect((await post(batch([row('a', 1), { seq: 'two' }]))).status).toBe(400);
    expect((await read<Counts>('/counts')).touchpoints).toBe(0);
  });

  it('takes 65,536 bytes and refuses one more with 413', async () => {
    const full = batch([row('a', 1)]);
    const padded = (size: number): string => full + ' '.repeat(size - full.length);
    expect((await post(padded(65_536))).status).toBe(204);
    expect((await post(padded(65_537))).status).toBe(413);
  });

  it('shows hostile text as text', async () => {
    await post(batch([row('a', 1, '<script>alert(1)</script>')]));
    const page = await (await fetch(collector.url)).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&#60;script&#62;');
  });

  it('refreshes without a script, and holds still when asked', async () => {
    expect((await fetch(collector.url)).headers.get('refresh')).toBe('5');
    expect((await fetch(`${collector.url}/?still`)).headers.get('refresh')).toBeNull();
  });

  it('does not let a page of another site reset it', async () => {
    await post(batch([row('a', 1)]));
    const answer = await fetch(`${collector.url}/reset`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    expect((await read<Counts>('/counts')).touchpoints).toBe(1);
  });
});
