import { commerce } from '../../src/capture/commerce.js';
import { admit } from '../../src/core/admit.js';
import { advance, type Step } from '../../src/core/advance.js';
import type { PluginList } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES, type Purpose } from '../../src/core/purpose.js';
import { gatherRules, initialProfile, type RuleOptions, type Rules } from '../../src/core/rules.js';
import { type Decision, nextWake } from '../../src/core/trigger.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { audiences } from '../../src/decide/audiences.js';
import type { CatalogItem } from '../../src/decide/catalog.js';
import { coupon } from '../../src/decide/coupon.js';
import { suggest } from '../../src/decide/suggest.js';
import { activity } from '../../src/learn/activity.js';
import { cart } from '../../src/learn/cart.js';
import { interests } from '../../src/learn/interests.js';
import { orders } from '../../src/learn/orders.js';
import { segments } from '../../src/learn/segments.js';
import { viewed } from '../../src/learn/viewed.js';
import { stages } from '../../src/stages/stages.js';

/** Monday, 2026-01-05T10:00:00Z. */
export const T0: number = Date.UTC(2026, 0, 5, 10);
export const SECOND = 1000;
export const MINUTE: number = 60 * SECOND;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

export const CEDAR = guitar('cedar', 'Cedar 0-14', 219);
export const SPRUCE = guitar('spruce', 'Spruce OM', 349);
export const MINI = guitar('mini', 'Mini Mahogany', 159);
export const NIGHT = guitar('night', 'Night Parlour', 289);
export const STRINGS: CatalogItem = {
  item_id: 'strings',
  item_name: 'Phosphor strings',
  item_category: 'Strings',
  price: 12,
};
export const TUNER: CatalogItem = { item_id: 'tuner', item_name: 'Clip-on tuner', item_category: 'Tuners', price: 19 };
export const CATALOG: readonly CatalogItem[] = [CEDAR, SPRUCE, MINI, NIGHT, STRINGS, TUNER];

function guitar(item_id: string, item_name: string, price: number): CatalogItem {
  const complements = ['Strings', 'tuner'];
  return { item_id, item_name, item_category: 'Guitars', item_brand: 'Fretwell', price, currency: 'EUR', complements };
}

/** Everything that learns, reads the stage and decides. */
export function shopPlugins(): PluginList {
  return [
    commerce(),
    activity(),
    cart(),
    orders(),
    interests(),
    viewed(),
    segments(),
    stages(),
    abandonedCart(),
    suggest({ catalog: CATALOG }),
    audiences(),
    coupon({ code: 'CEDAR10' }),
  ];
}

/** One visitor, one page, and a clock that only moves when told. */
export interface Visitor {
  readonly profile: Profile;
  readonly now: number;
  /** Lets time pass with the page open: every alarm is kept. */
  wait(ms: number): readonly Decision[];
  /** Lets time pass with the page closed: what became due is decided at the return. */
  leave(ms: number): readonly Decision[];
  /** The same, but what comes next comes first: nobody asks before it what became due. */
  skip(ms: number): readonly Decision[];
  /** The visitor chooses: from now on these purposes are granted and no others. */
  grant(purposes: readonly Purpose[]): readonly Decision[];
  /** Something happens. Problems are thrown. */
  track(type: string, data?: unknown): Step;
}

export function visitor(
  plugins: PluginList = shopPlugins(),
  { id = 'visitor', ...options }: RuleOptions & { readonly id?: string } = {},
): Visitor {
  const rules = gatherRules(plugins, options);
  return visit(rules, initialProfile(rules, id));
}

function visit(rules: Rules, start: Profile): Visitor {
  let profile = start;
  let now = T0;
  let count = 0;
  let purposes: readonly Purpose[] = PURPOSES;
  const step = (touchpoint: Parameters<typeof advance>[3]): Step => {
    const next = advance(rules, profile, now, touchpoint, { seq: 0, purposes });
    if (next.problems.length) throw new Error(JSON.stringify(next.problems));
    // As the shell does: a step of time alone that decides nothing never was.
    if (touchpoint || next.decisions.length) profile = next.profile;
    return next;
  };
  return {
    grant(next) {
      purposes = next;
      const choice = Object.fromEntries(PURPOSES.map(one => [one, next.includes(one) ? 'granted' : 'denied']));
      return this.track('consent_update', { choice, source: 'site' }).decisions;
    },
    get profile() {
      return profile;
    },
    get now() {
      return now;
    },
    wait(ms) {
      const until = now + ms;
      const decisions: Decision[] = [];
      for (
        let wake = nextWake(rules.triggers, profile, now);
        wake && wake <= until;
        wake = nextWake(rules.triggers, profile, now)
      ) {
        now = wake;
        decisions.push(...step(null).decisions);
      }
      now = until;
      return decisions;
    },
    leave(ms) {
      const wake = nextWake(rules.triggers, profile, now);
      now += ms;
      return wake && wake <= now ? step(null).decisions : [];
    },
    skip(ms) {
      now += ms;
      return [];
    },
    track(type, data = {}) {
      const { touchpoint, problems } = admit(rules, {
        id: `t${++count}`,
        at: now,
        url: 'https://shop.example/',
        by: 'site',
        type,
        data,
      });
      const refused = problems.filter(({ code }) => code === 'data-refused');
      if (refused.length) throw new Error(JSON.stringify(refused));
      return step(touchpoint);
    },
  };
}
