import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { pages } from '../../src/capture/pages.js';
import { admit } from '../../src/core/admit.js';
import { gatherRules } from '../../src/core/rules.js';
import { diceOf } from '../../src/testing/dice.js';
import { jsonFlaw } from '../../src/testing/json-flaw.js';
import { oddJourney, shopSamples } from '../../src/testing/odd-journey.js';

const journey = (seed: number) => oddJourney(diceOf(seed), shopSamples(), 300);

describe('shopSamples', () => {
  it('are taken as they are by the checks of the shop', () => {
    const rules = gatherRules([commerce(), pages()]);
    for (const { type, data } of shopSamples()) {
      const { touchpoint, problems } = admit(rules, { id: 't', at: 1, url: '', by: 'site', type, data });
      expect([type, problems]).toEqual([type, []]);
      expect([type, touchpoint?.unchecked]).toEqual([type, undefined]);
    }
  });
});

describe('oddJourney', () => {
  it('is the same for a seed, and another for another', () => {
    expect(journey(3)).toEqual(journey(3));
    expect(journey(3)).not.toEqual(journey(4));
  });

  it('holds what JSON carries, for nothing else comes through the door', () => {
    for (const { touchpoint } of journey(1)) {
      expect(jsonFlaw(touchpoint)).toBeNull();
      expect(Array.isArray(touchpoint.data)).toBe(false);
    }
  });

  it('has sound data, spoiled data, types of nobody, and a clock that steps back', () => {
    const steps = journey(1);
    const sound = shopSamples().map(({ data }) => JSON.stringify(data));
    const isSound = steps.map(({ touchpoint }) => sound.includes(JSON.stringify(touchpoint.data)));
    expect(isSound.filter(Boolean).length).toBeGreaterThan(60);
    expect(isSound.filter(one => !one).length).toBeGreaterThan(60);
    expect(steps.some(({ touchpoint }) => touchpoint.type === ('__proto__' as string))).toBe(true);
    expect(steps.some(({ now }, index) => now < (steps[index - 1]?.now ?? now))).toBe(true);
  });
});
