import { expect } from 'vitest';
import { fold } from '../../src/core/fold.js';
import type { Base } from '../../src/core/migrate.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import type { Cursor, Head } from '../../src/runtime/records.js';
import { logOf } from './builders.js';
import { type Kind, type Model, rules, type Tracked } from './model.js';
import { keyOf, type Server } from './model-server.js';
import type { Tab, World } from './model-world.js';
import { ledgerOf } from './start.js';

const RULES = gatherRules(rules());

/** What holds at any moment. */
export async function checkAlways(model: Model, world: World): Promise<void> {
  const log = await logOf(world.store);
  const keys = log.map(keyOf);
  const placed = new Set(keys);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(model.log.filter((row, index) => row !== log[index])).toEqual([]);
  expect(placed.size).toBe(keys.length);
  model.log = log;
  const ids = [...model.tracked];
  const lost = ids.filter(([id, { isErased }]) => !isErased && world.told.has(id) && !placed.has(id));
  const back = ids.filter(([id, { isErased }]) => isErased === true && placed.has(id));
  expect(lost, 'an acknowledged touchpoint is lost').toEqual([]);
  expect(back, 'an erased touchpoint is back').toEqual([]);
  await checkCursor(model, world);
  for (const tab of world.tabs) checkView(model, tab);
  for (const name of ['http', 'ads'] as const) checkServer(model, world[name], model.takenBefore[name]);
  const told = world.ads.taken.filter(row => model.tracked.get(keyOf(row))?.isShared === false);
  expect(told, 'advertising was told').toEqual([]);
  expect(world.refusal.breaches).toBe(0);
  expect(new Set(world.pixel.map(keyOf)).size).toBe(world.pixel.length);
  expect(world.problems.filter(({ code }) => !['data-refused', 'deliver-failed'].includes(code))).toEqual([]);
  expect(new Set(world.decided).size, 'a decision was told twice').toBe(world.decided.length);
  const sessions = log
    .filter(({ decisions }) => decisions.some(({ trigger }) => trigger === 'once'))
    .map(({ touchpoint }) => touchpoint?.session);
  expect(new Set(sessions).size, 'decided twice in one session').toBe(sessions.length);
}

/** A cursor moves on an answer only: what is behind it was taken or refused. */
async function checkCursor(model: Model, { store, http }: World): Promise<void> {
  const [cursor] = (await store.read([['cursor', 'http']], [])) as readonly [Cursor?];
  const seq = cursor?.seq ?? 0;
  const known = new Set([...http.taken.map(keyOf), ...http.refused]);
  const passed = model.log.slice(0, seq).map(keyOf);
  expect(
    passed.filter(key => !known.has(key)),
    'passed over',
  ).toEqual([]);
  expect(seq).toBeLessThanOrEqual(model.log.length);
  expect(seq, 'the cursor went back').toBeGreaterThanOrEqual(model.cursor);
  model.cursor = seq;
}

/** What is tracked shows at once in its tab, and once only. */
function checkView({ tracked }: Model, { waymark }: Tab): void {
  if (waymark.status !== 'ready') return;
  const kept = [...tracked.values()].filter(({ kind, isErased }) => isKept(kind) && isErased !== true);
  const sum = (rows: readonly Tracked[]): number => rows.reduce((all, { weight }) => all + weight, 0);
  const { taps: shown = 0 } = waymark.profile.slices;
  expect(shown).toBeGreaterThanOrEqual(sum(kept.filter(({ tab, isErased }) => tab.waymark === waymark && !isErased)));
  expect(shown).toBeLessThanOrEqual(sum(kept));
}

/** A server hears of nothing that was not tracked, and of what is new to it in the order of the log. */
function checkServer({ tracked }: Model, { taken }: Server, from: number): void {
  const taps = taken.flatMap(({ touchpoint }) => (touchpoint?.type === 'tap' ? touchpoint : []));
  expect(taps.filter(({ id, data }) => data.weight !== tracked.get(id)?.weight)).toEqual([]);
  const firsts = new Map<string, number>();
  for (const row of taken.slice(from)) if (!firsts.has(keyOf(row))) firsts.set(keyOf(row), row.seq);
  const order = [...firsts.values()];
  expect(order).toEqual([...order].sort((a, b) => a - b));
}

