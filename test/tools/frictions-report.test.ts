import { expect, it } from 'vitest';
import { frictionsReport, wishesReport } from '../../src/tools/frictions-report.js';
import { shareOf } from '../../src/tools/share-of.js';

const count = (count: number, visits: number, of: number) => ({ count, visits, share: shareOf(visits, of) });

it('shows a line a kind, with the classes side by side', () => {
  const lines = frictionsReport([
    {
      ...{ device: 'mobile', visitors: 80, visits: 148, all: count(30, 20, 148) },
      kinds: [{ type: 'rage_click', ...count(22, 15, 148) }],
    },
    {
      ...{ device: 'desktop', visitors: 9, visits: 20, all: count(0, 0, 20) },
      kinds: [{ type: 'rage_click', ...count(0, 0, 20) }],
    },
  ]).split('\n');
  expect(lines.map(line => line.split(/ {2,}/))).toEqual([
    ['', 'mobile', 'of 100 visits', '95 % sure', 'desktop', 'of 100 visits', '95 % sure'],
    ['visitors', '80', '9'],
    ['visits', '148', '20'],
    ['any friction', '30', '13.5', '8.9 to 20.0', '0', '0.0', '0.0 to 16.1'],
    ['rage_click', '22', '10.1', '6.2 to 16.0', '0', '0.0', '0.0 to 16.1'],
  ]);
  expect(lines[1]?.lastIndexOf('9')).toBe(lines[0]?.indexOf('desktop'));
});

it('shows a table where nothing went wrong', () => {
  const quiet = { device: 'unknown', visitors: 1, visits: 1, all: count(0, 0, 1), kinds: [] } as const;
  expect(frictionsReport([quiet]).split('\n')).toHaveLength(4);
});

it('shows a line a way to pay that is missing', () => {
  const wishes = [
    { payment_type: 'PayPal', visitors: 12, wishes: 15 },
    { payment_type: 'other', visitors: 1, wishes: 1 },
  ];
  expect(
    wishesReport(wishes)
      .split('\n')
      .map(line => line.split(/ {2,}/)),
  ).toEqual([
    ['', 'visitors', 'wishes'],
    ['PayPal', '12', '15'],
    ['other', '1', '1'],
  ]);
});
