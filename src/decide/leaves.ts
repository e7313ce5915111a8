import type {} from '../capture/campaigns.js';
import type { Profile, SliceMap, SliceName } from '../core/profile.js';
import { PURPOSES } from '../core/purpose.js';
import type { Overlay, Stage } from '../core/stage.js';
import { sumOf } from '../core/sum.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type {} from '../learn/activity.js';
import type {} from '../learn/cart.js';
import type {} from '../learn/engagement.js';
import type {} from '../learn/interests.js';
import type { KnownItem } from '../learn/items-of.js';
import type {} from '../learn/lead.js';
import type {} from '../learn/mood.js';
import type {} from '../learn/orders.js';
import type {} from '../learn/personas.js';
import type { RecentTouchpoint } from '../learn/recent.js';
import type {} from '../learn/segments.js';
import type {} from '../learn/viewed.js';
import { DAY_MS, fits, HOUR_MS, reachOf } from './fits.js';
import type { Bounds, Where, Which, Window } from './rule.js';
import { offsetMs, type Terms } from './sight.js';

/** What may stand beside the name of a leaf. */
export type Facts = Bounds & Window & { readonly where?: Where };

/** What a leaf finds: an amount, or names of which one must be the right one; nothing while unknown, and doubt. */
export type Found = number | readonly (string | undefined)[] | typeof UNSURE | null | undefined;

/** There are signs, but not enough of them to act on. */
export const UNSURE = 'unsure';

/** What a leaf reads, as if all of it were there: where it is not, reading throws and the answer is unknown. */
export interface Moment extends Omit<Profile, 'slices' | 'stage'> {
  readonly now: number;
  readonly profile: Profile;
  readonly touchpoint: Touchpoint;
  readonly stage: Stage;
  readonly slices: SliceMap;
  readonly terms: Required<Terms>;
}

/** One kind of question. */
export type Leaf = readonly [
  /** What must stand at its name, in words, or the names that are possible; without bounds it may be several. */
  target: typeof NAME | typeof FIELDS | typeof ITEMS | typeof SECONDS | typeof HOURS | readonly string[],
  /** How many of `FACTS` may stand beside it. */
  beside: number,
  /** The slice without which it knows nothing; `*` is that of its target. */
  needs: SliceName | '*' | '',
  // `checkRule` has seen to the type of the target, which no table can tell TypeScript.
  read: (target: never, moment: Moment, facts: Facts) => Found,
];

