import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/core/freeze.js';
import type { Profile } from '../../src/core/profile.js';
import type { StageEstimate } from '../../src/core/stage.js';
import { evidenceModel } from '../../src/stages/evidence-model.js';
import { defaultLikelihood } from '../../src/stages/likelihood-model.js';
import type { Piece } from '../../src/stages/piece.js';
import { DAY, MINUTE, T0 } from '../journeys/journey.js';
import { evidenceOf, MODEL, piece } from './build.js';

const model = evidenceModel(MODEL, defaultLikelihood);

function infer(
  evidence: readonly Piece[],
  { before, now = T0 }: { before?: string; now?: number } = {},
): StageEstimate {
  const stage = before ? { micro: before } : null;
  const slices = { evidence: { ...evidenceOf(...evidence), assigned: null } };
  return model.infer(freeze({ slices, stage }) as unknown as Profile, now);
}

describe('evidenceModel', () => {
  it('knows nothing at first, and says so', () => {
    expect(infer([])).toEqual({
      micro: 'cold',
      belief: { cold: 1, warm: 0, hot: 0 },
      sure: true,
      sureFrom: 0.6,
      overlays: ['passive'],
      reasons: [{ touchpoint: null, type: 'prior', at: T0, weight: 1, left: 1, text: 'Nothing known' }],
      next: [],
    });
    expect(model.infer({ slices: {}, stage: null } as unknown as Profile, T0).micro).toBe('cold');
  });

  it('shares belief by score and is sure from 60 %', () => {
    const weak = infer([piece({ warm: 1.2 })]);
    expect(weak).toMatchObject({ micro: 'warm', sure: false, belief: { cold: 1 / 2.2, warm: 1.2 / 2.2, hot: 0 } });
    expect(infer([piece({ warm: 1.5 })])).toMatchObject({ micro: 'warm', sure: true });
  });

  it('keeps the earlier stage at a tie', () => {
    expect(infer([piece({ warm: 1, hot: 1 })]).micro).toBe('cold');
  });

  it('explains the stage by parts that sum to its score, the largest first', () => {
    const { reasons, belief } = infer([
      piece({ hot: 3 }),
      piece({ hot: -5 }),
      piece({ hot: 8, warm: 9 }, T0 - 2 * DAY),
      piece({ hot: 6 }),
    ]);
    expect(reasons.map(({ weight }) => weight)).toEqual([6, -5, 4, 3]);
    expect(belief.hot).toBeCloseTo(8 / (8 + 9 / 4 + 1), 12);
  });

  it('counts what is below nothing as nothing', () => {
    const { belief } = infer([piece({ hot: -5 })]);
    expect(belief).toEqual({ cold: 1, warm: 0, hot: 0 });
  });

  it('goes up at once', () => {
    expect(infer([piece({ hot: 6 })], { before: 'cold' }).micro).toBe('hot');
  });

  it('goes down only after 30 minutes without new evidence for where it was', () => {
    const evidence = [piece({ warm: 9 }, T0 + 20 * MINUTE), piece({ hot: 3 })];
    const at = (minutes: number) => infer(evidence, { before: 'hot', now: T0 + minutes * MINUTE });
    expect([at(20).micro, at(29).micro, at(31).micro]).toEqual(['hot', 'hot', 'warm']);
    expect(at(20)).toMatchObject({ sure: false, reasons: [{ touchpoint: 'at 0' }] });
  });

  it('is not held by what speaks against the stage', () => {
    const evidence = [piece({ hot: -3 }, T0 + 40 * MINUTE), piece({ warm: 5 }), piece({ hot: 3 })];
    expect(infer(evidence, { before: 'hot', now: T0 + 40 * MINUTE }).micro).toBe('warm');
  });

  it('makes nothing younger when the clock was set back', () => {
    const { belief, reasons } = infer([piece({ warm: 4 }), piece({ hot: 5 }, T0 - 2 * DAY)], { now: T0 - 9 * DAY });
    expect(belief).toEqual({ cold: 1 / 7.5, warm: 4 / 7.5, hot: 2.5 / 7.5 });
    expect(reasons).toMatchObject([{ weight: 4, left: 1 }]);
  });

  it('fades nothing of the prior when the clock was set back, so that the reasons are the score', () => {
    const { belief, reasons } = infer([piece({ warm: 0.5 })], { now: T0 - 9 * DAY });
    expect(belief).toMatchObject({ cold: 1 / 1.5 });
    expect(reasons).toMatchObject([{ type: 'prior', weight: 1, left: 1 }]);
  });

  it('leaves a stage of another model at once', () => {
    expect(infer([piece({ warm: 3 })], { before: 'boiling' }).micro).toBe('warm');
  });

  it('brings the slice that feeds it, whose version follows that of the data', () => {
    expect(model.slice).toMatchObject({ name: 'evidence', version: 1_003, initial: { pieces: [], assigned: null } });
    expect(JSON.parse(JSON.stringify(MODEL))).toEqual(MODEL);
  });
});
