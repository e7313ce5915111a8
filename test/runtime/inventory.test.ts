// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { INVENTORY } from '../../src/runtime/inventory.js';
import { storefront } from '../../src/storefront.js';
import { onFakeTime, ready } from './start.js';

/** What may stand at one place of a record: fields by name, `[]` for a list, `*` for a record by any name. */
interface Place {
  readonly parts: Map<string, Place>;
  /** Section that says more. */
  see?: string;
}

onFakeTime();

const CEDAR = { item_id: 'cedar', item_name: 'Cedar', item_category: 'guitars', item_brand: 'Fretwell', price: 219 };
const SALE = { currency: 'EUR', value: 219, items: [CEDAR] };

const sections = new Map(
  Object.entries(INVENTORY).map(([name, { sentence, fields }]) => {
    const root: Place = { parts: new Map() };
    const [, plain = name, suffix = ''] = /^(.*?)(\[\])?$/.exec(name) ?? [];
    const top = suffix ? at(root, suffix) : root;
    seeing(top, sentence);
    for (const [path, text] of Object.entries(fields)) seeing(at(top, path), text);
    return [plain, root] as const;
  }),
);

/** The place a path leads to. */
function at(place: Place, path: string): Place {
  return (path.match(/\w+|\[\]|\*/g) ?? []).reduce((here, part) => {
    const next = here.parts.get(part) ?? { parts: new Map() };
    here.parts.set(part, next);
    return next;
  }, place);
}

function seeing(place: Place, sentence: string): void {
  const [, name] = / See `([\w ]+)`\.$/.exec(sentence) ?? [];
  if (name) place.see = name;
}

/** Paths in a value that the inventory does not know. */
function unknownIn(value: unknown, places: readonly Place[], path: string, within = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const all = places.flatMap(place => [place, ...seen(place)]);
  // Nothing is said of what is in it: any JSON, as the site gives it.
  if (within !== 'slices' && all.every(({ parts }) => !parts.size)) return [];
  const kind = all.reduce((last, { see }) => see ?? last, within);
  // The name of a slice may be that of a field in another one.
  const inside = kind === 'slices' ? '' : kind;
  return Object.entries(value).flatMap(([key, part]) => {
    const known = Array.isArray(value) ? ['[]'] : [key, '*'];
    const next = all.flatMap(({ parts }) => known.flatMap(name => parts.get(name) ?? []));
    const own = key === 'data' || within === 'slices' ? ownSection(value, kind, key) : [];
    if (!next.length && !own.length) return [`${path}.${key}`];
    return unknownIn(part, own.length ? own : next, `${path}.${key}`, key === 'slices' ? 'slices' : inside);
  });
}

function seen({ see }: Place): readonly Place[] {
  return see ? [sections.get(see) ?? { parts: new Map() }] : [];
}

/** The section of a touchpoint type, a decision or a slice. */
function ownSection(value: object, kind: string, key: string): readonly Place[] {
  const { type, name } = value as { readonly type?: string; readonly name?: string };
  const own = kind === 'slices' ? key : kind === 'decision' ? name : type;
  return [sections.get(`${kind === 'slices' ? 'slice' : kind} ${own}`) ?? []].flat();
}

it('knows every field of every record that a shop makes', async () => {
  const world = await ready({
    plugins: [
      storefront({ catalog: [CEDAR, { ...CEDAR, item_id: 'oak' }], coupon: { code: 'CEDAR10' } }),
      { name: 'own', deliver() {} },
    ],
    context: () => ({ any: 'thing' }),
    consent: { default: { analytics: 'granted', personalization: 'granted', advertising: 'granted' } },
  });
  const { waymark, store } = world;
  waymark.setConsent({ analytics: 'granted' }, { textVersion: '3' });
  waymark.identify('customer-7', { since: '2024' });
  waymark.track('campaign_details', { channel: 'email', source: 'letter', campaign: 'june', click_ids: ['gclid'] });
  for (let look = 0; look < 3; look++) waymark.track('view_item', SALE);
  waymark.track('add_to_cart', SALE);
  await world.pass(31 * 60_000);
  waymark.track('purchase', { transaction_id: 'F-1', ...SALE });
  waymark.track('refund', { transaction_id: 'F-1', ...SALE });
  await waymark.flush();
  window.dispatchEvent(new Event('pagehide'));
  await world.pass(1_000);
  const entries = await store.entries();
  const keys = entries.map(([key]) => String(Array.isArray(key) ? key[0] : key));
  expect(new Set(keys)).toEqual(new Set(['meta', 'head', 'consent', 'log', 'base', 'profile', 'cursor']));
  const text = JSON.stringify(entries);
  expect(['products.suggest', 'coupon.offer', 'cart.abandon'].filter(name => !text.includes(name))).toEqual([]);
  const unknown = entries.flatMap(([, value], index) => {
    const key = keys[index] ?? '';
    const section = sections.get(key);
    return section ? unknownIn(value, [section], key) : [key];
  });
  expect([...new Set(unknown)]).toEqual([]);
});