export const NAME = 'a name';
export const FIELDS = 'fields';
export const ITEMS = '"last-viewed" or fields';
export const SECONDS = 'seconds';
export const HOURS = 'two hours';
/** What may stand beside a leaf; which takes how many of them is told by the next four. */
export const FACTS: readonly string[] = ['atLeast', 'atMost', 'withinDays', 'withinMinutes', 'where'];
const ALONE = 0;
const BOUNDS = 2;
const WINDOW = 4;
const WHERE = 5;
/** Interests that are the visitor's; they fade alike, so that time changes nothing about which. */
const INTERESTS = 3;
const OVERLAYS: readonly Overlay[] = ['passive', 'friction-open', 'issue-open', 'at-risk', 'lapsed'];
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What can be asked, by name. */
export const LEAVES: Readonly<Record<string, Leaf>> = {
  stage: [NAME, ALONE, '', (_, { stage }) => (stage.sure ? [stage.name, stage.micro, stage.group] : UNSURE)],
  belief: [NAME, BOUNDS, '', (name: string, { stage }) => stage.belief[name]],
  next: [NAME, BOUNDS, '', (name: string, { stage }) => stage.next.find(({ type }) => type === name)?.p ?? 0],
  on: [NAME, ALONE, '', (_, { touchpoint }) => [touchpoint.type]],
  total: [
    NAME,
    BOUNDS,
    'activity',
    (type: string, { slices: { activity } }) =>
      type === 'visits' ? activity.sessions : (activity.types[type]?.count ?? 0),
  ],
  count: [NAME, WHERE, 'recent', (type: string, moment, facts) => happened(type, moment, facts).length],
  repeats: [
    NAME,
    WHERE,
    'recent',
    (type: string, moment, facts) => {
      const ids = happened(type, moment, facts).flatMap(({ fields }) => fields.item_id ?? []);
      return most(ids.map(id => ids.filter(other => other === id)));
    },
  ],
  looks: [
    ITEMS,
    WINDOW,
    'viewed',
    (which: Which, moment, facts) =>
      most(
        picked(which, moment, moment.slices.viewed).map(({ looks }) => looks.filter(at => isWithin(at, moment, facts))),
      ),
  ],
  inCart: [ITEMS, BOUNDS, 'cart', (which: Which, moment) => pieces(picked(which, moment, moment.slices.cart.lines))],
  bought: [
    ITEMS,
    WINDOW,
    'orders',
    (which: Which, moment, facts) => {
      const orders = moment.slices.orders.recent.filter(({ at }) => isWithin(at, moment, facts));
      return pieces(
        picked(
          which,
          moment,
          orders.flatMap(({ items }) => items),
        ),
      );
    },
  ],
  cartValue: [
    NAME,
    BOUNDS,
    'cart',
    (code: string, { slices: { cart } }) => ((cart.currency || code) === code ? cart.value : 0),
  ],
  spent: [NAME, BOUNDS, 'orders', (code: string, { slices }) => slices.orders.spent[code] ?? 0],
  score: [
    ['engagement', 'lead', 'mood'],
    BOUNDS,
    '*',
    (what: 'engagement' | 'lead' | 'mood', { slices }) => (what === 'mood' ? slices.mood.value : slices[what].score),
  ],
  overlay: [OVERLAYS, ALONE, '', (_, { stage }) => stage.overlays],
  likelihood: [
    ['buy', 'abandon'],
    BOUNDS,
    '',
    (what: 'buy' | 'abandon', { terms, profile, now }) => terms.likelihood(profile, now)?.[what],
  ],
  segment: [NAME, ALONE, 'segments', (_, { slices }) => slices.segments],
  persona: [NAME, ALONE, 'personas', (_, { slices }) => [slices.personas.best ?? undefined]],
  interest: [NAME, ALONE, 'interests', (_, { slices }) => slices.interests.slice(0, INTERESTS).map(({ name }) => name)],
  channel: [NAME, ALONE, 'campaigns', (_, { slices }) => [slices.campaigns.last?.channel]],
  consent: [
    PURPOSES,
    ALONE,
    'recent',
    (_, { slices }) => PURPOSES.filter(purpose => slices.recent.consent[purpose] === 'granted'),
  ],
  traits: [FIELDS, ALONE, 'identity', (where: Where, { slices }) => Number(fits(where, slices.identity.traits))],
  hours: [HOURS, ALONE, '', (_, moment) => (localMs(moment) % DAY_MS) / HOUR_MS],
  weekday: [DAYS, ALONE, '', (_, moment) => [DAYS[(Math.floor(localMs(moment) / DAY_MS) + 4) % 7]]],
  idleSeconds: [SECONDS, ALONE, '', (_, { now, lastSeenAt }) => lastSeenAt && (now - lastSeenAt) / 1000],
};

function localMs(moment: Moment): number {
  return moment.now + offsetMs(moment, moment.terms);
}

function isWithin(at: number, { now }: Moment, facts: Facts): boolean {
  return now - at < reachOf(facts);
}

function happened(name: string, moment: Moment, facts: Facts): readonly RecentTouchpoint[] {
  return moment.slices.recent.touchpoints.filter(
    ({ type, at, fields }) => type === name && isWithin(at, moment, facts) && fits(facts.where ?? {}, fields),
  );
}

/** The products that are meant. */
function picked<T extends KnownItem>(which: Which, { slices }: Moment, items: readonly T[]): readonly T[] {
  const where = which === 'last-viewed' ? { item_id: slices.viewed[0]?.item_id ?? '' } : which;
  return items.filter(item => fits(where, item));
}

function pieces(items: readonly KnownItem[]): number {
  return sumOf(items.map(({ quantity }) => quantity));
}

function most(lists: readonly (readonly unknown[])[]): number {
  return Math.max(0, ...lists.map(list => list.length));
}
