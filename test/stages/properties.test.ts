import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { project, type StageEstimate } from '../../src/core/stage.js';
import { defineStageModel } from '../../src/stages/define-stage-model.js';
import { nameStages } from '../../src/stages/name-stages.js';
import { sixStages } from '../../src/stages/six-stages.js';
import { views } from '../../src/stages/views.js';
import { CATALOG, DAY, MINUTE, SECOND, visitor } from '../journeys/journey.js';
import { documentedScores } from './build.js';

const { stages, signs, prior } = sixStages;
const TYPES = [...new Set(Object.keys(signs).map(sign => sign.split(':')[0] ?? ''))].filter(type => type !== 'visit');
const ITEMS = CATALOG.map(({ complements: _, ...item }) => item);

let order = 0;

/** Data that the check of any type takes. */
function dataOf(item = 0): object {
  const items = [ITEMS[item % ITEMS.length]];
  return { items, transaction_id: `${++order}`, search_term: 'x', kind: 'nps', score: 10, channel: 'friend' };
}

const step = fc.record({
  type: fc.constantFrom(...TYPES, 'page_view', 'page_view'),
  item: fc.nat(5),
  wait: fc.oneof(fc.nat(5 * MINUTE), fc.nat(40 * MINUTE), fc.nat(60 * DAY)),
});
const journey = fc.array(step, { minLength: 1, maxLength: 60 });
type Steps = readonly { readonly type: string; readonly item: number; readonly wait: number }[];

function walk(steps: Steps, after: (profile: Profile, now: number) => void): void {
  const person = visitor();
  for (const { type, item, wait } of steps) {
    person.leave(wait);
    person.track(type, dataOf(item));
    after(person.profile, person.now);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the stage, whatever happened', () => {
  it('has reasons that sum to its score', () => {
    fc.assert(
      fc.property(journey, steps => {
        walk(steps, ({ stage, slices: { evidence } }, now) => {
          if (!stage || !evidence) throw new Error('There is a stage.');
          const pieces = [{ ...prior, at: now }, ...evidence.pieces];
          const score = documentedScores(sixStages, pieces, now)[stage.micro] ?? 0;
          const weights = stage.reasons.map(({ weight }) => weight);
          const size = sum(weights.map(Math.abs));
          expect(Math.abs(sum(weights) - score)).toBeLessThanOrEqual(1e-12 * size);
          // Each is what the touchpoint said then, times what is left of it.
          for (const { touchpoint, type, at, weight, left } of stage.reasons) {
            const { weights: said } =
              pieces.find(piece => piece.touchpoint === touchpoint && piece.type === type) ?? {};
            expect(weight).toBe((said?.[stage.micro] ?? 0) * left);
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left).toBeLessThanOrEqual(1);
            expect(at).toBeLessThanOrEqual(now);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('has belief of 1 in all, the same in every view', () => {
    const model = defineStageModel(sixStages);
    fc.assert(
      fc.property(journey, steps => {
        walk(steps, (profile, now) => {
          const estimate: StageEstimate = model.infer(profile, now);
          for (const view of Object.keys(views)) {
            const names = nameStages(sixStages, view);
            const { belief } = project(names, estimate, null, now);
            expect(Math.abs(sum(Object.values(belief)) - 1)).toBeLessThan(1e-9);
            for (const name of new Set(stages.map(stage => names[stage]?.name ?? ''))) {
              const parts = stages
                .filter(stage => names[stage]?.name === name)
                .map(stage => estimate.belief[stage] ?? 0);
              expect(Math.abs((belief[name] ?? 0) - sum(parts))).toBeLessThan(1e-9);
            }
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is unsure below 60 % of the evidence, and passive above half of it for the first stage', () => {
    fc.assert(
      fc.property(journey, steps => {
        walk(steps, ({ stage }) => {
          const share = stage?.belief[stage.name] ?? 0;
          expect(stage?.sure).toBe(share >= 0.6);
          expect(stage?.overlays.includes('passive')).toBe((stage?.belief.awareness ?? 0) > 0.5);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('evidence that alternates', () => {
  const pairs = TYPES.flatMap(one => TYPES.filter(other => other > one).map(other => [one, other] as const));

  it.each([SECOND, MINUTE, 10 * MINUTE])('every %s ms moves the stage twice at most', wait => {
    for (const [one, other] of pairs) {
      const person = visitor();
      let changes = -1;
      for (let index = 0; index < 20; index++) {
        person.wait(wait);
        const { stageChange } = person.track(index % 2 ? other : one, dataOf(index));
        if (stageChange) changes++;
      }
      expect(changes, `${one} and ${other}`).toBeLessThanOrEqual(2);
    }
  });
});
