import { expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { shopSteps } from '../../src/stages/shop-steps.js';

it('speaks of types that pages and shops have, in rows of ten steps', () => {
  const known = [...Object.keys(commerce().vocabulary ?? {}), 'page_view'];
  for (const [from, row] of Object.entries(shopSteps)) {
    expect([from, ...Object.keys(row)].filter(type => !known.includes(type))).toEqual([]);
    expect(Object.values(row).reduce((sum, count) => sum + count, 0)).toBe(10);
  }
});
