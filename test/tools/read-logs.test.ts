import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { openStore } from '../../examples/collector/store.mjs';
import { type Logs, readLogs } from '../../src/tools/read-logs.js';
import { T0 } from '../journeys/journey.js';

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-logs-'));
  const clean = () => rmSync(folder, { recursive: true });
  const result = work(folder);
  if (result instanceof Promise) void result.finally(clean);
  else clean();
  return result;
}

function read(...texts: readonly (string | Uint8Array)[]): Logs {
  return inFolder(folder =>
    readLogs(
      texts.map((text, index) => {
        const file = join(folder, typeof text === 'string' ? `log-${index}` : `log-${index}.gz`);
        writeFileSync(file, text);
        return file;
      }),
    ),
  );
}

const lines = (...objects: readonly object[]) => objects.map(object => JSON.stringify(object)).join('\n');
const touchpoint = (id: string, type = 'page_view', data: object = {}) => ({ id, at: T0, type, data });
const decision = (id: string) => ({ id, trigger: 'coupon', at: T0, name: 'nudge.show', data: { nudge: 'coupon' } });
const row = (seq: number, type = 'page_view', data: object = {}) => ({
  seq,
  now: T0 + seq,
  purposes: ['analytics'],
  touchpoint: touchpoint(`t${seq}`, type, data),
  decisions: [] as object[],
});
/** What is in a log, in short. */
const told = ({ visitors }: Logs) =>
  Object.fromEntries(
    [...visitors].map(([visitor, rows]) => [
      visitor,
      rows.map(({ touchpoint: seen, decisions }) =>
        [seen?.type, ...decisions.map(({ name }) => name)].join(' ').trim(),
      ),
    ]),
  );

it('reads batches as `http()` posts them, in log order, what is sent twice once', () => {
  const shown = { ...row(2, 'view_item'), decisions: [decision('t2/coupon')] };
  const logs = read(
    lines(
      { site: 's', visitorId: 'a', sentAt: T0 + 50, rows: [shown, row(3, 'purchase')] },
      { site: 's', visitorId: 'b', sentAt: T0 + 90, rows: [row(1)] },
      { site: 's', visitorId: 'a', sentAt: T0 + 60, rows: [row(1), shown] },
    ),
  );
  expect(told(logs)).toEqual({ a: ['page_view', 'view_item nudge.show', 'purchase'], b: ['page_view'] });
  expect(logs.until).toBe(T0 + 90);
});

it('reads what `export()` returned, packed as well, and a list of such', () => {
  const exported = (visitorId: string) => ({
    format: 1,
    exportedAt: T0 + 70,
    profile: { profile: { visitorId } },
    log: [row(1)],
  });
  const logs = read(gzipSync(JSON.stringify(exported('a'), null, 2)), JSON.stringify([exported('b'), exported('c')]));
  expect(told(logs)).toEqual({ a: ['page_view'], b: ['page_view'], c: ['page_view'] });
  expect(logs.until).toBe(T0 + 70);
});

it('gives what follows a logout to the visitor who came then', () => {
  const rows = [row(1), row(2, 'purchase'), row(3, 'reset', { visitor_id: 'b' }), row(4, 'search')];
  expect(told(read(lines({ visitorId: 'a', rows })))).toEqual({ a: ['page_view', 'purchase'], b: ['reset', 'search'] });
  // Sent after the logout, under the name of who came then.
  expect(told(read(lines({ visitorId: 'b', rows })))).toEqual({
    'before b': ['page_view', 'purchase'],
    b: ['reset', 'search'],
  });
  const apart = read(lines({ visitorId: 'b', rows: [row(5, 'purchase')] }, { visitorId: 'a', rows }));
  expect(told(apart)).toEqual({ a: ['page_view', 'purchase'], b: ['reset', 'search', 'purchase'] });
});

it('reads touchpoints and decisions that stand alone, and rows', () => {
  const logs = read(
    lines(
      { visitor: 'a', ...touchpoint('t1', 'purchase'), at: T0 + 10 },
      { visitor: 'a', ...decision('d1'), at: T0 + 5 },
      { visitorId: 'b', ...row(1) },
    ),
    'visitor,id,name,trigger,at,data\nc,d1,nudge.show,coupon,2026-01-05T10:00:00Z,"{""nudge"":""coupon""}"\n',
  );
  expect(told(logs)).toEqual({ a: ['nudge.show', 'purchase'], b: ['page_view'], c: ['nudge.show'] });
  expect(logs.visitors.get('c')).toMatchObject([{ now: T0, decisions: [{ at: T0, data: { nudge: 'coupon' } }] }]);
});

it('reads the tables of the example collector, written out by DuckDB', () =>
  inFolder(async folder => {
    const file = join(folder, 'collector.duckdb');
    const store = await openStore(file);
    const rows = [{ ...row(1, 'view_item'), decisions: [decision('t1/coupon')] }, row(2, 'purchase', { value: 20 })];
    // As the server hands it over.
    await store.add(JSON.parse(JSON.stringify({ site: 's', visitorId: 'a', sentAt: T0 + 9, rows })));
    await store.close();
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    const files = await Promise.all(
      ['touchpoint', 'decision'].flatMap(table =>
        ['json', 'csv'].map(async format => {
          await connection.run(`COPY ${table} TO '${folder}/${table}.${format}' (FORMAT ${format})`);
          return `${folder}/${table}.${format}`;
        }),
      ),
    );
    connection.closeSync();
    instance.closeSync();
    for (const format of ['json', 'csv']) {
      const logs = readLogs(files.filter(name => name.endsWith(format)));
      expect(told(logs), format).toEqual({ a: ['view_item', 'nudge.show', 'purchase'] });
      expect(logs.visitors.get('a'), format).toMatchObject([
        { now: T0, touchpoint: { at: T0 } },
        { decisions: [{ id: 't1/coupon', trigger: 'coupon', at: T0, data: { nudge: 'coupon' } }] },
        { touchpoint: { data: { value: 20 } } },
      ]);
    }
  }));

it('says which line is no JSON', () => {
  expect(() => read('{"visitorId":"a","rows":[]}\n{nothing')).toThrow(/^Line 2 of ".*" is no JSON/);
});

it('takes what means nothing for nothing', () => {
  expect(
    told(read(lines({ visitorId: 'a', rows: [null, 7, {}, { seq: 1, decisions: [], touchpoint: null }] }))),
  ).toEqual({});
});

it('leaves out rows without a moment, and takes that of its touchpoint for a row', () => {
  const bare = { visitor: 'a', type: 'page_view' };
  const placed = { seq: 1, touchpoint: touchpoint('t1', 'view_item'), decisions: [] };
  const logs = read(lines(bare, { ...bare, at: T0 }, { visitorId: 'b', rows: [placed] }));
  expect(told(logs)).toEqual({ a: ['page_view'], b: ['view_item'] });
  expect(logs.visitors.get('b')?.[0]?.now).toBe(T0);
});

it('takes each session for a visitor of its own where a table names none', () => {
  const flat = (session: string, id: string) => ({ ...touchpoint(id), session });
  expect(told(read(lines(flat('s1', 't1'), flat('s2', 't2'), flat('s1', 't3'))))).toEqual({
    s1: ['page_view', 'page_view'],
    s2: ['page_view'],
  });
});
