import fc from 'fast-check';
import { admit } from '../../src/core/admit.js';
import { advance, type Step } from '../../src/core/advance.js';
import type { Profile } from '../../src/core/profile.js';
import { PURPOSES, type Purpose } from '../../src/core/purpose.js';
import type { Row } from '../../src/core/touchpoint.js';
import { DAY, HOUR, MINUTE, T0 } from './build.js';
import { rules } from './property-rules.js';

/** What a visitor does, or time passes. */
interface Happening {
  /** Ms since the happening before; below zero the clock steps back. */
  readonly after: number;
  /** `null`: time alone. */
  readonly type: string | null;
  readonly data: object;
  /** Ms by which the device claims it was earlier. */
  readonly earlier: number;
  readonly purposes: readonly Purpose[];
}

const score = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, min: -10, max: 10 }));
const word = fc.constantFrom('', 'a', 'spring', 'news', '__proto__', 'jane@example.com');
const kinds = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('note'), data: fc.record({ text: word, score }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('look', 'constructor', '__proto__'),
      data: fc.dictionary(word, score),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('campaign_details'),
      data: fc.record(
        { channel: fc.constant('email'), source: word, campaign: word, click_ids: fc.constantFrom([], ['gclid']) },
        { requiredKeys: ['channel'] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('identify'),
      data: fc.record({ user_id: fc.constantFrom('u', 'w'), traits: fc.dictionary(word, score) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('correct'),
      data: fc.record({
        slice: fc.constantFrom('tally', 'taste', 'trail', 'identity', 'nobody'),
        value: fc.constantFrom(null, 0, 'x', [], {}, { note: 1 }, { traits: 5 }),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('consent_update'),
      data: fc.record({ choice: fc.constant({ analytics: 'granted' }), source: word }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('reset'), data: fc.record({ visitor_id: fc.constantFrom('v2', 'v3') }) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant(null), data: fc.constant({}) }) },
);
/** How far a clock goes that is never set back. */
export const forward = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 40 * DAY }),
  fc.constant(30 * MINUTE),
);
/** The same for one that may be set back. */
export const anywhere = fc.oneof(
  { weight: 6, arbitrary: forward },
  { weight: 1, arbitrary: fc.integer({ min: -400 * DAY, max: 0 }) },
);
const earlier = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -DAY, max: 90 * DAY }) },
);

/** Up to forty happenings, each some time after the one before. */
export function journey(after: fc.Arbitrary<number>): fc.Arbitrary<Happening[]> {
  const happening = fc.tuple(kinds, after, earlier, fc.subarray([...PURPOSES], { minLength: 1 }));
  return fc.array(
    happening.map(([kind, ms, back, purposes]) => ({ ...kind, after: ms, earlier: back, purposes })),
    { maxLength: 40, size: 'max' },
  );
}

/** What a journey left behind. */
interface Lived {
  readonly profile: Profile;
  readonly rows: readonly Row[];
  readonly steps: readonly { readonly now: number; readonly before: Profile; readonly step: Step }[];
}

/** Lives a journey as the shell does: what is dropped leaves no trace, what stays is stored and read again. */
export function live(base: Profile, happenings: readonly Happening[]): Lived {
  let profile = base;
  let now = T0;
  const rows: Row[] = [];
  const steps: Lived['steps'][number][] = [];
  for (const [index, { after, type, data, earlier: back, purposes }] of happenings.entries()) {
    now += after;
    const { touchpoint: raw } =
      type === null
        ? { touchpoint: null }
        : admit(rules, { id: `t${index}`, at: now - back, url: 'https://shop.example/', by: 'site', type, data });
    if (type !== null && !raw) continue;
    const before = profile;
    const step = advance(rules, before, now, structuredClone(raw), { seq: rows.length + 1, purposes });
    steps.push({ now, before, step });
    if (!step.touchpoint && !step.decisions.length) continue;
    profile = step.profile;
    rows.push(
      structuredClone({ seq: rows.length + 1, now, purposes, touchpoint: step.touchpoint, decisions: step.decisions }),
    );
  }
  return { profile, rows, steps };
}
