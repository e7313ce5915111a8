// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import type { Waymark } from '../../src/runtime/face.js';
import { flush, seen, taps } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, ready } from './start.js';

onFakeTime();

const PATIENCE_MS = 5_000;
const SLOW_MS = 3_000;
const LOOPS = 40;
/** Members that answer at once, and those that may answer later. */
const AT_ONCE = ['check', 'capture', 'normalize', 'reduce', 'when', 'wakeAt', 'infer'] as const;
const LATER = ['act', 'deliver', 'export', 'erase'] as const;
const MEMBERS = [...AT_ONCE, ...LATER];
const BAD_AT_ONCE = ['none', 'throw', 'mutate', 'loop', 'destroy'] as const;
const BAD_LATER = [...BAD_AT_ONCE, 'reject', 'hang', 'slow'] as const;

type Member = (typeof MEMBERS)[number];
type Fault = (typeof BAD_LATER)[number];
type Faults = Readonly<Record<Member, Fault>>;

interface Watch {
  waymark?: Waymark;
  /** Whatever let itself be changed. */
  readonly changed: string[];
  /** Signals of what hangs. */
  readonly hanging: AbortSignal[];
  happened: number;
  /** How often one may still loop: `rate`, which the healthy share, ends a loop through a pure member on a site. */
  loops: number;
}

/** A plugin in which every member has its fault. */
function faulty(number: number, bad: Faults, watch: Watch): Plugin {
  const name = `faulty${number}`;
  // biome-ignore lint/suspicious/noExplicitAny: a fault answers whatever its member answers.
  const fault = (member: Member, given: readonly unknown[], usual: unknown): any => {
    const kind = bad[member];
    if (kind !== 'none') watch.happened++;
    if (kind === 'throw') throw new Error(`${name} ${member}`);
    if (kind === 'reject') return Promise.reject(new Error(`${name} ${member}`));
    if (kind === 'slow') return new Promise(resolve => setTimeout(resolve, SLOW_MS));
    if (kind === 'mutate') for (const thing of given) spoil(thing, `${name} ${member}`, watch.changed);
    if (kind === 'destroy') for (const thing of given) destroy(thing);
    if (kind === 'loop' && watch.loops-- > 0) watch.waymark?.track(`odd_${number}` as 'tap', {});
    if (kind !== 'hang') return usual;
    const { signal } = (given.at(-1) ?? {}) as { signal?: AbortSignal };
    if (signal) watch.hanging.push(signal);
    return new Promise(() => {});
  };
  return definePlugin({
    name,
    vocabulary: { [`odd_${number}`]: (data: object) => fault('check', [], data) },
    capture: context => fault('capture', [context.profile, context], undefined),
    normalize: (touchpoint, profile) => fault('normalize', [touchpoint, profile], touchpoint),
    // A slice of its own for each.
    slice: {
      name: `faulty${number}` as 'seen',
      version: 1,
      initial: 0,
      reduce: (state: number, touchpoint: object, profile: object) => fault('reduce', [touchpoint, profile], state + 1),
    },
    ...(number === 0 && {
      stageModel: {
        name: 'faulty',
        stages: ['near'],
        infer: profile =>
          fault('infer', [profile], {
            micro: 'near',
            belief: { near: 1 },
            sure: true,
            overlays: [],
            reasons: [],
            next: [],
          }),
      },
    }),
    triggers: [
      {
        name,
        decision: 'taps.rest',
        when: situation => fault('when', [situation], { taps: 1 }),
        wakeAt: profile => fault('wakeAt', [profile], null),
      },
    ],
    acts: ['taps.rest', 'taps.reach'],
    act: (decision, context) => fault('act', [decision, context], undefined),
    deliver: (batch, context) => fault('deliver', [batch.map(row => row), context.profile, context], undefined),
    export: () => fault('export', [], undefined),
    erase: () => fault('erase', [], undefined),
  });
}

/** Writes to all that can be reached, and tells what let it happen. Contexts belong to the plugin itself. */
function spoil(thing: unknown, where: string, changed: string[], depth = 0): void {
  if (typeof thing !== 'object' || thing === null || depth > 6 || 'signal' in thing) return;
  if (!Array.isArray(thing) || depth) {
    if (Reflect.set(thing, 'spoiled', true) || Object.isExtensible(thing)) changed.push(`${where}, depth ${depth}`);
    for (const key of Object.keys(thing)) if (Reflect.deleteProperty(thing, key)) changed.push(`${where}: ${key}`);
  }
  for (const inner of Object.values(thing)) spoil(inner, where, changed, depth + 1);
}

