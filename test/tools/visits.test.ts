import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readVisits } from '../../src/tools/visits.js';
import { DAY, MINUTE, T0 } from '../journeys/journey.js';

function read(...texts: readonly string[]): ReturnType<typeof readVisits> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-visits-'));
  const files = texts.map((text, index) => {
    const file = join(folder, `touchpoints-${index}`);
    writeFileSync(file, text);
    return file;
  });
  try {
    return readVisits(...files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lines = (...objects: readonly object[]) => objects.map(object => JSON.stringify(object)).join('\n');
const touchpoint = (at: number, type: string, more: object = {}) => ({
  id: `${at}`,
  at,
  type,
  session: 's1',
  data: {},
  ...more,
});

it('reads batches as `http()` posts them, and puts them in order', () => {
  const items = [{ item_id: 'cedar' }, { item_id: 'strings' }];
  const row = (at: number, type: string, data = {}) => ({
    seq: at,
    touchpoint: touchpoint(at, type, { data }),
    decisions: [],
  });
  const [visit, ...more] = read(
    lines(
      { site: 'fretwell', visitorId: 'v', rows: [row(T0 + 2, 'add_to_cart', { items }), { seq: 3, touchpoint: null }] },
      { site: 'fretwell', visitorId: 'v', rows: [row(T0, 'view_item', { items })] },
    ),
  );
  expect(more).toEqual([]);
  expect(visit).toMatchObject({ visitor: 'v', session: 's1' });
  expect(visit?.acts.map(({ at, type, item }) => [at, type, item])).toEqual([
    [T0, 'view_item', 'cedar'],
    [T0 + 2, 'add_to_cart', 'cedar'],
  ]);
});

it('reads touchpoints one a line, and clickstreams with a header', () => {
  const flat = read(lines({ visitor: 'v', ...touchpoint(T0, 'login') }, { visitor: 'v', note: 'no touchpoint' }));
  expect(flat[0]?.acts.map(({ type, item }) => [type, item])).toEqual([['login', '']]);
  const rows = read(`visitor,session,ts,event,item\nv,s,${T0},view_item,cedar\nw,s,${T0},view_item,mini\n`);
  expect(rows.map(({ visitor, acts }) => [visitor, acts[0]?.item])).toEqual([
    ['v', 'cedar'],
    ['w', 'mini'],
  ]);
});

it('reads category and price as the page does', () => {
  const view = (currency: string) => {
    const data = { currency, items: [{ item_id: 'cedar', item_category: 'Guitars', price: 219 }] };
    return read(lines({ visitor: 'v', ...touchpoint(T0, 'view_item', { data }) }))[0]?.acts[0];
  };
  expect(view('USD')).toMatchObject({ item: 'cedar', category: 'Guitars', price: 219 });
  expect(view('JPY')).toMatchObject({ category: 'Guitars', price: null });
  const rows = read(
    `visitor,session,ts,event,item,category,price\nv,s,${T0},view_item,cedar,Guitars,219\nv,s,${T0},login,,,\n`,
  );
  expect(rows[0]?.acts).toMatchObject([
    { item: 'cedar', category: 'Guitars', price: 219 },
    { item: '', category: '', price: null },
  ]);
});

it('takes each session for a visitor of its own where no visitor is named', () => {
  const told = (table: string) => read(table).map(({ visitor, session, acts }) => [visitor, session, acts.length]);
  expect(told(`session,ts,event\na,${T0},login\nb,${T0 + 1},login\na,${T0 + 2},login\n`)).toEqual([
    ['a', 'a', 2],
    ['b', 'b', 1],
  ]);
  expect(told(`ts,event\n${T0},login\n`)).toEqual([['', 'silence-1', 1]]);
});

it('ends a visit after half an hour of silence where no session is told', () => {
  const at = (minutes: number) => ({ visitor: 'v', ts: T0 + minutes * MINUTE, event: 'view_item' });
  expect(read(lines(at(0), at(29), at(60), at(61))).map(({ acts }) => acts.length)).toEqual([2, 2]);
});

it('takes each touchpoint once, for a batch may be sent twice, and those of one moment as the log has them', () => {
  const row = (seq: number, type: string) => ({ seq, touchpoint: { ...touchpoint(T0, type), id: `t${seq}` } });
  const batch = (...rows: readonly object[]) => ({ visitorId: 'v', rows });
  const [one, two, three] = [row(1, 'view_item'), row(2, 'add_to_cart'), row(3, 'begin_checkout')];
  const types = (text: string) => read(text).map(({ acts }) => acts.map(({ type }) => type));
  const expected = [['view_item', 'add_to_cart', 'begin_checkout']];
  expect(types(lines(batch(three), batch(one, two), batch(two, three)))).toEqual(expected);
  const flat = ({ seq, touchpoint }: typeof one) => ({ visitor: 'v', seq, ...touchpoint });
  expect(types(lines(flat(two), flat(three), flat(one), flat(two)))).toEqual(expected);
  // Ids are a visitor's own, and a clickstream has none.
  const other = { ...batch(one), visitorId: 'w' };
  expect(types(lines(batch(one), other))).toEqual([['view_item'], ['view_item']]);
  const click = { visitor: 'v', ts: T0, event: 'view_item' };
  expect(types(lines(click, click))).toEqual([['view_item', 'view_item']]);
});

it('reads a file as other systems write it: with a mark at its start, and lines that end in two characters', () => {
  const [visit] = read(`\ufeff${lines({ visitor: 'v', ...touchpoint(T0, 'login') })}\r\n`);
  expect(visit?.acts.map(({ type }) => type)).toEqual(['login']);
  expect(read(`\ufeffvisitor,ts,event\r\nv,${T0},login\r\n`)).toMatchObject([{ visitor: 'v' }]);
});

it('says which line is no JSON', () => {
  expect(() => read('{"visitor":"v","ts":1,"event":"login"}\n{"visitor":')).toThrow('Line 2 is no JSON');
});

it('reads a list and an export as it reads lines', () => {
  const told = [touchpoint(T0, 'view_item'), touchpoint(T0 + 1, 'purchase')];
  const rows = told.map((one, seq) => ({ seq, now: one.at, touchpoint: one, decisions: [] }));
  const [visit] = read(lines(...told));
  expect(visit?.acts).toHaveLength(2);
  expect(read(JSON.stringify(told))).toEqual([visit]);
  const whole = { profile: { profile: { visitorId: 'v' } }, log: rows };
  expect(read(JSON.stringify(whole, null, 2))).toEqual([{ ...visit, visitor: 'v', acts: expect.any(Array) }]);
  expect(read(JSON.stringify(whole))[0]?.acts.map(({ type }) => type)).toEqual(['view_item', 'purchase']);
});

it('reads moments in text, as a database writes them, and leaves out rows without one', () => {
  const table = 'visitor_id,session,happened_at,type\nv,s,2026-01-05 10:00:00,view_item\nv,s,,login\n';
  const [{ visitor, acts } = { visitor: '', acts: [] }] = read(table);
  expect([visitor, acts.map(({ type, at }) => [type, at])]).toEqual(['v', [['view_item', Date.UTC(2026, 0, 5, 10)]]]);
});

it('reads several files as one', () => {
  const [one, two] = [touchpoint(T0, 'view_item'), touchpoint(T0 + 1, 'purchase')];
  expect(read(lines(two), lines(one))).toEqual(read(lines(one, two)));
});

it('says which fields a file has where it tells of no touchpoint', () => {
  expect(() => read('user,time,action\nv,1,view\n')).toThrow('its columns are user, time, action. Name them visitor,');
  // An endpoint may have stored a batch of nothing.
  expect(read('{"visitorId":"v","rows":[]}')).toEqual([]);
  expect([read('visitor,ts,event\n'), read('[1, {}]')]).toEqual([[], []]);
});

it('refuses a file of seconds, and takes one whose clock starts at nought', () => {
  const clicks = (...moments: readonly number[]) => lines(...moments.map(ts => ({ visitor: 'v', ts, event: 'login' })));
  expect(() => read(clicks(T0 / 1000, T0 / 1000 + 60))).toThrow('tells moments in seconds. Give');
  expect(() => read(clicks(T0 * 1000))).toThrow('tells moments in microseconds. Give');
  expect(read(clicks(0, MINUTE, 20 * DAY))).toHaveLength(2);
});
