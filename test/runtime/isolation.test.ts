// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import type { Waymark } from '../../src/runtime/face.js';
import { flush, seen, taps } from './builders.js';
import { GRANTED, leaveAll, ledgerOf, onFakeTime, ready, type World } from './start.js';

beforeAll(async () => {
  // What is loaded when it is needed comes at once: fake time that passes meanwhile is no time for what it then begins.
  await Promise.all([
    import('../../src/runtime/engine.js'),
    import('../../src/runtime/delivery.js'),
    import('../../src/runtime/requests.js'),
    import('../../src/runtime/rights.js'),
    import('../../src/runtime/inventory.js'),
    import('../../src/runtime/plain.js'),
  ]);
});

onFakeTime();

const RUNS = Number(process.env.WAYMARK_ISOLATION_RUNS ?? 40);
/** What a run takes at most, ms. */
const RUN_MS = 500;

const PATIENCE_MS = 5_000;
const SLOW_MS = 3_000;
const LOOPS = 40;
/** Always taken. */
const HEALTHY = 'refund' as 'tap';
/** A few batches that are under way, and a few that are asked for. */
const FLUSH_S = 60;
/** Whoever hangs is abandoned; all are asked at once. */
const RIGHT_S = 5;
/** Members that answer at once, and those that may answer later. */
const AT_ONCE = ['check', 'capture', 'normalize', 'reduce', 'when', 'wakeAt', 'infer'] as const;
const LATER = ['act', 'deliver', 'export', 'erase'] as const;
const MEMBERS = [...AT_ONCE, ...LATER];
const BAD_AT_ONCE = ['none', 'throw', 'mutate', 'loop', 'loop later', 'destroy', 'junk'] as const;
const BAD_LATER = [...BAD_AT_ONCE, 'reject', 'hang', 'slow'] as const;

type Member = (typeof MEMBERS)[number];
type Fault = (typeof BAD_LATER)[number];
type Faults = Readonly<Record<Member, Fault>>;

const NONE = Object.fromEntries(MEMBERS.map(member => [member, 'none'])) as Faults;

