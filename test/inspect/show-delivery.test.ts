import { describe, expect, it } from 'vitest';
import { showDelivery } from '../../src/inspect/show-delivery.js';
import { fakeWaymark } from './fake-waymark.js';
import { textOf } from './text-of.js';

describe('showDelivery', () => {
  it('says what was allowed, tracked, delivered, is waiting and was left out', () => {
    const diagnostics = () => ({
      tracked: 16,
      stored: 14,
      dropped: { refused: 1, consent: 1 },
      destinations: {
        http: { delivered: 12, stored: 2, dropped: {} },
        ga4: { delivered: 13, stored: 0, dropped: { 'page-gone': 1 } },
      },
    });
    expect(textOf(showDelivery(fakeWaymark(undefined, { diagnostics })))).toEqual([
      'functional granted',
      'analytics granted',
      'personalization granted',
      'advertising denied',
      'Tracked',
      '16 touchpoints, 2 left out (refused, consent)',
      'http',
      '12 delivered, 2 waiting',
      'ga4',
      '13 delivered, 0 waiting, 1 left out (page-gone)',
    ]);
  });
});
