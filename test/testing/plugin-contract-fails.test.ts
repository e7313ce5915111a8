// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { DeliverContext, Plugin } from '../../src/core/plugin.js';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import type { ContractOptions } from '../../src/testing/contract-case.js';
import { pluginContract } from '../../src/testing/plugin-contract.js';
import { type RegisterTest, testPlugin } from '../../src/testing/test-plugin.js';

type Reduce = (state: never, touchpoint: Touchpoint, profile: never) => unknown;
/** A case by its name, what is broken, and what the suite says of it. */
type Broken = readonly [title: string, what: string, make: () => Plugin, says: RegExp, options?: ContractOptions];

/** A plugin with what no author who reads the types would write. */
function odd(members: object): () => Plugin {
  return () => ({ name: 'acme', ...members }) as unknown as Plugin;
}

function remembers(reduce: Reduce, initial: unknown = 0): () => Plugin {
  return odd({ slice: { name: 'acme', version: 1, initial, reduce } });
}

function decides(trigger: object): () => Plugin {
  return odd({ triggers: [{ name: 'acme', decision: 'acme.offer', when: () => null, ...trigger }] });
}

function infers(estimate: object): () => Plugin {
  const whole = { micro: 'first', belief: { first: 1 }, sure: true, overlays: [], reasons: [], next: [], ...estimate };
  return odd({ stageModel: { name: 'acme', stages: ['first'], infer: () => whole } });
}

function delivers(deliver: (rows: readonly Row[], context: DeliverContext) => unknown): () => Plugin {
  return odd({ deliver });
}

const NAMES = 'has well-formed names';
const FITS = 'fits behind the plugins it needs';
const RIGHTS = 'takes part in the rights of the visitor';
const ODD = 'takes odd and foreign touchpoints without throwing';
const FROZEN = 'changes nothing of what it is given';
const PURE = 'asks neither clock nor chance, and keeps nothing beside its slice';
const CHECKS = 'checks odd data with an object or a sentence';
const NORMAL = 'normalizes to a touchpoint or to null';
const SAME = 'returns the same slice when a touchpoint is none of its business';
const BOUND = 'keeps its slice JSON-safe and within 262144 bytes';
const ANY_ROW = 'hands on any row, with an answer that says what became of it';
const LOST = 'does not take as delivered what nobody took';
const HANGS = 'settles when it is stopped while the network hangs';
const WITHDRAWN = 'sends nothing and calls nobody once the grant is gone';
const AT_ONCE = 'leaves nothing on a page when it is stopped at once';
const USED = 'leaves nothing on a page after it was used, and hears nothing any more';
const DECLARED = 'tracks only what a vocabulary declares, with data it takes';
const ACTING = 'leaves nothing on a page when it is stopped while it acts';
const ACTED = 'leaves nothing on a page when it is stopped after it acted';
const SIZE = 'is at most 10 bytes with brotli';

const scope = globalThis as unknown as Record<string, unknown>;
const OFFER: ContractOptions = { decisions: [{ name: 'acme.offer', data: { model: 'x' } }] };
const capturing = (capture: (context: never) => unknown): (() => Plugin) => odd({ capture });
const acting = (act: (decision: never, context: never) => unknown): (() => Plugin) =>
  odd({ acts: ['acme.offer'], act });
type Context = Parameters<NonNullable<Plugin['act']>>[1];

