import { expect, it } from 'vitest';
import { tsvRows } from '../../src/capture/feed-rows.js';

const rows = (text: string) => [...tsvRows(text)];

it('reads lines of any kind, and a last one that nothing ends', () => {
  expect(rows('ID\tsale price\r\na\t"1\t2"\r\nb\t')).toEqual([
    { id: 'a', sale_price: '1\t2' },
    { id: 'b', sale_price: '' },
  ]);
  expect(rows('id\ttitle\na\t"in ""quotes"""')).toEqual([{ id: 'a', title: 'in "quotes"' }]);
  expect(rows('')).toEqual([]);
});

it('takes the first line that says something for the names of the fields', () => {
  expect(rows('\n\r\n\t\nid\ttitle\na\tA\n\nb\tB')).toEqual([
    { id: 'a', title: 'A' },
    { id: 'b', title: 'B' },
  ]);
});

it('takes a quote that nothing closes for an inch, and is quick with many of them', () => {
  const text = `id\ttitle\n${'"12\t"14 inch\n'.repeat(2_000)}`;
  const started = performance.now();
  expect(rows(text)).toHaveLength(2_000);
  expect(rows(text)[0]).toEqual({ id: '"12', title: '"14 inch' });
  // All of it in one line, which nothing interrupts.
  expect(rows(`id\ttitle\n${'"a\t"'.repeat(300_000)}`)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});
