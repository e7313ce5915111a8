import { advance } from '../core/advance.js';
import type { Profile } from '../core/profile.js';
import { PURPOSES } from '../core/purpose.js';
import { initialProfile } from '../core/rules.js';
import type { ContractCase, Subject } from './contract-case.js';
import { createPlay, tellingOf } from './contract-play.js';
import { type Dice, diceOf, oneOf } from './dice.js';
import { jsonFlaw } from './json-flaw.js';
import { type OddStep, type Sample, touchpointOf } from './odd-journey.js';

const LONG = 2_000;
const MOST_BYTES = 262_144;
/** How much a slice may grow while the second half of a long journey goes by: counters get longer. */
const GROWTH = 1.2;
const SPARE_BYTES = 400;

/** What holds of its slice. */
export function sliceCases(subject: Subject): readonly ContractCase[] {
  const { shape, samples, fail, tell, seed = 1, maxSliceBytes = MOST_BYTES } = subject;
  if (!shape.slice) return [];
  const { journeys, rulesOf, play } = createPlay(subject);
  // Any name will do: nothing is done with the state but to look at it.
  const key = shape.slice.name as 'identity';
  return [
    {
      name: 'returns the same slice when a touchpoint is none of its business',
      async run() {
        const rules = rulesOf();
        let profile = initialProfile(rules, 'visitor');
        for (const [index, sample] of samples.entries()) {
          for (const { type, data } of [sample, { type: `foreign_${index}`, data: {} }]) {
            const now = Date.UTC(2026, 0, 5) + 2 * index * 60_000 + (data === sample.data ? 0 : 60_000);
            const last = profile.slices[key];
            ({ profile } = advance(rules, profile, now, touchpointOf({ type, data }, `${type}-${index}`, now)));
            const next = profile.slices[key];
            if (data !== sample.data && next !== last && JSON.stringify(next) === JSON.stringify(last))
              fail(`made a copy of slice "${key}" at \`${type}\` though nothing changed. Return the state itself.`);
          }
        }
      },
    },
    {
      name: `keeps its slice JSON-safe and within ${maxSliceBytes} bytes`,
      async run() {
        for (const steps of journeys()) play(rulesOf(), steps, ({ profile }, at) => checkSlice(profile, tellingOf(at)));
        const half = bytesOf(longJourney(diceOf(seed), LONG / 2));
        const whole = bytesOf(longJourney(diceOf(seed), LONG));
        tell?.(`slice "${key}": ${whole} bytes after ${LONG} touchpoints, ${half} after half of them`);
        if (whole > maxSliceBytes)
          fail(
            `has ${whole} bytes in slice "${key}" after ${LONG} touchpoints; ${maxSliceBytes} are allowed. Keep less.`,
          );
        if (whole > half * GROWTH + SPARE_BYTES)
          fail(
            `lets slice "${key}" grow without end: ${half} bytes after ${LONG / 2} touchpoints, ${whole} after ${LONG}. Keep the last few, and say how many.`,
          );
      },
    },
  ];

  function bytesOf(steps: readonly OddStep[]): number {
    const rules = rulesOf();
    let profile = initialProfile(rules, 'visitor');
    for (const { now, touchpoint } of steps)
      ({ profile } = advance(rules, profile, now, touchpoint, { seq: 1, purposes: PURPOSES }));
    checkSlice(profile, 'a long journey');
    return new TextEncoder().encode(JSON.stringify(profile.slices[key])).length;
  }

  function checkSlice({ slices }: Profile, where: string): void {
    const flaw = jsonFlaw(slices[key], key);
    if (flaw) fail(`keeps what JSON does not carry after ${where}: ${flaw}. Keep plain, finite values.`);
  }

  /** Everything new all the time: other products, orders, types. Mostly what the slice keeps something of. */
  function longJourney(dice: Dice, length: number): readonly OddStep[] {
    const kept = samples.filter(({ type }) => type !== 'reset');
    const heard = kept.filter(isKept);
    return Array.from({ length }, (_, index) => {
      const from = heard.length && dice() < 0.8 ? heard : kept;
      const { type, data } = oneOf(from, dice) ?? { type: 'x', data: {} };
      const now = Date.UTC(2026, 0, 5) + index * 90_000;
      const named = dice() < 0.1 ? `foreign_${index}` : type;
      const told = type === 'consent_update' ? data : renamed(data, index);
      return { now, touchpoint: touchpointOf({ type: named, data: told }, `t${index}`, now) };
    });
  }

  function isKept({ type, data }: Sample): boolean {
    const rules = rulesOf();
    const now = Date.UTC(2026, 0, 5);
    const before = initialProfile(rules, 'visitor');
    const { profile } = advance(rules, before, now, touchpointOf({ type, data }, 't', now));
    return profile.slices[key] !== before.slices[key];
  }
}

/** The same data of another product, order or person. */
function renamed(data: object, index: number): object {
  const text = JSON.stringify(data, (name, value) =>
    typeof value === 'string' && !/^(kind|currency)$/.test(name) ? `${value}-${index}` : value,
  );
  return JSON.parse(text) as object;
}
