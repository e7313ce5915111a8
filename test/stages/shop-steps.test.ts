import { expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { shopSteps } from '../../src/stages/shop-steps.js';

it('speaks of types that pages and shops have, in rows of five steps', () => {
  const known = [...Object.keys(commerce().vocabulary ?? {}), 'page_view', 'session_start'];
  for (const [from, row] of Object.entries(shopSteps)) {
    expect([from, ...Object.keys(row)].filter(type => !known.includes(type))).toEqual([]);
    expect(Object.values(row).reduce((sum, count) => sum + count, 0)).toBe(5);
  }
});
