import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { Profile, SliceName } from '../core/profile.js';
import type { Traits } from '../core/touchpoint.js';
import type { Situation } from '../core/trigger.js';
import { turnsOf } from '../core/turns.js';
import { bare } from './bare.js';
import type { Cart } from './cart.js';
import type { Orders } from './orders.js';
import type { ViewedItem } from './viewed.js';

// The slices are named by their types, not by their names: declarations drop an import that names nothing.
type Shopper = Profile & {
  readonly slices: { readonly cart: Cart; readonly orders: Orders; readonly viewed: readonly ViewedItem[] };
};

/** What nothing but the visitor's or the site's own word may tell. */
export type DeclaredAxis = 'demographics' | 'psychographics';

/** What a segment is about. */
export type SegmentAxis = 'purchases' | 'stage' | 'interests' | 'engagement' | DeclaredAxis;

/** Pure. Whether the visitor belongs to a segment at a moment. */
export type SegmentRule = (profile: Shopper, now: number) => boolean;

/** A segment by what was observed. */
export interface ObservedSegment {
  readonly axis: Exclude<SegmentAxis, DeclaredAxis>;
  readonly when: SegmentRule;
  /** Pure. The next moment at which time alone may bring the visitor in, or out. Default: never. */
  turnsAt?(profile: Shopper, isIn: boolean): number | null;
  /** Slices that it reads beside cart, orders and products viewed. */
  readonly needs?: readonly SliceName[];
}

/** A segment by what was declared at `identify`; it is shown nothing else. */
export interface DeclaredSegment {
  readonly axis: DeclaredAxis;
  readonly when: (traits: Traits) => boolean;
}

/** Segments by name; `false` takes a default away. */
export type SegmentDefinitions = Readonly<Record<string, SegmentRule | ObservedSegment | DeclaredSegment | false>>;

declare module '../core/profile.js' {
  interface SliceMap {
    /** Names of the segments the visitor belongs to, as of the last touchpoint. */
    segments: readonly string[];
  }
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor belongs to a segment from now on. */
    'segment.enter': {
      /** Name of the segment. */
      readonly name: string;
      /** What it is about, if it says so. */
      readonly axis?: SegmentAxis;
    };
    /** The visitor belongs to a segment no longer. */
    'segment.leave': {
      /** Name of the segment. */
      readonly name: string;
      /** What it is about, if it says so. */
      readonly axis?: SegmentAxis;
    };
  }
}

/** A segment of either kind, as it is asked. */
interface Definition extends Partial<Pick<ObservedSegment, 'turnsAt' | 'needs'>> {
  readonly axis?: SegmentAxis;
  belongs: SegmentRule;
}

const LOOKS_MS = 14 * 86_400_000;
/** Spent in all, in major units of one currency. A shop with other prices gives its own `high-value`. */
const HIGH_VALUE = 500;

const DEFAULTS: Readonly<Record<string, ObservedSegment>> = {
  new: { axis: 'engagement', when: ({ session, slices }) => !slices.orders.count && session?.number === 1 },
  returning: { axis: 'engagement', when: ({ session, slices }) => !slices.orders.count && session?.number !== 1 },
  customer: { axis: 'purchases', when: ({ slices }) => slices.orders.count > 0 },
  loyal: { axis: 'purchases', when: ({ slices }) => slices.orders.count > 1 },
  'high-value': {
    axis: 'purchases',
    when: ({ slices }) => Object.values(slices.orders.spent).some(spent => spent >= HIGH_VALUE),
  },
  'cart-holder': { axis: 'purchases', when: ({ slices }) => slices.cart.lines.length > 0 },
  'repeat-looker': { axis: 'interests', when: (profile, now) => now < lookedUntil(profile), turnsAt: lookedUntil },
};

/**
 * Says which groups the visitor belongs to: the defaults, and the site's own by name. The slice is as of the last
 * touchpoint; the decisions are made by the clock, also when time alone brings the visitor in or out, and for what became
 * due while away. A segment of the stage stands in the slice from the next touchpoint on. Throws `WaymarkError` for what
 * is no segment.
 */
export function segments(own: SegmentDefinitions = {}): Plugin {
  const list = Object.entries({ ...DEFAULTS, ...own }).map(([name, given]) =>
    bare({ name, ...definitionOf(name, given) }),
  );
  return definePlugin<SliceName>({
    name: 'segments',
    needs: ['cart', 'orders', 'viewed', ...list.flatMap(({ needs = [] }) => needs)],
    slice: {
      name: 'segments',
      version: 1,
      initial: [],
      reduce(state, { at }, profile) {
        // What is told late says nothing about an earlier moment than the last one that is known.
        const now = profile.lastSeenAt ?? at;
        const next = list.flatMap(({ name, belongs }) => (belongs(profile, now) ? name : []));
        return next.join() === state.join() ? state : next;
      },
    },
    triggers: list.flatMap(({ name, axis, belongs, turnsAt }) => {
      const { enter, leave, isIn } = turnsOf('segment', name);
      const data = { name, ...(axis && { axis }) };
      const holds = ({ now, profile, touchpoint }: Situation & { readonly profile: Shopper }) =>
        touchpoint?.type === 'correct' ? profile.slices.segments?.includes(name) : belongs(profile, now);
      return [
        {
          name: enter,
          decision: 'segment.enter',
          // Whichever of the two is next.
          wakeAt: profile => turnsAt?.(profile, isIn(profile)) ?? null,
          when: situation => (!isIn(situation.profile) && holds(situation) ? data : null),
        },
        {
          name: leave,
          decision: 'segment.leave',
          when: situation => (isIn(situation.profile) && !holds(situation) ? data : null),
        },
      ];
    }),
  });
}

function definitionOf(name: string, given: SegmentDefinitions[string]): Definition {
  if (!given) return { belongs: () => false };
  const definition = bare(typeof given === 'function' ? { when: given } : given);
  if (typeof definition.when !== 'function')
    throw new WaymarkError('segment-odd', `Segment "${name}" is no function. Data goes through \`segmentRules()\`.`);
  // Nobody belongs anywhere before the first touchpoint.
  const belongs: SegmentRule = (profile, now) =>
    profile.session !== null &&
    (isDeclared(definition) ? definition.when(profile.slices.identity?.traits ?? {}) : definition.when(profile, now));
  return { ...definition, belongs };
}

function isDeclared(definition: object): definition is DeclaredSegment {
  return 'axis' in definition && /ographics$/.test(`${definition.axis}`);
}

/** Until when some product counts as looked at three times. */
function lookedUntil({ slices }: Shopper): number {
  return Math.max(...slices.viewed.map(({ looks }) => (looks.at(-3) ?? -Infinity) + LOOKS_MS));
}