/** Goes for what it may share with the others. */
function destroy(thing: unknown): void {
  if (typeof thing !== 'object' || thing === null) return;
  if ('signal' in thing) (thing as { signal: AbortSignal }).signal.dispatchEvent(new Event('abort'));
  for (const key of Object.keys(thing)) Reflect.deleteProperty(thing, key);
  if (Array.isArray(thing)) Reflect.set(thing, 'length', 0);
}

/** Four with faults, and between them the healthy, which must get everything. */
async function live(all: readonly Faults[], healthyAt: number): Promise<void> {
  const watch: Watch = { changed: [], hanging: [], happened: 0, loops: LOOPS };
  const [told, acted]: [string[], string[]] = [[], []];
  const healthy = [
    taps({
      deliver: batch => void told.push(...batch.flatMap(({ touchpoint }) => touchpoint?.id ?? [])),
      triggers: [
        {
          name: 'each',
          decision: 'taps.reach',
          when: ({ touchpoint }) => (touchpoint?.by === 'site' ? { taps: 1 } : null),
        },
      ],
      acts: ['taps.reach'],
      act: ({ id }) => void acted.push(id),
    }),
    seen(),
  ];
  const plugins = all.map((bad, number) => faulty(number, bad, watch));
  const world = await ready({
    consent: GRANTED,
    plugins: [...plugins.slice(0, healthyAt), ...healthy, ...plugins.slice(healthyAt)],
  });
  const { waymark } = world;
  watch.waymark = waymark;
  const ids: (string | null)[] = [];
  for (let round = 0; round < 3; round++) {
    waymark.track(`odd_${round}`, {});
    ids.push(waymark.track('tap', { text: 'healthy' }));
    const flushed = waymark.flush();
    for (let turn = 0; turn < 3; turn++) await world.pass(PATIENCE_MS);
    await flushed;
  }
  expect(ids).not.toContain(null);
  expect(told.filter(id => ids.includes(id))).toEqual(ids);
  expect(acted.filter(id => ids.includes(id.split('/')[0] ?? ''))).toHaveLength(ids.length);
  expect(waymark.profile.slices.taps).toBeGreaterThanOrEqual(ids.length);
  expect(waymark.profile.slices.seen).toBeGreaterThanOrEqual(ids.length);
  // A destination that hung is tried again, and hangs again.
  const hung = [...watch.hanging];
  await world.pass(PATIENCE_MS);
  expect(hung.filter(({ aborted }) => !aborted)).toEqual([]);
  expect(watch.changed.slice(0, 3)).toEqual([]);
  ledgerOf(world);
  for (const right of [waymark.export(), waymark.erase()]) {
    for (let turn = 0; turn < 6; turn++) await world.pass(PATIENCE_MS);
    await right;
  }
  delete watch.waymark;
  waymark.stop();
  await flush();
}

it('abandons what hangs after five seconds, not before', async () => {
  const hanging: AbortSignal[] = [];
  const stuck = definePlugin({
    name: 'stuck',
    deliver: (_, { signal }) => {
      hanging.push(signal);
      return new Promise(() => {});
    },
  });
  const world = await ready({ plugins: [taps(), stuck] });
  world.waymark.track('tap', {});
  const flushed = world.waymark.flush();
  await flush();
  await world.pass(PATIENCE_MS - 1);
  expect(hanging.map(({ aborted }) => aborted)).toEqual([false]);
  await world.pass(1);
  await flushed;
  expect(hanging[0]?.aborted).toBe(true);
});

it.each(
  MEMBERS.flatMap(member =>
    (LATER.includes(member as 'act') ? BAD_LATER : BAD_AT_ONCE).map(kind => [member, kind] as const),
  ),
)('gives them everything beside a `%s` with the fault "%s"', async (member, kind) => {
  const none = Object.fromEntries(MEMBERS.map(each => [each, 'none'])) as Record<Member, Fault>;
  await live([{ ...none, [member]: kind }, none, none, none], 1);
});
