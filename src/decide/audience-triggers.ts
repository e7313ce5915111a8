import type { PluginWith } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import { turnsOf } from '../core/turns.js';
import type { Cart } from '../learn/cart.js';
import type { Orders } from '../learn/orders.js';
import type { ViewedItem } from '../learn/viewed.js';
import type { AudienceGround } from './audience-ground.js';
import { DAY_MS } from './fits.js';

// The slices are named by their types, not by their names: declarations drop an import that names nothing.
/** A profile with what audiences read. */
export type Shopper = Profile & {
  readonly slices: { readonly cart: Cart; readonly orders: Orders; readonly viewed: readonly ViewedItem[] };
};

/** What an audience comes to. All of it is pure. */
export interface AudiencePlan {
  /** Why the visitor belongs to it at a moment; `null` for not. */
  groundAt(profile: Shopper, now: number): AudienceGround | null;
  /** The next moment at which time alone may bring the visitor in, or out, epoch ms. */
  turnsAt(profile: Shopper, isIn: boolean): number | null;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor belongs on a list of an ad system from now on. */
    'audience.enter': Required<AudienceGround> & {
      /** Name of the audience. */
      readonly name: string;
    };
    /** The visitor still belongs on that list, for newer grounds: its time starts again. Once a day at most. */
    'audience.refresh': Required<AudienceGround> & {
      /** Name of the audience. */
      readonly name: string;
    };
    /** The visitor belongs on that list no longer. */
    'audience.leave': {
      /** Name of the audience. */
      readonly name: string;
    };
  }
}

export const DAYS = 30;

/**
 * The triggers of one audience. Entering and leaving take turns. While the visitor belongs, the audience is told again
 * when there are newer grounds than those told last, a day after that at the earliest: a list that forgets its members
 * after as many days forgets nobody who belongs to it a day too early. Pure.
 */
export function audienceTriggers(
  name: string,
  { groundAt, turnsAt }: AudiencePlan,
): NonNullable<PluginWith<'cart' | 'orders' | 'viewed'>['triggers']> {
  const { enter, leave, isIn } = turnsOf('audience', name);
  const refresh = `audience-refresh-${name}`;
  // Asked of the profile before, too: what ran out while the visitor was away is not undone by the return.
  const groundIn = (before: Profile, profile: Shopper, now: number) =>
    // Its slices were needed then as they are now.
    groundAt(before as Shopper, now) && groundAt(profile, now);
  const said = (ground: AudienceGround | null) => ground && { name, days: DAYS, categories: [], ...ground };
  return [
    {
      name: enter,
      decision: 'audience.enter',
      // Whichever of enter and leave is next.
      wakeAt: profile => turnsAt(profile, isIn(profile)),
      when: ({ now, profile }) => (isIn(profile) ? null : said(groundAt(profile, now))),
    },
    {
      name: refresh,
      decision: 'audience.refresh',
      when({ now, profile, before }) {
        const { fired } = profile;
        const toldAt = Math.max(fired[enter]?.at ?? 0, fired[refresh]?.at ?? 0);
        const ground = isIn(profile) && now >= toldAt + DAY_MS ? groundIn(before, profile, now) : null;
        return ground && ground.since > toldAt ? said(ground) : null;
      },
    },
    {
      name: leave,
      decision: 'audience.leave',
      when: ({ now, profile, before }) => (isIn(profile) && !groundIn(before, profile, now) ? { name } : null),
    },
  ];
}
