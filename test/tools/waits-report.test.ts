import { expect, it } from 'vitest';
import type { SiteWaits } from '../../src/tools/waits-of.js';
import { waitsReport } from '../../src/tools/waits-report.js';

const DAY = 86_400_000;

it('shows a line a channel, in units that are read at a glance', () => {
  const phone: SiteWaits = {
    channel: 'phone',
    visitors: 9,
    answer: { count: 9, value: 119_900, range: [1_500, 7_200_000] },
    unanswered: 0,
    solution: { count: 5, value: 1.9 * DAY, range: null },
    unsolved: 4,
  };
  const email: SiteWaits = {
    ...{ channel: 'email', visitors: 1, answer: null, unanswered: 1, unsolved: 1 },
    solution: { count: 6, value: 3 * DAY, range: [2 * DAY, 121_000] },
  };
  const lines = waitsReport([phone, email]).split('\n');
  expect(lines.map(line => line.split(/ {2,}/))).toEqual([
    [
      ...['channel', 'visitors', 'answered', 'median', '95 % sure', 'not answered'],
      ...['solved', 'median', '95 % sure', 'not solved'],
    ],
    ['phone', '9', '9', '119.9 s', '1.5 s to 2.0 h', '0', '5', '45.6 h', 'too few', '4'],
    ['email', '1', '0', '1', '6', '3.0 days', '2.0 days to 2.0 min', '1'],
  ]);
  expect(lines[1]?.indexOf('9')).toBe(lines[0]?.indexOf('visitors'));
});
