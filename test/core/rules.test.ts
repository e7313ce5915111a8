import { describe, expect, it } from 'vitest';
import type { Plugin, PluginList } from '../../src/core/plugin.js';
import { WaymarkError } from '../../src/core/problem.js';
import { gatherRules, initialProfile, type RuleOptions } from '../../src/core/rules.js';
import { noteTrigger, slicePlugin, stageModel, tally, triggerPlugin } from './build.js';

const view = { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' };
const other = { look: 'Before', weigh: 'Before', buy: 'During', stay: 'After' };
const model = stageModel(() => ({}), { plain: view, other });
const stages: Plugin = { name: 'stages', stageModel: model };
const reader: Plugin = { name: 'reader', needs: ['tally'] };

function refusal(list: PluginList, options?: RuleOptions): WaymarkError {
  try {
    gatherRules(list, options);
  } catch (error) {
    if (error instanceof WaymarkError) return error;
  }
  throw new Error('It was not refused.');
}

/** What JavaScript may hand in where TypeScript would not let it pass. */
const odd = (members: object) => ({ name: 'odd', ...members }) as unknown as Plugin;

describe('gatherRules refuses', () => {
  it.each<[string, PluginList, RuleOptions, string, string[]]>([
    ['a plugin without a name', [{ name: '' }], {}, 'plugin-odd', ['Number 1']],
    // A factory that nobody called has a name of its own, as every function has.
    ['a factory that was not called', [(() => tally) as unknown as Plugin], {}, 'plugin-odd', ['Number 1']],
    [
      'a factory of a name that was not called',
      [function cart() {} as unknown as Plugin],
      {},
      'plugin-odd',
      ['Call it: `cart()`.'],
    ],
    ['a name that is no text', [{ name: 5 } as unknown as Plugin], {}, 'plugin-odd', ['Number 1', '`name`']],
    ...['needs', 'triggers'].flatMap(member =>
      [{}, 'cart', null].map((value): [string, PluginList, RuleOptions, string, string[]] => [
        `\`${member}\` that is ${JSON.stringify(value)}`,
        [odd({ [member]: value })],
        {},
        'plugin-odd',
        ['"odd"', `\`${member}\``],
      ]),
    ),
    ['a trigger that is none', [odd({ triggers: [undefined] })], {}, 'plugin-odd', ['"odd"', '`when`']],
    [
      'a purpose that is none',
      [odd({ purpose: 'analytic' })],
      {},
      'purpose-unknown',
      ['"odd"', '"analytic"', 'analytics'],
    ],
    ['a slice that is none', [odd({ slice: 5 })], {}, 'plugin-odd', ['"odd"', '`reduce`']],
    ['a trigger without `when`', [odd({ triggers: [{ name: 'notes' }] })], {}, 'plugin-odd', ['"odd"', '`when`']],
    ['a stage model without `infer`', [odd({ stageModel: {} })], {}, 'plugin-odd', ['"odd"', '`infer`']],
    ['two plugins of one name', [tally, { name: 'tally' }], {}, 'twice', ['plugin "tally"']],
    ['a plugin named like the kernel', [{ name: 'kernel' }], {}, 'twice', ['plugin "kernel"']],
    ['a duplicate in nested lists', [[{ name: 'a' }], false, [[{ name: 'a' }]]], {}, 'twice', ['plugin "a"']],
    ['a slice with two owners', [tally, { ...tally, name: 'mine' }], {}, 'twice', ['slice "tally"', '"mine"']],
    [
      'a trigger name used twice',
      [triggerPlugin('a', noteTrigger()), triggerPlugin('b', noteTrigger())],
      {},
      'twice',
      ['trigger "notes"', '"a"', '"b"'],
    ],
    [
      'a trigger name used twice in one plugin',
      [triggerPlugin('a', noteTrigger(), noteTrigger())],
      {},
      'twice',
      ['trigger "notes"'],
    ],
    ['two stage models', [stages, { name: 'more', stageModel: model }], {}, 'twice', ['"stages"', '"more"']],
    ['a slice that nobody owns', [reader], {}, 'slice-missing', ['"reader"', '"tally"']],
    ['a slice whose owner comes later', [reader, tally], {}, 'slice-missing', ['"reader"', '"tally"']],
    [
      'a slice that only sounds like one',
      [{ name: 'reader', needs: ['constructor' as 'tally'] }],
      {},
      'slice-missing',
      ['"constructor"'],
    ],
    ['a view without a stage model', [tally], { view: 'plain' }, 'view-alone', ['`view`']],
    ['a view of its own without a stage model', [tally], { view }, 'view-alone', ['`view`']],
    [
      'a view the model does not have',
      [stages],
      { view: 'nowhere' },
      'view-gap',
      ['"nowhere"', '"four-steps"', 'plain', 'other'],
    ],
    [
      'a view that names only some stages',
      [stages],
      { view: { look: 'Look', weigh: ['', 'group'], buy: '' } },
      'view-gap',
      ['buy', 'stay', '"four-steps"'],
    ],
  ])('%s', (_, list, options, code, things) => {
    const error = refusal(list, options);
    expect(error.code).toBe(code);
    for (const thing of things) expect(error.message).toContain(thing);
    expect(error.message).toMatch(/\.$/);
  });
});

describe('gatherRules', () => {
  it('keeps the order of the list, the kernel first, and looks into nested and falsy entries', () => {
    const { plugins } = gatherRules([null, [tally, [undefined, [reader]]], false, stages]);
    expect(plugins.map(({ name }) => name)).toEqual(['kernel', 'tally', 'reader', 'stages']);
  });

  it('gathers slices and triggers with their plugins, in order', () => {
    const first = triggerPlugin('first', noteTrigger({ name: 'a' }), noteTrigger({ name: 'b' }));
    const { slices, triggers, versions } = gatherRules([first, tally]);
    expect(slices.map(({ slice }) => slice.name)).toEqual(['identity', 'tally']);
    expect(triggers.map(({ plugin, trigger }) => `${plugin.name}/${trigger.name}`)).toEqual([
      'kernel/stage',
      'first/a',
      'first/b',
    ]);
    expect(versions).toEqual({ identity: 1, tally: 1 });
  });

  it('puts triggers of a higher priority first, and equal ones in the order of the plugins', () => {
    const plugins = [
      triggerPlugin('first', noteTrigger({ name: 'a' }), noteTrigger({ name: 'b', priority: 1 })),
      triggerPlugin('last', noteTrigger({ name: 'c', priority: 2 }), noteTrigger({ name: 'd', priority: 1 })),
    ];
    expect(gatherRules(plugins).triggers.map(({ trigger }) => trigger.name)).toEqual(['c', 'b', 'd', 'stage', 'a']);
  });

  it('lets a plugin need a slice of its own kind of list: an earlier owner, nested or not', () => {
    expect(() => gatherRules([[tally], [[reader]]])).not.toThrow();
  });

  it('lets whoever declares a type first check it', () => {
    const [first, second] = [() => ({ by: 'first' }), () => ({ by: 'second' })];
    const { vocabulary } = gatherRules([
      { name: 'a', vocabulary: { note: first, identify: first } },
      { name: 'b', vocabulary: { note: second } },
    ]);
    expect(vocabulary.note).toBe(first);
    expect(vocabulary.identify).not.toBe(first);
  });

  it('takes the first view of the model, a view by name, or a view of its own', () => {
    const labels = (options?: RuleOptions) =>
      Object.values(gatherRules([stages], options).stages?.names ?? {}).map(({ label }) => label);
    expect(labels()).toEqual(['Look', 'Weigh', 'Buy', 'Stay']);
    expect(labels({ view: 'other' })).toEqual(['Before', 'Before', 'During', 'After']);
    expect(labels({ view: { ...view, stay: ['Remain', 'later'] } })).toEqual(['Look', 'Weigh', 'Buy', 'Remain']);
  });

  it('has no stages without a stage model', () => {
    expect(gatherRules([tally]).stages).toBeNull();
  });

  it('does not change what it was given', () => {
    const list = Object.freeze([Object.freeze([tally]), Object.freeze({ name: 'a' })]);
    expect(() => gatherRules(list as PluginList)).not.toThrow();
  });
});

describe('the hash', () => {
  const hash = (list: PluginList, options?: RuleOptions) => gatherRules(list, options).hash;
  const newer = slicePlugin({ name: 'tally', version: 2, initial: {}, reduce: state => state });

  it('is the same for the same slices and stages', () => {
    expect(hash([tally, stages])).toBe(hash([[tally], stages, triggerPlugin('a', noteTrigger())]));
  });

  it.each<[string, PluginList, RuleOptions]>([
    ['a slice', [stages], {}],
    ['a version', [newer, stages], {}],
    ['the stage model', [tally], {}],
    ['its name', [tally, { name: 'stages', stageModel: { ...model, name: 'others' } }], {}],
    ['its view', [tally, stages], { view: 'other' }],
  ])('changes with %s', (_, list, options) => {
    expect(hash(list, options)).not.toBe(hash([tally, stages]));
  });
});

describe('initialProfile', () => {
  it('knows nothing but the visitor', () => {
    expect(initialProfile(gatherRules([tally]), 'v-1')).toEqual({
      visitorId: 'v-1',
      firstSeenAt: null,
      lastSeenAt: null,
      session: null,
      stage: null,
      slices: { identity: { userId: null, traits: {} }, tally: {} },
      fired: {},
    });
  });
});
