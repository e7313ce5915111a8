import { describe, expect, it } from 'vitest';
import { type Base, migrate } from '../../src/core/migrate.js';
import type { Problem } from '../../src/core/problem.js';
import type { Slice, SliceMap } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';

type Upgrade = (state: unknown, from: number) => SliceMap['taste'] | null;

/** Today's rules: `taste` is a number, at version 3. */
function rulesWith(upgrade?: Upgrade) {
  const slice: Slice<'taste'> = {
    name: 'taste',
    version: 3,
    initial: 0,
    reduce: state => state,
    ...(upgrade && { upgrade }),
  };
  return gatherRules([{ name: 'tastes', slice }]);
}

function stored(taste: unknown, version: number | undefined, more: Partial<Base> = {}): Base {
  const profile = initialProfile(rulesWith(), 'v');
  // What an older build stored has another shape.
  const slices = { ...profile.slices, identity: { userId: 'u', traits: {} }, taste } as typeof profile.slices;
  return {
    profile: { ...profile, slices },
    seq: 7,
    versions: { identity: 1, ...(version !== undefined && { taste: version }) },
    ...more,
  };
}

function migrated(base: Base, upgrade?: Upgrade): { base: Base; problems: Problem[] } {
  const problems: Problem[] = [];
  return { base: migrate(rulesWith(upgrade), base, problem => problems.push(problem)), problems };
}

describe('a slice', () => {
  it('of the same version stays as it is', () => {
    const { base, problems } = migrated(stored(5, 3), () => 9);
    expect(base.profile.slices).toMatchObject({ taste: 5, identity: { userId: 'u' } });
    expect(problems).toEqual([]);
  });

  it('of another version goes through its upgrade, which learns the version', () => {
    const { base, problems } = migrated(
      stored({ count: 5 }, 2),
      (state, from) => (state as { count: number }).count + from,
    );
    expect(base).toMatchObject({ profile: { slices: { taste: 7 } }, versions: { taste: 3 }, aside: {}, seq: 7 });
    expect(problems).toEqual([]);
  });

  it('of a newer version goes through it too', () => {
    expect(migrated(stored({ count: 5 }, 9), (_, from) => from).base.profile.slices.taste).toBe(9);
  });

  it('may be upgraded to nothing much', () => {
    const { base, problems } = migrated(stored({ count: 5 }, 2), () => 0);
    expect(base.profile.slices.taste).toBe(0);
    expect(base.aside).toEqual({});
    expect(problems).toEqual([]);
  });

  it.each<[string, Upgrade | undefined]>([
    ['has no upgrade', undefined],
    ['has an upgrade that cannot', () => null],
    ['has an upgrade that returns nothing', () => undefined as unknown as null],
    [
      'has an upgrade that throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['has an upgrade that answers later', (async () => 5) as unknown as Upgrade],
  ])('that %s is set aside, reported, and starts anew', (_, upgrade) => {
    const { base, problems } = migrated(stored({ count: 5 }, 2), upgrade);
    expect(base.profile.slices.taste).toBe(0);
    expect(base.aside).toEqual({ taste: { count: 5 } });
    expect(base.versions.taste).toBe(3);
    expect(problems).toMatchObject([{ code: 'slice-set-aside', plugin: 'tastes' }]);
    expect(problems[0]?.message).toMatch(/"taste".*version 2.*version 3.*"tastes"/);
  });

  it('says what its upgrade threw', () => {
    const cause = new Error('broken');
    const { problems } = migrated(stored({ count: 5 }, 2), () => {
      throw cause;
    });
    expect(problems).toMatchObject([{ code: 'slice-set-aside', cause }]);
  });

  it('is set aside once', () => {
    const once = migrated(stored({ count: 5 }, 2)).base;
    const twice = migrated(once);
    expect(twice.base).toEqual(once);
    expect(twice.problems).toEqual([]);
  });

  it('that is new starts at its initial state', () => {
    const base = stored(0, undefined);
    const { taste: _, ...slices } = base.profile.slices;
    const { base: result, problems } = migrated({ ...base, profile: { ...base.profile, slices } });
    expect(result.profile.slices.taste).toBe(0);
    expect(result.versions.taste).toBe(3);
    expect(problems).toEqual([]);
  });

  it('that nobody owns now stays as it is, with its version', () => {
    const base = stored(5, 3);
    const slices = { ...base.profile.slices, tally: { note: 1 } };
    const { base: result } = migrated({
      ...base,
      profile: { ...base.profile, slices },
      versions: { ...base.versions, tally: 4 },
    });
    expect(result.profile.slices.tally).toEqual({ note: 1 });
    expect(result.versions.tally).toBe(4);
  });
});

describe('migrate', () => {
  it('keeps what was set aside before', () => {
    expect(migrated(stored(5, 3, { aside: { old: 1 } })).base.aside).toEqual({ old: 1 });
    expect(migrated(stored('x', 2, { aside: { old: 1 } })).base.aside).toEqual({ old: 1, taste: 'x' });
  });

  it('leaves the rest of the profile, and what it was given, as it was', () => {
    const base = stored({ count: 5 }, 2);
    const copy = structuredClone(base);
    const { base: result } = migrated(base, () => 1);
    expect(base).toEqual(copy);
    expect(result.profile).toEqual({ ...base.profile, slices: { ...base.profile.slices, taste: 1 } });
  });
});
