// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Purpose } from '../../src/core/purpose.js';
import { storefront } from '../../src/storefront.js';
import { leaveAll, onFakeTime, ready, type World } from './start.js';

onFakeTime();

const RUNS = 40;
/** A type that no plugin declares. */
const REMARK: string = 'remark';
const ALL = {
  functional: 'granted',
  analytics: 'granted',
  personalization: 'granted',
  advertising: 'granted',
} as const;
/** Fields a destination may list, with the one trait it may be told. */
const LISTS = [[], ['*'], ['value'], ['*', 'plan'], ['plan'], ['user_id']] as const;
const PURPOSES: readonly Purpose[] = ['functional', 'analytics', 'advertising'];
const ACTS = [
  'track',
  'deep',
  'context',
  'identify',
  'traits',
  'correct',
  'choose',
  'purchase',
  'reset',
  'time',
] as const;

interface Told {
  readonly fields: readonly string[];
  readonly all: string[];
}

/** A destination of each purpose and each list that keeps all it is given. */
function listeners(): { readonly plugins: Plugin[]; readonly told: Told[] } {
  const told: Told[] = [];
  const plugins = PURPOSES.flatMap(purpose =>
    LISTS.flatMap(fields =>
      (['queue', 'page'] as const).map((delivery): Plugin => {
        const all: string[] = [];
        told.push({ fields, all });
        return {
          name: `${purpose}-${delivery}-${fields.join('-')}`,
          purpose,
          fields,
          delivery,
          deliver(rows, context) {
            all.push(JSON.stringify([rows, context.profile]));
          },
        };
      }),
    ),
  );
  return { plugins, told };
}

/** One act of the visitor or the shop, with a word in it that nobody else says; answers where it should be found. */
function act(
  world: World,
  kind: (typeof ACTS)[number],
  number: number,
): { readonly trait?: string; readonly kept?: string } {
  const { waymark } = world;
  const word = `qzcanary${number}qz`;
  switch (kind) {
    case 'track':
      waymark.track('search', { search_term: word });
      return { kept: word };
    case 'deep':
      waymark.track(REMARK, { a: [{ b: { [word]: 1 } }] });
      return { kept: word };
    case 'context':
      waymark.track(REMARK, { page: { title: word } });
      return { kept: word };
    case 'identify':
      waymark.identify('customer-7', { plan: `plan${word}`, email: `${word}@example.com`, nested: { deep: [word] } });
      return { kept: word, trait: word };
    case 'traits':
      waymark.identify('customer-7', { [word]: word });
      return { kept: word, trait: word };
    case 'correct':
      waymark.correct('identity' as 'cart', { userId: 'customer-7', traits: { name: word } } as never);
      return { kept: word, trait: word };
    case 'choose':
      waymark.setConsent(ALL, { textVersion: word });
      return { kept: word };
    case 'purchase':
      waymark.track('purchase', {
        transaction_id: word,
        currency: 'EUR',
        value: 9,
        items: [{ item_id: word, item_name: word, price: 9 }],
      });
      return { kept: word };
    case 'reset':
      void waymark.reset();
      return {};
    default:
      world.clock.pass(3_600_000);
      return {};
  }
}

it('exports whatever was put anywhere, tells no trait that is not named, and leaves none behind', async () => {
  const heard = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTS), { minLength: 3, maxLength: 14 }), async acts => {
      const { plugins, told } = listeners();
      const world = await ready({ consent: { default: ALL }, plugins: [storefront(), plugins] });
      const words: { trait?: string; kept?: string }[] = [];
      for (const [index, kind] of acts.entries()) {
        words.push(act(world, kind, index));
        await world.pass(2_000);
      }
      await world.waymark.flush();
      await world.pass(10_000);
      const exported = JSON.stringify(await world.waymark.export());
      const stored = JSON.stringify(await world.store.entries());
      for (const { kept = '' } of words) {
        if (kept) expect(stored, 'is stored').toContain(kept);
        expect(exported, 'is exported').toContain(kept);
      }
      for (const { fields, all } of told) {
        const given = all.join();
        if (/planqzcanary/.test(given)) heard.add(`${fields}`);
        const named = fields.includes('plan' as never);
        for (const { trait } of words) {
          if (!trait) continue;
          expect(given.replaceAll(`plan${trait}`, named ? '' : `plan${trait}`), `${fields}`).not.toContain(trait);
        }
      }
      const erasing = world.waymark.erase();
      await world.pass(5_000);
      expect(await erasing).toMatchObject({ verified: true, failed: [] });
      const left = JSON.stringify([
        await world.store.entries(),
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
      ]);
      expect(left).not.toContain('qzcanary');
      expect(JSON.stringify([world.waymark.profile, await world.waymark.export()])).not.toContain('qzcanary');
      await leaveAll();
    }),
    { numRuns: RUNS, seed: 4 },
  );
  expect([...heard].sort()).toEqual(['*,plan', 'plan']);
}, 120_000);
