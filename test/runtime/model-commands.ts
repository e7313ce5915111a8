import fc from 'fast-check';
import type { ConsentRecord } from '../../src/runtime/consent.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { logOf } from './builders.js';
import type { Kind, Model } from './model.js';
import { checkAlways, checkFlushed } from './model-laws.js';
import type { Mood } from './model-server.js';
import type { Tab, World } from './model-world.js';

type Command = fc.AsyncCommand<Model, World>;

const TABS = 4;
const HOUR = 3_600_000;
const START = fakeClock().now();
const FAR = 84 * HOUR;
/** A page that is not ready holds 200; more than these it is not given by one command of 40. */
const HELD = 5;

/** Everything that can happen, as commands for `fc.asyncModelRun`. */
export function commands(): fc.Arbitrary<Iterable<Command>> {
  const tab = fc.nat({ max: TABS - 1 });
  /** How far what is under way gets before the next command. */
  const steps = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 8 }), fc.constant(100));
  const kind = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Kind>('plain') },
    { weight: 1, arbitrary: fc.constantFrom<Kind>('poison', 'odd', 'unwanted') },
  );
  const kinds = fc.oneof(
    { weight: 30, arbitrary: fc.array(kind, { minLength: 1, maxLength: 5 }) },
    // More than a tab takes over without pieces, and more than one commit places.
    { weight: 1, arbitrary: fc.constantFrom(60, 230).map(size => Array<Kind>(size).fill('plain')) },
  );
  const server = fc.constantFrom('http', 'ads');
  const mood = fc.oneof<fc.Arbitrary<Mood>[]>(
    fc.constant({ kind: 'healthy' }),
    fc.constant({ kind: 'failing' }),
    fc.constant({ kind: 'losing' }),
    fc.record({ kind: fc.constant('partial'), size: fc.nat({ max: 5 }) }),
    fc.record({ kind: fc.constant('picky'), place: fc.nat({ max: 5 }) }),
  );
  const tracks = fc.tuple(tab, kinds, steps).map(args => track(...args));
  return fc.commands(
    [
      // Twice as often as the rest.
      tracks,
      tracks,
      steps.map(open),
      fc.tuple(tab, fc.boolean(), steps).map(args => crash(...args)),
      fc.tuple(server, mood).map(args => answer(...args)),
      fc.tuple(fc.constantFrom(900, 3_000, 60_000, HOUR), steps).map(args => wait(...args)),
      fc.constantFrom(-72, -2, -1, 1, 2, 72).map(jump),
      fc.tuple(tab, fc.constantFrom('granted', 'denied'), steps).map(args => choose(...args)),
      steps.map(run),
      fc.constant(flushEvery()),
      fc.tuple(tab, fc.boolean()).map(([at, isRested]) => erase(at, isRested)),
    ],
    { maxCommands: 40, size: '+1' },
  );
}

function track(at: number, kinds: readonly Kind[], steps: number): Command {
  return inTab(`track(${at}, ${kinds.length > HELD ? kinds.length : kinds}, ${steps})`, steps, at, (model, tab) => {
    const { waymark } = tab;
    for (const kind of waymark.status === 'ready' ? kinds : kinds.slice(0, HELD)) {
      const weight = 1 + model.tracked.size;
      const isShared = waymark.status !== 'ready' || waymark.consent.advertising === 'granted';
      const id = waymark.track('tap', { weight, text: kind });
      if (!id) model.refused.set(tab, (model.refused.get(tab) ?? 0) + 1);
      else model.tracked.set(id, { tab, kind, weight, isShared, isErased: false });
    }
  });
}

function open(steps: number): Command {
  return always(`open(${steps})`, steps, (_, world) => {
    if (world.tabs.length < TABS) world.open();
  });
}

function crash(at: number, isReopened: boolean, steps: number): Command {
  return inTab(`crash(${at}, ${isReopened}, ${steps})`, steps, at, (_, tab, world) => {
    world.crash(tab);
    if (isReopened) world.open();
  });
}