/** What nobody expects as an answer; each is made anew. */
const JUNK: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => -1,
  () => 'junk',
  () => Symbol('junk'),
  () => 10n,
  () => [],
  () => ({}),
  () => () => {
    throw new Error('junk');
  },
  () => Promise.resolve('junk'),
  // biome-ignore lint/suspicious/noThenProperty: that is the fault.
  () => ({ then() {} }),
  () => ({ accepted: Number.NaN, rejected: 'all', retryAfterMs: -1, micro: 7, belief: 'all', id: 7, data: null }),
  () => ({ accepted: 10n, rejected: [null], retryAfterMs: Symbol('soon'), micro: null, belief: { near: 10n } }),
  () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    return circle;
  },
  () =>
    Object.defineProperty({}, 'junk', {
      enumerable: true,
      get() {
        throw new Error('junk');
      },
    }),
];

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
  const loop = (): void => {
    if (watch.loops-- > 0) watch.waymark?.track(`odd_${number}` as 'tap', {});
  };
  // biome-ignore lint/suspicious/noExplicitAny: a fault answers whatever its member answers.
  const fault = (member: Member, given: readonly unknown[], usual: unknown): any => {
    const kind = bad[member];
    if (kind !== 'none') watch.happened++;
    if (kind === 'throw') throw new Error(`${name} ${member}`);
    if (kind === 'reject') return Promise.reject(new Error(`${name} ${member}`));
    if (kind === 'slow') return new Promise(resolve => setTimeout(resolve, SLOW_MS));
    if (kind === 'mutate') for (const thing of given) spoil(thing, `${name} ${member}`, watch.changed);
    if (kind === 'destroy') for (const thing of given) destroy(thing);
    if (kind === 'loop') loop();
    if (kind === 'loop later') void Promise.resolve().then(loop);
    const junk = JUNK[(watch.happened * 7 + number) % JUNK.length]?.();
    // To drop a touchpoint is its right.
    if (kind === 'junk') return member === 'normalize' ? junk || usual : junk;
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

/** Time passes second by second until it is settled; what takes longer than that hangs. */
async function within<T>(world: World, seconds: number, promise: Promise<T>): Promise<T> {
  const hangs = new Error(`it hangs for more than ${seconds} s`);
  let answer: { readonly value?: T; readonly cause?: unknown } | undefined;
  promise.then(
    value => {
      answer = { value };
    },
    cause => {
      answer = { cause };
    },
  );
  for (let second = 0; !answer && second <= seconds; second++) await world.pass(second && 1_000);
  const { cause, value } = answer ?? { cause: hangs };
  if (cause) throw cause;
  // It is what the promise was kept with.
  return value as T;
}

/** How a page with faulty plugins lives. */
interface Life {
  /** Where the healthy stand among the others. */
  readonly healthyAt: number;
  /** Touchpoints a second, which is what ends most loops; with `Infinity` they end by themselves. */
  readonly rate: number;
}

/** Four with faults, and between them the healthy, which must get everything. */
async function live(all: readonly Faults[], { healthyAt, rate }: Life): Promise<void> {
  const watch: Watch = { changed: [], hanging: [], happened: 0, loops: rate === Infinity ? LOOPS : Infinity };
  const [told, acted]: [string[], string[]] = [[], []];
  let erased = 0;
  const healthy = [
    taps({
      // Of a type that is always taken: a loop may use up what a page may track.
      vocabulary: { refund: data => data },
      deliver: batch => void told.push(...batch.flatMap(({ touchpoint }) => touchpoint?.id ?? [])),
      triggers: [
        {
          name: 'each',
          decision: 'taps.reach',
          when: ({ touchpoint }) => (touchpoint?.type === HEALTHY ? { taps: 1 } : null),
        },
      ],
      acts: ['taps.reach'],
      act: ({ id }) => void acted.push(id),
      export: () => 'healthy',
      erase: () => void erased++,
    }),
    seen(),
  ];
  const plugins = all.map((bad, number) => faulty(number, bad, watch));
  const world = await ready({
    consent: GRANTED,
    rate,
    plugins: [...plugins.slice(0, healthyAt), ...healthy, ...plugins.slice(healthyAt)],
  });
  watch.waymark = world.waymark;
  try {
    const ids: (string | null)[] = [];
    for (let round = 0; round < 3; round++) {
      world.waymark.track(`odd_${round}`, {});
      ids.push(world.waymark.track(HEALTHY, { text: 'healthy' }));
      await within(world, FLUSH_S, world.waymark.flush());
    }
    expect(ids).not.toContain(null);
    expect(told.filter(id => ids.includes(id))).toEqual(ids);
    expect(acted.filter(id => ids.includes(id.split('/')[0] ?? ''))).toHaveLength(ids.length);
    expect(world.waymark.profile.slices.seen).toBeGreaterThanOrEqual(ids.length);
    // A destination that hung is tried again, and hangs again.
    const hung = [...watch.hanging];
    await world.pass(PATIENCE_MS);
    expect(hung.filter(({ aborted }) => !aborted)).toEqual([]);
    expect(watch.changed.slice(0, 3)).toEqual([]);
    ledgerOf(world);
    const everything = await within(world, RIGHT_S, world.waymark.export());
    expect(JSON.parse(JSON.stringify(everything)).plugins.taps).toBe('healthy');
    expect(await within(world, RIGHT_S, world.waymark.erase())).toMatchObject({ verified: true });
    expect(erased).toBe(1);
  } finally {
    delete watch.waymark;
    world.waymark.stop();
    // What hangs or is slow is not waited for any longer than that.
    await world.pass(PATIENCE_MS);
  }
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
  await live([{ ...NONE, [member]: kind }, NONE, NONE, NONE], { healthyAt: 1, rate: Infinity });
});

const faultOf = (member: Member): fc.Arbitrary<Fault> =>
  fc.constantFrom('none', ...(LATER.includes(member as 'act') ? BAD_LATER : BAD_AT_ONCE));
// A record has every member.
const faults = fc.record(
  Object.fromEntries(MEMBERS.map(each => [each, faultOf(each)])),
) as unknown as fc.Arbitrary<Faults>;
const lives = fc.record({ healthyAt: fc.integer({ min: 0, max: 4 }), rate: fc.constantFrom(Infinity, 2) });

it(
  'gives them everything beside any four that fail together, and the page goes on',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(faults, { minLength: 4, maxLength: 4 }), lives, async (all, life) => {
        await live(all, life);
        await leaveAll();
      }),
      { numRuns: RUNS },
    );
  },
  10_000 + RUNS * RUN_MS,
);
