import { commerce } from '../../src/capture/commerce.js';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import type { PluginList } from '../../src/core/plugin.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { audiences } from '../../src/decide/audiences.js';
import { coupon } from '../../src/decide/coupon.js';
import { cart } from '../../src/learn/cart.js';
import { interests } from '../../src/learn/interests.js';
import { orders } from '../../src/learn/orders.js';
import { segments } from '../../src/learn/segments.js';
import { viewed } from '../../src/learn/viewed.js';
import type { Diagnostics, Waymark } from '../../src/runtime/face.js';
import { stages } from '../../src/stages/stages.js';

export interface FakeWaymark extends Waymark {
  /** Something happens now, or some minutes ago; goes through the real `advance`. */
  happen(type: string, data?: object, minutesAgo?: number): void;
  /** Counts who listens. */
  readonly listening: number;
}

export type Overrides = { -readonly [K in 'status' | 'consent']?: Waymark[K] } & { diagnostics?: () => Diagnostics };

export const CEDAR: object = {
  item_id: 'cedar',
  item_name: 'Cedar 0-14',
  item_brand: 'Fretwell',
  item_category: 'Guitars',
  price: 219,
};
export const OAK: object = {
  item_id: 'oak',
  item_name: 'Oak OM',
  item_brand: 'Fretwell',
  item_category: 'Guitars',
  price: 349,
};
export const STRINGS: object = {
  item_id: 'strings',
  item_name: 'Phosphor strings',
  item_brand: 'Ringwell',
  item_category: 'Strings',
  price: 9.9,
};

export function shop(): PluginList {
  return [
    commerce(),
    cart(),
    orders(),
    interests(),
    viewed(),
    segments(),
    stages(),
    abandonedCart(),
    audiences(),
    coupon({ code: 'CEDAR10' }),
  ];
}

/** As much of a Waymark as the panel looks at, over real rules. */
export function fakeWaymark(plugins: PluginList = shop(), overrides: Overrides = {}): FakeWaymark {
  const rules = gatherRules(plugins);
  const listeners = new Map<string, Set<(value: never) => void>>();
  let profile = initialProfile(rules, 'visitor');
  let count = 0;

  const emit = (name: string, value: unknown) =>
    [...(listeners.get(name) ?? [])].map(listener => listener(value as never));
  const on = (name: string, listener: (value: never) => void, { signal }: { signal?: AbortSignal } = {}) => {
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    const stop = () => void listeners.get(name)?.delete(listener);
    signal?.addEventListener('abort', stop);
    return stop;
  };
  const fake = {
    site: 'shop',
    status: 'ready',
    consent: { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'denied' },
    plugins: rules.plugins,
    get profile() {
      return profile;
    },
    get stage() {
      return profile.stage;
    },
    get likelihood() {
      return (profile.session && rules.stages?.model.likelihood?.(profile, Date.now())) ?? null;
    },
    on,
    subscribe: (listener: () => void) => on('change', listener),
    diagnostics: () => ({ tracked: count, stored: count, dropped: {}, destinations: {} }),
    get listening() {
      return [...listeners.values()].reduce((sum, set) => sum + set.size, 0);
    },
    happen(type: string, data: object = {}, minutesAgo = 0) {
      const at = Date.now() - minutesAgo * 60_000;
      const { touchpoint } = admit(rules, {
        id: `t${++count}`,
        at,
        url: 'https://shop.example/',
        by: 'site',
        type,
        data,
      });
      const step = advance(rules, profile, at, touchpoint);
      profile = step.profile;
      emit('touchpoint', step.touchpoint);
      for (const decision of step.decisions) emit('decision', decision);
      emit('change', null);
    },
  };
  // Only what the panel reads is there.
  return Object.defineProperties(fake, Object.getOwnPropertyDescriptors(overrides)) as unknown as FakeWaymark;
}
