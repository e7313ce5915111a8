// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { pluginContract } from '../../src/testing/plugin-contract.js';
import { type Broken, FITS, NAMES, odd, RIGHTS, remembers } from './broken.js';
import { BROKEN_DELIVERIES } from './broken-deliveries.js';
import { BROKEN_MINDS } from './broken-minds.js';
import { BROKEN_PAGES, tidily } from './broken-pages.js';

const SIZE = 'is at most 10 bytes with brotli';
const CASES: readonly Broken[] = [
  ...BROKEN_MINDS,
  ...BROKEN_DELIVERIES,
  ...BROKEN_PAGES,
  [
    SIZE,
    'too much code',
    odd({}),
    /is \d+ bytes with brotli, \d+ too many/,
    { size: { source: 'a quite incompressible line of 42 things', maxBytes: 10 } },
  ],
];

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