/** What holds once every tab was flushed and nothing is under way. */
export async function checkFlushed(model: Model, world: World): Promise<void> {
  await checkAlways(model, world);
  const { log } = model;
  const [base, head] = (await world.store.read(['base', 'head'], [])) as readonly [Base?, Head?];
  const placed = new Set(log.map(keyOf));
  const standings = new Set<string>();
  for (const tab of world.tabs) {
    const { waymark } = tab;
    const ledger = ledgerOf(tab);
    const { refused = 0, rate = 0 } = ledger.dropped;
    expect(refused + rate).toBe(model.refused.get(tab) ?? 0);
    if (waymark.status !== 'ready') continue;
    standings.add(waymark.consent.advertising);
    expect(ledger.stored).toBe(head?.seq);
    checkDropped(model, world, ledger.dropped.normalize ?? 0);
    expect(waymark.profile).toEqual(base && fold(RULES, base.profile, log));
  }
  expect(standings.size, 'tabs differ in consent').toBeLessThanOrEqual(1);
  const lost = [...model.tracked].filter(
    ([id, { tab, kind, isErased }]) => !isErased && isKept(kind) && world.tabs.includes(tab) && !placed.has(id),
  );
  expect(lost, 'a touchpoint of an open tab is lost').toEqual([]);
}

/** Of what `normalize` drops, all of an open tab is counted; what a tab had in hand when it crashed may be. */
function checkDropped({ tracked }: Model, { tabs }: World, count: number): void {
  const unwanted = [...tracked.values()].filter(({ kind, isErased }) => kind === 'unwanted' && isErased !== true);
  const least = unwanted.filter(({ tab, isErased }) => !isErased && tabs.includes(tab));
  expect(count).toBeGreaterThanOrEqual(least.length);
  expect(count).toBeLessThanOrEqual(unwanted.length);
}

/** What holds in the end: servers are well, everything on its way has arrived. */
export async function checkEnd(model: Model, world: World): Promise<void> {
  await checkFlushed(model, world);
  const { log, tracked, refusedSeq } = model;
  const placed = new Set(log.map(keyOf));
  const lost = [...tracked].filter(
    ([id, { kind, isErased }]) => !isErased && isKept(kind) && world.written.has(id) && !placed.has(id),
  );
  expect(lost, 'what was written ahead is lost').toEqual([]);
  checkArrived(model, world.http, log, log);
  const { waymark } = world.tabs.find(tab => tab.waymark.status === 'ready') ?? {};
  // A choice that was never stored went with its tab.
  const isGranted = waymark?.consent.advertising === 'granted';
  const shared = log.filter(({ purposes }) => purposes.includes('advertising'));
  const due = shared.filter(({ seq }) => isGranted && seq > refusedSeq);
  checkArrived(model, world.ads, shared, due);
  const http = waymark?.diagnostics().destinations.http;
  const { rejected = 0, ...others } = http?.dropped ?? {};
  expect(http).toMatchObject({ stored: 0, delivered: log.length - rejected });
  expect(rejected).toBeLessThanOrEqual(world.http.refused.size);
  expect(others).toEqual({});
}

/** A server has no touchpoint that is not in `most`, and all of `least`, but for what it refused itself. */
function checkArrived(
  { tracked }: Model,
  { taken, refused }: Server,
  most: readonly Row[],
  least: readonly Row[],
): void {
  const arrived = new Set(taken.map(keyOf));
  const known = new Set(most.map(keyOf));
  const isOdd = (id: string): boolean => tracked.get(id)?.isErased === false && !known.has(id);
  expect([...arrived].filter(isOdd), 'arrived without a place').toEqual([]);
  const missing = least.map(keyOf).filter(key => !arrived.has(key) && !refused.has(key));
  expect(missing, 'never arrived').toEqual([]);
}

function isKept(kind: Kind): boolean {
  return kind === 'plain' || kind === 'poison';
}
