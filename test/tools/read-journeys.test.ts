import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJourneys } from '../../src/tools/read-journeys.js';

const folder = mkdtempSync(join(tmpdir(), 'waymark-journeys-'));
afterAll(() => rmSync(folder, { recursive: true }));

function journeys(content: string, name = 'file.json') {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { note, visitors } = readJourneys(path);
  return { note, visitors: [...visitors] };
}

const at = Date.UTC(2026, 0, 5, 10);
const touchpoint = { id: 't1', at, type: 'view_item', data: {} };
const row = { seq: 1, now: at, purposes: ['analytics'], touchpoint, decisions: [] };

describe('readJourneys', () => {
  it('reads what `export` returned', () => {
    const exported = { profile: { profile: { visitorId: 'v' } }, log: [row] };
    expect(journeys(JSON.stringify(exported)).visitors).toEqual([['v', [{ now: at, logged: touchpoint }]]]);
  });

  it('reads rows, a line each, and leaves out those of time alone', () => {
    const lines = [row, { ...row, seq: 2, touchpoint: null }].map(one => JSON.stringify({ visitorId: 'v', ...one }));
    expect(journeys(lines.join('\n'), 'rows.ndjson').visitors).toEqual([['v', [{ now: at, logged: touchpoint }]]]);
  });

  it('reads steps as `play` takes them', () => {
    const steps = [
      { type: 'view_item' },
      { after: '20 min' },
      { type: 'search', data: { search_term: 'x' }, url: '/x' },
    ];
    expect(journeys(JSON.stringify(steps))).toEqual({
      note: 'a journey as `play` takes it',
      visitors: [
        [
          'visitor',
          [
            { now: at + 1_000, told: { type: 'view_item', data: {} } },
            { now: at + 1_201_000 },
            { now: at + 1_202_000, told: { type: 'search', data: { search_term: 'x' }, url: '/x' } },
          ],
        ],
      ],
    });
  });

  it('reads a clickstream, visitor by visitor', () => {
    const head = 'visitor,session,ts,event,item,category,brand,price';
    const clicks = ['a', 'b'].map(visitor => `${visitor},s,${at},purchase,cedar,guitars,,219`);
    const { visitors } = journeys([head, ...clicks].join('\n'), 'shop.csv');
    expect(visitors.map(([visitor]) => visitor)).toEqual(['a', 'b']);
    expect(visitors[0]?.[1][0]?.told).toMatchObject({ type: 'purchase', data: { value: 219, currency: 'EUR' } });
  });
});
