// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { RowDecision } from '../../src/core/touchpoint.js';
import { sequences } from '../../src/decide/sequences.js';
import { DAY } from '../journeys/journey.js';
import { leave, onFakeTime, ready } from '../runtime/start.js';

onFakeTime();

const club = sequences({
  purpose: 'analytics',
  sequences: {
    club: {
      start: { on: 'join' },
      steps: [
        { name: 'hello', afterDays: 0 },
        { name: 'letter', afterDays: 1, channel: 'email', content: { template: 'club' } },
        { name: 'guide', afterDays: 1 },
      ],
    },
  },
});

it('hands the plan to a destination at once, and decides at the next visit what became due, once over two tabs', async () => {
  const delivered: RowDecision[] = [];
  const mail: Plugin = {
    name: 'mail',
    purpose: 'analytics',
    deliver: rows => void delivered.push(...rows.flatMap(({ decisions }) => decisions)),
  };
  const first = await ready({ plugins: [club, mail] });
  const { store, clock } = first;
  first.waymark.track('join', {});
  await first.waymark.flush();
  await first.pass(5);
  await first.waymark.flush();
  expect(delivered.map(({ trigger }) => trigger)).toEqual(['sequence-club', 'sequence-club:hello']);
  expect(delivered[0]).toMatchObject({
    name: 'sequence.plan',
    data: { steps: [{ step: 'hello' }, { step: 'letter', channel: 'email', content: { template: 'club' } }, {}] },
  });
  await leave(first);

  clock.pass(20 * DAY);
  const tabs = [await ready({ store, clock, plugins: [club] }), await ready({ store, clock, plugins: [club] })];
  const heard: string[] = [];
  for (const { waymark } of tabs) waymark.on('decision', ({ trigger }) => heard.push(trigger));
  for (const { waymark } of tabs) waymark.track('look', {});
  for (const tab of [...tabs, ...tabs]) {
    await tab.waymark.flush();
    await tab.pass(5);
  }
  // The step that was due while nobody was there may have come before anybody listened.
  const [log] = tabs.map(({ waymark }) => waymark.profile.fired);
  expect(Object.entries(log ?? {}).map(([trigger, { times }]) => [trigger, times])).toEqual([
    ['sequence-club', 1],
    ['sequence-club:hello', 1],
    ['sequence-club:guide', 1],
    ['sequence-club:exit', 1],
  ]);
  expect(new Set(heard).size).toBe(heard.length);
  expect(tabs[0]?.waymark.profile).toEqual(tabs[1]?.waymark.profile);
});