let count = 0;
const CASES: readonly Broken[] = [
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
  [
    ANY_ROW,
    'a throw',
    delivers(rows => {
      throw new Error(`${rows.length} rows`);
    }),
    /threw out of `deliver`/,
  ],
  [
    ANY_ROW,
    'a row of time alone',
    delivers(async rows => void rows.map(({ touchpoint }) => touchpoint?.type.length ?? boom())),
    /rejected a batch: no touchpoint/,
  ],
  [
    ANY_ROW,
    'more than there is',
    delivers(async rows => ({ accepted: rows.length + 1 })),
    /`accepted` is a number of rows/,
  ],
  [ANY_ROW, 'a response of `fetch`', delivers(() => fetch('/rows')), /a plain object with `accepted`/],
  [ANY_ROW, 'a number of rows alone', delivers(rows => rows.length), /a plain object with `accepted`/],
  [ANY_ROW, 'a word for rows', delivers(() => ({ rejected: 'all' })), /`rejected` is a list/],
  [ANY_ROW, 'rows of another batch', delivers(async () => ({ rejected: [999_999] })), /rows that are not in the batch/],
  [
    ANY_ROW,
    'an address others can read',
    delivers((rows, { send }) => send('http://acme.example', `${rows.length}`)),
    /Use an https address/,
  ],
  [
    ANY_ROW,
    'a body that is no text',
    delivers((rows, { send }) => send('/rows', rows as never)),
    /a body that is no text/,
  ],
  [ANY_ROW, 'a wait for something else', delivers(() => new Promise(() => {})), /did not settle `deliver`/],
  [
    LOST,
    'a forgotten answer',
    delivers(async (rows, { send }) => void (await send('/rows', `${rows.length}`).catch(() => {}))),
    /as if all rows were taken/,
  ],
  [
    LOST,
    'a `fetch` of its own that is not looked at',
    delivers(async () => void (await fetch('/rows').catch(() => {}))),
    /as if all rows were taken/,
  ],
  [HANGS, 'a `fetch` without a signal', delivers(async () => void (await fetch('/rows'))), /goes on waiting/],
  [
    WITHDRAWN,
    'one request after the other',
    delivers((rows, { send }) => oneByOne(rows, send)),
    /more requests or calls after its grant was gone/,
  ],
  [
    WITHDRAWN,
    'a vendor that is called late',
    delivers(async (_, { send }) => {
      await send('/id', '');
      (scope.acmeq as () => void)();
    }),
    /more requests or calls/,
    { vendor: { acmeq() {} } },
  ],
  [
    AT_ONCE,
    'a listener without a signal',
    capturing(() => addEventListener('click', add4)),
    /it still hears "click" of `window`/,
  ],
  [
    AT_ONCE,
    'a listener of the document',
    capturing(() => document.addEventListener('click', add4)),
    /it still hears "click" of `document`/,
  ],
  [AT_ONCE, 'an interval', capturing(() => setInterval(() => {}, 60_000)), /`setInterval` of 60000 ms is still due/],
  [AT_ONCE, 'a late timer', capturing(() => setTimeout(() => {}, 60_000)), /`setTimeout` of 60000 ms is still due/],
  [
    AT_ONCE,
    'a timer that sets itself again',
    capturing(function again(): void {
      setTimeout(again, 100);
    }),
    /`setTimeout` of 100 ms is still due/,
  ],
  [
    AT_ONCE,
    'an observer',
    capturing(() => new MutationObserver(() => {}).observe(document, { childList: true })),
    /a MutationObserver still runs/,
  ],
  [AT_ONCE, 'an element', capturing(() => document.body.append('x')), /the markup of the page is not as it was/],
  [
    AT_ONCE,
    'a global',
    capturing(() => Object.assign(globalThis, { acmeGlobal: 1 })),
    /the global `acmeGlobal` is not as it was/,
  ],
  [
    AT_ONCE,
    'a patched history',
    capturing(() => {
      history.pushState = () => {};
    }),
    /`history\.pushState` is not as it was/,
  ],
  [
    AT_ONCE,
    'a patched `fetch`',
    capturing(() => {
      globalThis.fetch = async () => new Response();
    }),
    /`fetch` is not as it was/,
  ],
  [AT_ONCE, 'something stored', capturing(() => localStorage.setItem('acme', '1')), /`localStorage` is not as it was/],
  [
    AT_ONCE,
    'a cookie',
    capturing(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: plugins write it like this.
      document.cookie = 'acme=1';
    }),
    /`document\.cookie` is not as it was/,
  ],
  [
    AT_ONCE,
    'a handler',
    capturing(() => {
      window.onresize = () => {};
    }),
    /`window\.onresize` is not as it was/,
  ],
  [
    AT_ONCE,
    'a throw',
    capturing(() => {
      throw new Error('no Acme here');
    }),
    /threw out of `capture`: no Acme here/,
  ],
  [
    USED,
    'touchpoints after the stop',
    capturing(({ track }: Context) => void setTimeout(() => track('page_view' as never, {} as never), 100)),
    /tracked `page_view` after it was stopped/,
  ],
  [
    USED,
    'a click that is held up',
    capturing(({ signal }: Context) => addEventListener('click', event => event.preventDefault(), { signal })),
    /kept "click" from doing what it does/,
  ],
  [
    DECLARED,
    'a type of nobody',
    capturing(({ track }: Context) => void track('acme_trade' as never, {} as never)),
    /`acme_trade`, which no vocabulary declares/,
  ],
  [
    DECLARED,
    'data that its check refuses',
    odd({
      vocabulary: { acme_trade: () => '`model` is missing' },
      capture: ({ track }: Context) => void track('acme_trade' as never, {} as never),
    }),
    /`model` is missing/,
  ],
  [
    ACTING,
    'an element that comes late',
    acting(async () => {
      await Promise.resolve();
      document.body.append('offer');
    }),
    /the markup of the page is not as it was/,
    OFFER,
  ],
  [
    ACTED,
    'an element that stays',
    acting(() => document.body.append('offer')),
    /the markup of the page is not as it was/,
    OFFER,
  ],
  [
    ACTED,
    'a request after the stop',
    acting(async (_, { signal }: Context) => {
      signal.addEventListener('abort', () => void fetch('/late'));
    }),
    /went on after its grant was gone/,
    OFFER,
  ],
  [
    ACTED,
    'a throw',
    acting(() => {
      throw new Error('no Acme here');
    }),
    /failed to act on `acme\.offer`/,
    OFFER,
  ],
  [
    SIZE,
    'too much code',
    odd({}),
    /is \d+ bytes with brotli, \d+ too many/,
    { size: { source: 'a quite incompressible line of 42 things', maxBytes: 10 } },
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
function add4(): void {}
function boom(): never {
  throw new Error('no touchpoint');
}
async function oneByOne(rows: readonly Row[], send: DeliverContext['send']): Promise<{ accepted: number }> {
  for (const row of rows.slice(0, 5)) await send('/row', JSON.stringify(row));
  return { accepted: 0 };
}

/** What a broken plugin left is taken away again. */
async function tidily(run: () => Promise<void>): Promise<void> {
  const { pushState } = history;
  const { fetch } = globalThis;
  const { body } = document;
  try {
    await run();
  } finally {
    history.pushState = pushState;
    globalThis.fetch = fetch;
    window.onresize = null;
    removeEventListener('click', add4);
    document.removeEventListener('click', add4);
    Reflect.deleteProperty(globalThis, 'acmeGlobal');
    Reflect.deleteProperty(Object.prototype, 'acmeHung');
    localStorage.clear();
    // biome-ignore lint/suspicious/noDocumentCookie: happy-dom has nothing else.
    document.cookie = 'acme=; max-age=0';
    body.replaceChildren();
  }
}

describe('the contract suite', () => {
  it.each(CASES.map(one => [one[0], one[1], one] as const))(
    'fails "%s" for %s',
    async (title, _, [, , make, says, options = {}]) => {
      const found = pluginContract(make, options).find(({ name }) => name === title);
      expect(found?.skip).toBeUndefined();
      const error = await tidily(found!.run).then(
        () => null,
        (cause: Error) => cause,
      );
      expect(error?.message).toMatch(/^Plugin "/);
      expect(error?.message).toMatch(says);
    },
  );

  it('has a broken plugin for each of its cases', () => {
    const everything = pluginContract(
      odd({
        vocabulary: {},
        normalize() {},
        slice: { name: 'acme' },
        deliver() {},
        capture() {},
        act() {},
        acts: ['a.b'],
      }),
      { size: { source: '', maxBytes: 10 } },
    );
    const broken = CASES.map(([title]) => title);
    expect(everything.map(({ name }) => name).filter(name => !broken.includes(name))).toEqual([]);
  });

  it('hands a plugin that is no factory to every case', () => {
    const plugin = odd({})();
    expect(pluginContract(plugin).map(({ name }) => name)).toEqual([NAMES, FITS, RIGHTS]);
  });

  it('says what it needs to look at a plugin that acts', () => {
    const cases = pluginContract(odd({ acts: ['acme.offer'], act() {} }));
    expect(cases.map(({ skip }) => skip).filter(Boolean)).toEqual([
      'Hand the suite one of acme.offer as `decisions`, with its data.',
      'Hand the suite one of acme.offer as `decisions`, with its data.',
    ]);
  });

  it('tells what it looked at', async () => {
    const facts: string[] = [];
    const cases = pluginContract(
      remembers((state: never) => state),
      { tell: fact => facts.push(fact) },
    );
    for (const { run } of cases) await run();
    expect(facts).toEqual([
      '8 journeys of 40 odd touchpoints',
      'slice "acme": 1 bytes after 2000 touchpoints, 1 after half of them',
    ]);
  });
});

describe('testPlugin', () => {
  it('registers every case with the `it` it is handed', async () => {
    const it = vi.fn<RegisterTest>();
    testPlugin(odd({ name: 'Acme CRM' }), { it });
    expect(it.mock.calls.map(([name]) => name)).toEqual([NAMES, FITS, RIGHTS]);
    await expect(it.mock.calls[0]?.[1]()).rejects.toThrow('Acme CRM');
  });

  it('skips what cannot be looked at', () => {
    const skip = vi.fn();
    const it = Object.assign(vi.fn<RegisterTest>(), { skip });
    testPlugin(odd({ acts: ['acme.offer'], act() {} }), { it });
    expect(skip).toHaveBeenCalledTimes(2);
    expect(skip.mock.calls[0]?.[0]).toBe(
      `${ACTING} (Hand the suite one of acme.offer as \`decisions\`, with its data.)`,
    );
  });

  it('takes the global one, and says so where there is none', () => {
    expect(() => testPlugin(odd({}))).toThrow('There is no `it` here');
    const it = vi.fn();
    vi.stubGlobal('it', it);
    testPlugin(odd({}));
    vi.unstubAllGlobals();
    expect(it).toHaveBeenCalledTimes(3);
  });
});
