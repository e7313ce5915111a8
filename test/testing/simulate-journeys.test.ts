import { describe, expect, it } from 'vitest';
import { PLANTED_STAGES } from '../../src/testing/planted-stages.js';
import { simulateJourneys } from '../../src/testing/simulate-journeys.js';

const STAGES = Object.keys(PLANTED_STAGES);

describe('simulateJourneys', () => {
  it('makes the same journeys of the same seed, and others of another', () => {
    expect(simulateJourneys({ seed: 7, visitors: 20 })).toEqual(simulateJourneys({ seed: 7, visitors: 20 }));
    expect(simulateJourneys({ seed: 8, visitors: 20 })).not.toEqual(simulateJourneys({ seed: 7, visitors: 20 }));
    expect(simulateJourneys()).toHaveLength(200);
  });

  it('plants a stage at every touchpoint, from the first one on, and goes only where a stage may go', () => {
    for (const { touchpoints } of simulateJourneys({ visitors: 100 })) {
      expect(touchpoints[0]?.stage).toBe('aware');
      for (const [index, { at, type, stage = '' }] of touchpoints.entries()) {
        const before = touchpoints[index - 1] ?? { at, stage };
        expect(at).toBeGreaterThanOrEqual(before.at);
        const { acts, next } = PLANTED_STAGES[before.stage ?? ''] ?? { acts: {}, next: {} };
        if (stage !== before.stage) expect(Object.keys(next)).toContain(stage);
        else if (type !== 'purchase') expect(Object.keys(acts)).toContain(type);
      }
    }
  });

  it('shows every stage, and an order before the service', () => {
    const journeys = simulateJourneys({ visitors: 400 });
    const shown = new Set(journeys.flatMap(({ touchpoints }) => touchpoints.map(({ stage }) => stage)));
    expect([...shown].sort()).toEqual([...STAGES].sort());
    for (const { touchpoints } of journeys) {
      const start = touchpoints.findIndex(({ stage }) => stage === 'service');
      if (start > 0 && touchpoints[start - 1]?.stage === 'purchase')
        expect(touchpoints[start - 1]?.type).toBe('purchase');
    }
  });

  it('keeps to the frequencies it was given', () => {
    const stages = { only: { acts: { view_item: 3, page_view: 1 }, length: 30, next: {} } };
    const touchpoints = simulateJourneys({ visitors: 300, stages }).flatMap(journey => journey.touchpoints);
    const views = touchpoints.filter(({ type }) => type === 'view_item').length;
    expect(views / touchpoints.length).toBeCloseTo(0.75, 1);
    expect(touchpoints.length / 300).toBeGreaterThan(25);
    expect(touchpoints.length / 300).toBeLessThan(35);
  });
});
