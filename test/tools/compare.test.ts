import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { storefront } from '../../src/storefront.js';
import { beside } from '../../src/tools/beside.js';
import { compare } from '../../src/tools/compare.js';
import type { Made } from '../../src/tools/decisions-of.js';
import { withPlugins } from '../../src/tools/load-plugins.js';
import type { Happening } from '../../src/tools/read-journeys.js';
import { T0 } from '../journeys/journey.js';

const item = { item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 };
const told = (type: string, data: object = { items: [item], currency: 'EUR', value: 219 }) => ({ type, data });
const JOURNEY: readonly Happening[] = [
  { now: T0, told: told('view_item') },
  { now: T0 + 60_000, told: told('add_to_cart') },
];
/** Decides a minute after every look. */
const remind = {
  name: 'remind',
  triggers: [
    {
      name: 'remind',
      decision: 'acme.remind',
      every: 864_000_000,
      when: ({ now, profile }: { now: number; profile: { lastSeenAt: number } }) =>
        now >= profile.lastSeenAt + 30_000 ? { text: 'Still there?' } : null,
      wakeAt: (profile: { lastSeenAt: number }) => profile.lastSeenAt + 30_000,
    },
  ],
} as unknown as Plugin;

function printed(plugins: readonly Plugin[], lines = 60, happened = JOURNEY): string {
  const journeys = { note: 'made up', visitors: new Map([['v', happened]]) };
  return compare({ file: '/any/shop.csv', journeys, base: storefront(), plugins, lines });
}

describe('compare', () => {
  it('lists decisions side by side, and marks what a plugin adds', () => {
    const text = printed([remind]);
    expect(text).toMatch(/^shop\.csv: made up; 1 visitors\nWith "remind": 1 of \d+ decisions differ/);
    expect(text).toMatch(/^ {2}\+ 2026-01-05 10:00:30 +\(time\) +acme\.remind \{"text":"Still there\?"\}$/m);
    expect(text).toMatch(/^ {4}2026-01-05 10:00:00 +view_item +stage\.enter .+ +stage\.enter /m);
    expect(text).toMatch(/^ {4}acme\.remind +0 +1 +\+1$/m);
    expect(text).toMatch(/^ {4}cart\.abandon +1 +1$/m);
  });

  it('puts a plugin of the same name in the place of the other one', () => {
    const text = printed([abandonedCart({ idleMinutes: 1 })]);
    expect(text).toMatch(/^ {2}- .*cart\.abandon /m);
    expect(text).toMatch(/^ {2}\+ 2026-01-05 10:02:00 .*cart\.abandon /m);
  });

  it('marks what says something else', () => {
    const other = {
      ...remind,
      triggers: remind.triggers?.map(one => ({ ...one, when: () => ({ text: 'Hello' }) })),
    } as unknown as Plugin;
    const journeys = { note: '', visitors: new Map([['v', JOURNEY]]) };
    const always = { ...remind, triggers: other.triggers?.map(one => ({ ...one, when: () => ({ text: 'Hi' }) })) };
    const text = compare({ file: 'x', journeys, base: [other], plugins: [always as unknown as Plugin], lines: 9 });
    expect(text).toMatch(/^ {2}~ .*\{"text":"Hello"\} +acme\.remind \{"text":"Hi"\}$/m);
  });

  it('lists differences alone when there is too much, and says how to see more', () => {
    expect(printed([remind], 2)).toMatch(/; only these are listed\n/);
    expect(printed([abandonedCart({ idleMinutes: 1 })], 1)).toMatch(/… and \d+ more: --lines \d+/);
  });

  it('says what went wrong in the plugin', () => {
    const broken = {
      name: 'broken',
      normalize: () => {
        throw new Error('oops');
      },
    };
    expect(printed([broken])).toMatch(/problem, 2 times: `normalize` of "broken" failed: Error: oops/);
  });

  it('lists decisions without a plugin, too', () => {
    expect(printed([])).not.toContain('With');
    expect(printed([])).toMatch(/cart\.abandon/);
  });
});

describe('beside', () => {
  it('pairs each decision once', () => {
    const made = (now: number, name: string): Made =>
      ({ now, at: 'x', decision: { name, trigger: name, data: {} } }) as unknown as Made;
    const lines = beside([made(1, 'a.a'), made(1, 'a.a')], [made(1, 'a.a'), made(0, 'b.b')]);
    expect(lines.map(({ mark }) => mark)).toEqual(['+', ' ', '-']);
  });
});

describe('withPlugins', () => {
  it('keeps the order of the first list', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(name => ({ name }));
    const other = { name: 'a', needs: [] };
    expect(withPlugins([[a!], b!], [c!, other])).toEqual([other, b, c]);
  });
});
