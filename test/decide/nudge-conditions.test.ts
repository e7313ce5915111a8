import { expect, it } from 'vitest';
import { nudge } from '../../src/decide/nudge.js';
import { activity } from '../../src/learn/activity.js';
import { prompts } from '../../src/learn/prompts.js';
import { DAY, HOUR, MINUTE, SECOND, visitor } from '../journeys/journey.js';

it.each([
  [30 * SECOND, 'in 30 s'],
  [90 * SECOND, 'in 90 s'],
  [30 * MINUTE, 'in 30 minutes'],
  [90 * MINUTE, 'in 90 minutes'],
  [5 * HOUR, 'in 5 hours'],
  [30 * DAY, 'in 30 days'],
])('says a wait of %d ms as "%s"', async (ms, words) => {
  const from = new Date(visitor([]).now + ms).toISOString();
  const plugin = nudge({ id: 'hello', when: { total: 'visits' }, content: { title: 'Hello' }, from });
  const { profile, now } = visitor([activity(), prompts(), plugin]);
  const situation = { now, profile, before: profile, touchpoint: null, stageChange: null };
  const trigger = [plugin].flat().flatMap(({ triggers = [] }) => triggers)[0];
  const conditions = await trigger?.conditions?.(situation);
  expect(conditions?.find(({ text }) => text.includes('begun'))).toMatchObject({ holds: false, value: words });
});
