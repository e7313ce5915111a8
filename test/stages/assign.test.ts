import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { assign, checkAssignment } from '../../src/stages/assign.js';
import { sixStages } from '../../src/stages/six-stages.js';
import { stages } from '../../src/stages/stages.js';
import { DAY, MINUTE, T0, visitor } from '../journeys/journey.js';

const check = checkAssignment(sixStages);

function read(data: object) {
  const touchpoint = { id: 't1', type: 'assign_stage', at: T0, data } as unknown as Touchpoint<'assign_stage'>;
  return assign(sixStages, touchpoint);
}

function assigned(...data: readonly object[]) {
  const person = visitor();
  person.track('view_item', { items: [{ item_id: 'cedar' }] });
  for (const one of data) person.track('assign_stage', one);
  return person;
}

describe('checkAssignment', () => {
  it.each([{ stage: 'loyal' }, { stage: 'Word of mouth', days: 0.5 }, { stage: null }, { stage: 'sale', source: 'x' }])(
    'takes %j as it is',
    data => {
      expect(check(data)).toBe(data);
    },
  );

  it('refuses a name that is no stage, and tells which are', () => {
    for (const data of [{}, { stage: 'loyall' }, { stage: '' }, { stage: 7 }, { stage: { aware: 1 } }]) {
      for (const known of ['`stage`', ...sixStages.stages]) expect(check(data)).toContain(known);
    }
  });

  it.each([0, -1, 3_651, Number.NaN, Infinity, '30', null, [], { valueOf: 1 }])(
    'refuses to hold it for %j days',
    days => {
      expect(check({ stage: 'loyal', days })).toContain('`days`');
    },
  );
});

describe('assign', () => {
  it('holds for 30 days, or as told', () => {
    const days = [{}, { days: 2 }].map(more => read({ stage: 'loyal', ...more })?.until);
    expect(days).toEqual([T0 + 30 * DAY, T0 + 2 * DAY]);
  });

  it('names who said so', () => {
    const texts = ['HubSpot', undefined, 7, 'x'.repeat(99)].map(source => read({ stage: 'loyal', source })?.text);
    expect(texts).toEqual([
      'Known from HubSpot',
      'Known from the CRM',
      'Known from the CRM',
      `Known from ${'x'.repeat(59)}…`,
    ]);
  });
});

describe('a stage that the site assigns', () => {
  it('outranks the evidence, is sure, and says who knows it', () => {
    const { profile } = assigned({ stage: 'Loyalty', source: 'HubSpot' });
    expect(profile.stage).toMatchObject({
      name: 'retention',
      micro: 'loyal',
      sure: true,
      belief: { awareness: 0, retention: 1 },
      overlays: [],
      reasons: [{ touchpoint: 't2', type: 'assign_stage', weight: 1, left: 1, text: 'Known from HubSpot' }],
    });
  });

  it('holds against later acts and leaves the evidence in the log', () => {
    const person = assigned({ stage: 'loyal', days: 2 });
    person.wait(DAY);
    person.track('add_to_cart', { items: [{ item_id: 'cedar' }] });
    expect(person.profile.stage?.micro).toBe('loyal');
    person.wait(DAY - MINUTE);
    expect(person.track('page_view').stageChange).toBeNull();
    person.wait(MINUTE);
    expect(person.track('page_view').stageChange).toEqual({ from: 'retention', to: 'purchase' });
  });

  it('does not fade while it holds', () => {
    const person = assigned({ stage: 'aware', days: 3_650 });
    person.leave(3_649 * DAY);
    expect(person.track('add_to_cart', { items: [{ item_id: 'cedar' }] }).profile.stage).toMatchObject({
      micro: 'aware',
      sure: true,
      belief: { awareness: 1, purchase: 0 },
      overlays: ['passive'],
      reasons: [{ touchpoint: 't2', weight: 1, left: 1, at: T0 }],
    });
  });

  it('gives way to the next one, and to nothing at all', () => {
    expect(assigned({ stage: 'loyal' }, { stage: 'prospect' }).profile.stage?.micro).toBe('aware');
    const lifted = assigned({ stage: 'loyal' }, { stage: null });
    expect(lifted.profile.stage?.micro).toBe('aware');
    expect(lifted.profile.slices.evidence?.assigned).toBeNull();
    expect(lifted.profile.stage?.reasons[0]?.text).toBe('Nothing points further yet');
  });

  it('is refused at `track` by a name nobody knows', () => {
    expect(() => assigned({ stage: 'vip' })).toThrow(/`stage` must be one of aware/);
  });

  it('keeps what is known when an unchecked row says nothing that holds', () => {
    const model = stages().slice as NonNullable<ReturnType<typeof stages>['slice']> & { name: 'evidence' };
    const person = assigned({ stage: 'loyal' });
    const state = person.profile.slices.evidence;
    if (!state) throw new Error('There is evidence.');
    for (const data of [{ stage: 'vip' }, { stage: 'loyal', days: '9' }, {}]) {
      const touchpoint = { id: 'u', type: 'assign_stage', at: T0, data, unchecked: true } as unknown as Touchpoint;
      expect(model.reduce(state, touchpoint, person.profile)).toBe(state);
    }
  });
});