function answer(server: 'http' | 'ads', mood: Mood): Command {
  return always(`answer(${server}, ${JSON.stringify(mood)})`, 0, (_, world) => {
    world[server].mood = mood;
  });
}

/** Time passes in three pieces, so that a timer may set the next. */
function wait(ms: number, steps: number): Command {
  return always(`wait(${ms}, ${steps})`, steps, async (_, world) => {
    for (let piece = 0; piece < 3; piece++) {
      await world.wait(ms / 3);
      await world.run(steps);
    }
  });
}

/** The clock is put right, or the device slept: no timer counts this. Never by a week in all: then a row is told no more. */
function jump(hours: number): Command {
  return always(`jump(${hours})`, 0, (_, { clock }) => {
    if (Math.abs(clock.now() + hours * HOUR - START) <= FAR) clock.pass(hours * HOUR);
  });
}

function choose(at: number, grant: 'granted' | 'denied', steps: number): Command {
  return inTab(`choose(${at}, ${grant}, ${steps})`, steps, at, (model, { waymark }, world) => {
    const isReady = world.tabs.every(other => other.waymark.status === 'ready');
    world.refusal.isLast = grant === 'denied' && isReady;
    waymark.setConsent({ advertising: grant });
    if (grant === 'granted') world.refusal.isKnown = false;
    else model.isRefused = true;
    // Left out: what is tracked under a new grant before every tab knows of it. A tab that opens under the old refusal
    // moves the cursor behind it.
    if (model.isRefused) model.refusedSeq = Infinity;
  });
}

function run(steps: number): Command {
  return always(`run(${steps})`, steps, () => {});
}

function flushEvery(): Command {
  return always('flushEvery()', 0, flushAll);
}

/** Everything is committed and offered; twice, for what the first tab learns from the last. */
export async function flushAll(model: Model, world: World): Promise<void> {
  for (const { waymark } of [...world.tabs, ...world.tabs]) await world.settle(waymark.flush());
  await world.settle();
  const [stored] = (await world.store.read(['consent'], [])) as readonly [ConsentRecord?];
  const answers = [...world.tabs.map(({ waymark }) => waymark.consent), stored?.choice];
  world.refusal.isKnown = answers.every(answer => answer?.advertising !== 'granted');
  model.isRefused &&= !answers.every(answer => answer?.advertising === 'granted');
  if (model.refusedSeq === Infinity) model.refusedSeq = (await logOf(world.store)).length;
  await checkFlushed(model, world);
}

/** After an erasure everything begins anew; what was on its way meanwhile may be gone or not. */
function erase(at: number, isRested: boolean): Command {
  return inTab(`erase(${at}, ${isRested})`, 0, at, async (model, { waymark }, world) => {
    if (isRested) await flushAll(model, world);
    // Left out: an erasure while another tab is busy. What that tab tracks before it knows goes the way of the rest,
    // which this model cannot tell from a loss.
    else await world.settle();
    world.refusal.isKnown = false;
    await world.settle(waymark.erase());
    for (const tracked of model.tracked.values()) tracked.isErased ||= isRested || 'maybe';
    model.log = [];
    model.cursor = 0;
    model.refusedSeq = 0;
    model.isRefused = false;
    for (const tab of [...world.tabs, ...world.tabs]) await world.settle(tab.waymark.flush());
    model.takenBefore = { http: world.http.taken.length, ads: world.ads.taken.length };
    await flushAll(model, world);
  });
}

type Act = (model: Model, tab: Tab, world: World) => void | Promise<void>;

function inTab(name: string, steps: number, at: number, act: Act): Command {
  return always(name, steps, (model, world) => {
    const tab = world.tabs[at % world.tabs.length];
    return tab && act(model, tab, world);
  });
}

/** A millisecond passes with every command: two choices of the visitor never bear the same time. */
function always(name: string, steps: number, act: (model: Model, world: World) => void | Promise<void>): Command {
  return {
    check: () => true,
    async run(model, world) {
      world.clock.pass(1);
      await act(model, world);
      await world.run(steps);
      await checkAlways(model, world);
    },
    toString: () => name,
  };
}
