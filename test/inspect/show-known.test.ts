import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { showKnown } from '../../src/inspect/show-known.js';
import { personas } from '../../src/learn/personas.js';
import { CEDAR, fakeWaymark, OAK, STRINGS, shop } from './fake-waymark.js';
import { textOf } from './text-of.js';

function known(waymark: ReturnType<typeof fakeWaymark>): Record<string, string> {
  const text = textOf(showKnown(waymark));
  return Object.fromEntries(text.flatMap((name, index) => (index % 2 ? [] : [[name, text[index + 1] ?? '']])));
}

describe('showKnown', () => {
  it('lists visit, cart, looks, interests, segments and audiences', () => {
    const waymark = fakeWaymark();
    waymark.happen('view_item', { currency: 'EUR', items: [CEDAR] });
    waymark.happen('view_item', { currency: 'EUR', items: [OAK] });
    waymark.happen('view_item', { currency: 'EUR', items: [CEDAR] });
    waymark.happen('add_to_cart', { currency: 'EUR', items: [STRINGS] });
    expect(known(waymark)).toEqual({
      Visit: 'number 1, 4 touchpoints',
      Cart: 'Phosphor strings, €9.90',
      'Looked at': 'Cedar 0-14 ×2, Oak OM',
      Interests: 'Strings, Ringwell, Guitars and 1 more',
      Segments: 'New, Cart holder',
      Audiences: 'Product viewers',
    });
  });

  it('counts orders, and knows that a buyer has left an audience', () => {
    const waymark = fakeWaymark();
    waymark.happen('view_item', { items: [CEDAR] }, 5);
    waymark.happen('purchase', { transaction_id: '1', value: 219, currency: 'EUR', items: [CEDAR] }, 1);
    expect(known(waymark)).toMatchObject({ Cart: 'empty', Orders: '1', Audiences: 'Buyers' });
  });

  it('names the persona that fits, or says that none does', () => {
    const looker = { signs: [{ text: 'Looks', when: ({ slices }: Profile) => !!slices.viewed?.length }] };
    const waymark = fakeWaymark([...shop(), personas({ personas: { 'bed-room player': looker } })]);
    expect(known(waymark)).toMatchObject({ Persona: 'None' });
    waymark.happen('view_item', { items: [CEDAR] });
    expect(known(waymark)).toMatchObject({ Persona: 'Bed room player' });
  });

  it('says who could tell of products while nobody has', () => {
    const waymark = fakeWaymark();
    // Nothing is recorded before a visit, as where consent was refused.
    expect(known(waymark)).not.toHaveProperty('Looked at');
    waymark.happen('page_view', { page_title: 'Home' });
    expect(known(waymark)).toMatchObject({ 'Looked at': expect.stringContaining('no product yet') });
  });

  it('says only what some plugin remembers', () => {
    expect(textOf(showKnown(fakeWaymark([])))).toEqual([]);
  });
});
