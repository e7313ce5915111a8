import { expect, it } from 'vitest';
import { sixStages } from '../../src/stages/six-stages.js';
import { PLANTED_STAGES } from '../../src/testing/planted-stages.js';

it('has the six micro-stages, each with chances of at most one to go on to another', () => {
  expect(Object.keys(PLANTED_STAGES)).toEqual(sixStages.stages);
  for (const { next } of Object.values(PLANTED_STAGES)) {
    expect(Object.values(next).reduce((sum, chance) => sum + chance, 0)).toBeLessThan(1);
    expect(Object.keys(next).every(stage => stage in PLANTED_STAGES)).toBe(true);
  }
});

it('makes no stage known by its acts alone: most are seen in others, too', () => {
  for (const [stage, { acts }] of Object.entries(PLANTED_STAGES)) {
    const others = Object.entries(PLANTED_STAGES).flatMap(([name, other]) =>
      name === stage ? [] : Object.keys(other.acts),
    );
    const shared = Object.entries(acts).filter(([type]) => others.includes(type));
    expect(
      shared.reduce((sum, [, weight]) => sum + weight, 0),
      stage,
    ).toBeGreaterThan(30);
  }
});
