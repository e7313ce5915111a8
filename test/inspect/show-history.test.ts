import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import type { Decision } from '../../src/core/trigger.js';
import { showDecisions, showTouchpoints } from '../../src/inspect/show-history.js';
import { CEDAR, fakeWaymark } from './fake-waymark.js';
import { textOf } from './text-of.js';

function listened(): { waymark: ReturnType<typeof fakeWaymark>; touchpoints: Touchpoint[]; decisions: Decision[] } {
  const waymark = fakeWaymark();
  const touchpoints: Touchpoint[] = [];
  const decisions: Decision[] = [];
  waymark.on('touchpoint', touchpoint => touchpoints.unshift(touchpoint));
  waymark.on('decision', decision => decisions.unshift(decision));
  return { waymark, touchpoints, decisions };
}

describe('showDecisions', () => {
  it('says what was decided, newest first', () => {
    const { waymark, decisions } = listened();
    waymark.happen('add_to_cart', { currency: 'EUR', value: 219, items: [CEDAR] }, 40);
    waymark.happen('view_help', {}, 1);
    const text = textOf(showDecisions(waymark, decisions, Date.now()));
    expect(text.slice(text.indexOf('cart.abandon'), text.indexOf('cart.abandon') + 2)).toEqual([
      'cart.abandon',
      '€219, 1 line',
    ]);
    expect(text.indexOf('cart.abandon')).toBeLessThan(text.indexOf('stage.enter'));
  });

  it('adds what fired before it listened, by name', () => {
    const { waymark } = listened();
    waymark.happen('view_item', { items: [CEDAR] });
    const text = textOf(showDecisions(waymark, [], Date.now()));
    expect(text).toEqual(
      expect.arrayContaining(['stage.enter', 'earlier', 'audience.enter', 'product-viewers, earlier']),
    );
  });

  it('shows the last 15', () => {
    const waymark = fakeWaymark();
    const decisions = Array.from(
      { length: 20 },
      (_, index): Decision => ({ id: `${index}`, trigger: 't', name: 'cart.idle', at: index, data: {} as never }),
    );
    const text = textOf(showDecisions(waymark, decisions, Date.now()));
    expect(text.filter(part => part === 'cart.idle')).toHaveLength(15);
  });

  it('shows nothing when nothing was decided', () => {
    expect(showDecisions(fakeWaymark(), [], Date.now())).toEqual([]);
  });
});

describe('showTouchpoints', () => {
  it('says what happened and with what', () => {
    const { waymark, touchpoints } = listened();
    waymark.happen('search', { search_term: 'beginner' });
    waymark.happen('view_item', { currency: 'EUR', value: 219, items: [CEDAR] });
    const text = textOf(showTouchpoints(touchpoints, Date.now()));
    expect(text.filter(part => !/^\d\d:\d\d$/.test(part))).toEqual([
      'View item',
      'Cedar 0-14, €219',
      'Search',
      'beginner',
    ]);
  });
});
