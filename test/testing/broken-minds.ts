import { type Broken, boom, decides, FITS, infers, NAMES, odd, RIGHTS, remembers } from './broken.js';

const ODD = 'takes odd and foreign touchpoints without throwing';
const FROZEN = 'changes nothing of what it is given';
const PURE = 'asks neither clock nor chance, and keeps nothing beside its slice';
const CHECKS = 'checks odd data with an object or a sentence';
const NORMAL = 'normalizes to a touchpoint or to null';
const SAME = 'returns the same slice when a touchpoint is none of its business';
const BOUND = 'keeps its slice JSON-safe and within 262144 bytes';

let count = 0;

/** Plugins that are broken in what is pure, or in what the suite asks of all. */
export const BROKEN_MINDS: readonly Broken[] = [
  [NAMES, 'a name with a space', odd({ name: 'Acme CRM' }), /calls itself "Acme CRM"\. Write it like `acme-crm`/],
  [NAMES, 'a type in camel case', odd({ vocabulary: { tradeIn: () => ({}) } }), /touchpoint type "tradeIn"/],
  [NAMES, 'a decision without a verb', decides({ decision: 'offer' }), /decision "offer".*`acme\.offer`/],
  [NAMES, 'a slice without a version', odd({ slice: { name: 'acme', initial: 0, reduce: () => 0 } }), /`version`/],
  [NAMES, 'an `act` nobody calls', odd({ act() {} }), /never called/],
  [NAMES, '`acts` without an act', odd({ acts: ['acme.offer'] }), /no `act`/],
  [NAMES, '`fields` without a destination', odd({ fields: ['*'] }), /no `deliver`/],
  [
    NAMES,
    'two triggers of one name',
    odd({ triggers: [1, 2].map(() => ({ name: 'acme', decision: 'acme.offer', when: () => null })) }),
    /two triggers of one name/,
  ],
  [NAMES, 'a word of `delivery` that is none', odd({ delivery: 'Page', deliver() {} }), /`delivery` "Page"/],
  [NAMES, 'a trigger of no name', decides({ name: undefined }), /calls a trigger "undefined"/],
  [FITS, 'triggers that are no list', odd({ triggers: {} }), /`triggers` of plugin "acme".*is no list/],
  [NAMES, 'fields that are no list', odd({ fields: 'value', deliver() {} }), /`fields`.*no list/],
  [FITS, 'a slice nobody owns', odd({ needs: ['cart'] }), /reads slice "cart".*`with`/],
  [RIGHTS, 'an export of a map', odd({ export: () => ({ ids: new Map() }) }), /\.ids is a Map/],
  [
    RIGHTS,
    'an `erase` that fails with nothing there',
    odd({ erase: () => Promise.reject(new Error('no database')) }),
    /no database/,
  ],
  [
    RIGHTS,
    'an export that never comes',
    odd({ export: () => new Promise(() => {}) }),
    /did not settle within a second/,
  ],
  [
    ODD,
    'a reducer that reads before it looks',
    remembers((_, { data }) => (data as { items: { item_id: string }[] }).items[0]?.item_id),
    /threw on `.*Look before reading/,
  ],
  [
    ODD,
    'a trigger that throws',
    decides({ when: ({ touchpoint }: { touchpoint: { data: { items: [] } } }) => touchpoint.data.items.length }),
    /`when` of "acme" failed/,
  ],
  [ODD, 'a decision with a date', decides({ when: () => ({ at: new Date(0) }) }), /data\.at is a Date/],
  [ODD, 'an alarm that is no moment', decides({ wakeAt: () => Number.NaN }), /answers NaN/],
  [ODD, 'an alarm that is a date', decides({ wakeAt: () => new Date(0) }), /`wakeAt` of "acme".*no moment/],
  [ODD, 'an alarm that is a span', decides({ wakeAt: () => 60_000 }), /60000, which is no moment.*not how long/],
  [ODD, 'an alarm that throws', decides({ wakeAt: () => boom() }), /`wakeAt` of "acme"/],
  [ODD, 'a decision without data', decides({ when: () => true }), /`when` of "acme" failed/],
  [ODD, 'a stage nobody knows', infers({ micro: 'else' }), /"else" is none of its `stages`/],
  [ODD, 'a belief of more than everything', infers({ belief: { first: 3 } }), /`belief` comes to 3/],
  [ODD, 'a belief of no number', infers({ belief: { first: Number.NaN } }), /belief\.first is NaN/],
  [ODD, 'an estimate without reasons', infers({ reasons: undefined }), /reasons is undefined/],
  [ODD, 'an estimate that is nearly sure', infers({ sure: 0.9 }), /`sure` is true or false/],
  [
    ODD,
    'a reducer that pushes into its state',
    remembers(state => (state as string[]).push('x'), []),
    /`reduce` of "acme" failed: .*\. Answer new objects/,
  ],
  [ODD, 'a condition without words', decides({ conditions: () => [{ holds: true, value: '1' }] }), /without `text`/],
  [ODD, 'a dictionary that a page names', remembers((state, { data }) => hang(state, data), {}), /Object\.prototype/],
  [
    FROZEN,
    'a reducer that changes its state',
    remembers((state: never, { type }) => add(state, type), []),
    /changed what `reduce` was given/,
  ],
  [
    FROZEN,
    'a normalizer that changes the touchpoint',
    odd({ normalize: (touchpoint: { at: number }) => add2(touchpoint) }),
    /changed what `normalize`/,
  ],
  [
    FROZEN,
    'a trigger that changes the profile',
    decides({ when: ({ profile }: { profile: { fired: object } }) => add3(profile.fired) }),
    /changed what `when`/,
  ],
  [PURE, 'a reducer with a clock', remembers(() => Date.now()), /`Date\.now` was called/],
  [PURE, 'a date of now', remembers(() => new Date().getDay()), /`new Date\(\)` was called/],
  [PURE, 'chance', decides({ when: () => (Math.random() > 0.5 ? {} : null) }), /`Math\.random` was called/],
  [PURE, 'a count beside the slice', remembers(() => ++count), /answers differently to the same journey/],
  [
    CHECKS,
    'a check that throws',
    odd({ vocabulary: { acme_trade: (data: { a: string }) => (data.a.trim() ? data : 'x') } }),
    /threw when it checked/,
  ],
  [CHECKS, 'a check that answers yes', odd({ vocabulary: { acme_trade: () => true } }), /answers boolean/],
  [CHECKS, 'a check that is none', odd({ vocabulary: { acme_trade: true } }), /Give a function, or a schema/],
  [CHECKS, 'a check that answers later', odd({ vocabulary: { acme_trade: async () => ({}) } }), /at once/],
  [CHECKS, 'a refusal without a word', odd({ vocabulary: { acme_trade: () => '' } }), /without a word/],
  [NORMAL, 'nothing', odd({ normalize() {} }), /answers nothing/],
  [
    NORMAL,
    'another touchpoint',
    odd({ normalize: (touchpoint: object) => ({ ...touchpoint, id: 'other' }) }),
    /another `id`/,
  ],
  [
    NORMAL,
    'data that is no data',
    odd({ normalize: (touchpoint: object) => ({ ...touchpoint, data: null }) }),
    /no object/,
  ],
  [SAME, 'a copy', remembers((state: never) => ({ ...(state as object) }), {}), /made a copy of slice "acme"/],
  [
    BOUND,
    'a number that JSON lacks',
    remembers((_, { data }) => Number((data as { value: unknown }).value)),
    /acme is (NaN|Infinity)/,
  ],
  [
    BOUND,
    'a field that is undefined',
    remembers((_, { data }) => ({ id: (data as { id?: unknown }).id }), { id: 1 }),
    /acme\.id is undefined/,
  ],
  [BOUND, 'a list without end', remembers((state, { id }) => [...(state as string[]), id], []), /grow without end/],
  [
    'keeps its slice JSON-safe and within 100 bytes',
    'more than was allowed',
    remembers(() => 'x'.repeat(200), ''),
    /202 bytes .* 100 are allowed/,
    { maxSliceBytes: 100 },
  ],
];

function hang(state: unknown, data: object): unknown {
  (Object.prototype as unknown as Record<string, unknown>).acmeHung = data;
  return state;
}
function add(state: unknown, type: string): unknown {
  if (!Object.isFrozen(state)) (state as string[]).push(type);
  return state;
}
function add2(touchpoint: { at: number }): unknown {
  if (!Object.isFrozen(touchpoint)) touchpoint.at++;
  return touchpoint;
}
function add3(fired: object): null {
  if (!Object.isFrozen(fired)) Object.assign(fired, { acme: 1 });
  return null;
}
