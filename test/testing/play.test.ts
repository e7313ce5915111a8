import { describe, expect, it } from 'vitest';
import { fold, replay } from '../../src/core/fold.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { play } from '../../src/testing/play.js';
import { noteTrigger, stageModel, T0, tally, triggerPlugin } from '../core/build.js';

const always = {
  name: 'always',
  decision: 'visitor.idle' as const,
  when: ({ touchpoint }: { touchpoint: unknown }) => (touchpoint ? null : { sinceMs: 0 }),
};
const plugins = [tally, triggerPlugin('notes', noteTrigger()), triggerPlugin('always', always)];
const VIEWS = {
  plain: { look: 'Look', weigh: 'Weigh', buy: 'Buy', stay: 'Stay' },
  other: { look: 'L', weigh: 'W', buy: 'B', stay: 'S' },
};

describe('play', () => {
  it('plays touchpoints a second apart from a Monday morning on', () => {
    const { rows, profile } = play(plugins, [
      { type: 'note' },
      { type: 'note', after: '20 min' },
      { type: 'note', after: 5 },
    ]);
    expect(rows.map(({ now }) => now - T0)).toEqual([1_000, 1_201_000, 1_201_005]);
    expect(profile).toMatchObject({ visitorId: 'visitor', slices: { tally: { note: 3 } }, session: { id: 't1' } });
  });

  it('gathers decisions, steps and rows, numbered', () => {
    const { decisions, steps, rows } = play(plugins, [
      { type: 'note', data: { text: 'a' } },
      { type: 'other' },
      { type: 'note', data: { text: 'b' } },
    ]);
    expect(decisions).toMatchObject([
      { id: 't1/notes', data: { text: 'a' } },
      { id: 't3/notes', data: { text: 'b' } },
    ]);
    expect(steps).toHaveLength(3);
    expect(rows.map(({ seq, touchpoint }) => [seq, touchpoint?.id])).toEqual([
      [1, 't1'],
      [2, 't2'],
      [3, 't3'],
    ]);
  });

  it('gives every decision of time alone an id of its own', () => {
    const { decisions } = play(plugins, [{}, { type: 'note' }, { after: '1 h' }]);
    expect(decisions.map(({ id }) => id)).toEqual(['1/always', 't2/notes', '3/always']);
  });

  it('has no row for time that decides nothing, nor for what was refused or dropped', () => {
    const dropper = { name: 'dropper', normalize: () => null };
    const refused = play([tally], [{}, { type: 'identify', data: {} }, { type: 'note' }]);
    expect(refused.rows.map(({ touchpoint }) => touchpoint?.id)).toEqual(['t3']);
    expect(refused.problems).toMatchObject([{ code: 'data-refused' }]);
    expect(refused.steps).toHaveLength(2);
    expect(play([tally, dropper], [{ type: 'note' }])).toMatchObject({ rows: [], profile: { slices: { tally: {} } } });
  });

  it('gathers what plugins throw', () => {
    const broken = {
      name: 'broken',
      normalize: () => {
        throw new Error('broken');
      },
    };
    expect(play([broken], [{ type: 'note' }]).problems).toMatchObject([{ code: 'normalize-failed', plugin: 'broken' }]);
  });

  it('checks and redacts as `track` does', () => {
    const { rows } = play(
      [],
      [{ type: 'note', data: { text: 'jane@example.com' }, url: 'https://shop.example/?token=x' }],
    );
    expect(rows[0]?.touchpoint).toMatchObject({
      data: { text: '[redacted]' },
      url: 'https://shop.example/?token=[redacted]',
      unchecked: true,
      by: 'site',
    });
  });

  it('takes a view', () => {
    const stages = { name: 'stages', stageModel: stageModel(() => ({}), VIEWS) };
    expect(play([stages], [{ type: 'note' }], { view: 'other' }).profile.stage?.label).toBe('L');
  });

  it('goes on with a clock that was handed in', () => {
    const clock = fakeClock(0);
    play(plugins, [{ type: 'note', after: '1 h' }], { clock });
    expect(clock.now()).toBe(3_600_000);
    expect(play(plugins, [{ type: 'note' }], { clock }).rows[0]?.now).toBe(3_601_000);
  });

  it('records a log that folds and replays to the same end', () => {
    const { rows, profile } = play(plugins, [
      { type: 'note' },
      {},
      { type: 'identify', data: { user_id: 'u' } },
      { after: '1 h' },
      { type: 'note' },
    ]);
    const rules = gatherRules(plugins);
    const base = initialProfile(rules, 'visitor');
    expect(fold(rules, base, rows)).toEqual(profile);
    expect(replay(rules, base, rows)).toEqual({ profile, rows });
  });
});
