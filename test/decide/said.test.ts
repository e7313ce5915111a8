import { describe, expect, it } from 'vitest';
import { LOOK, settled } from './nudge-shop.js';

describe('nudge.show', () => {
  it('says the content with what it is about, the same for everybody', () => {
    const { person } = settled([{ about: 'last-viewed' }]);
    const [decision] = person.track('view_item', LOOK).decisions.filter(({ name }) => name === 'nudge.show');
    expect(decision).toMatchObject({
      trigger: 'nudge-n0',
      data: {
        nudge: 'n0',
        kind: 'promotion',
        channel: 'page',
        content: { title: 'Still thinking of Cedar 0-14?', code: 'CEDAR10' },
        items: [{ item_id: 'cedar', price: 219 }],
        goal: 'purchase',
        withinDays: 7,
      },
    });
  });

  it('says what held when it was decided, and fills that into the content', () => {
    const regular = () => false;
    const { person } = settled([
      {
        when: { all: [{ looks: 'last-viewed', atLeast: 2 }, { any: [{ inCart: {} }, { not: regular }] }] },
        unless: { bought: { item_category: 'Guitars' } },
        about: 'last-viewed',
        content: { title: 'Still thinking?', why: 'Here because you looked at it {looks} times. {inCart}' },
      },
    ]);
    const show = () => person.track('view_item', LOOK).decisions.find(({ name }) => name === 'nudge.show');
    expect(show()).toBeUndefined();
    expect(show()?.data).toMatchObject({
      content: { why: 'Here because you looked at it 2 times. 0' },
      because: [
        { asked: { looks: 'last-viewed', atLeast: 2 }, found: 2 },
        { asked: 'regular', found: false },
        { asked: { bought: { item_category: 'Guitars' } }, found: 0 },
      ],
    });
  });

  it('says of traits only that they are as they should be, for it goes to destinations no trait is named to', () => {
    const { person } = settled([{ when: { traits: { plan: 'gold' } }, unless: { traits: { city: 'Ulm' } } }]);
    const { decisions } = person.track('identify', { user_id: '7', traits: { plan: 'gold' } });
    expect(decisions.find(({ name }) => name === 'nudge.show')?.data).toMatchObject({
      because: [
        { asked: 'traits', found: true },
        { asked: 'traits', found: false },
      ],
    });
  });

  it('fills in what the first question of a name found, not what keeps it back', () => {
    const { person } = settled([
      {
        when: { all: [{ count: 'view_item' }, { count: 'view_item', where: { item_category: 'Guitars' } }] },
        unless: { count: 'purchase' },
        content: { title: '{count} looks' },
      },
    ]);
    const show = () => person.track('view_item', LOOK).decisions.find(({ name }) => name === 'nudge.show');
    person.track('view_item', { items: [{ item_id: 'strings', item_category: 'Strings' }] });
    expect(show()?.data).toMatchObject({ content: { title: '2 looks' } });
  });

  it('says in a preview what is so, although it does not hold and a function of the site fails', () => {
    let isBroken = false;
    const broken = () => {
      if (isBroken) throw new Error('not yet');
      return false;
    };
    const when = { all: [{ looks: 'last-viewed' as const, atLeast: 3 }, broken] };
    const { person, made } = settled([{ when, content: { title: '{looks} looks' } }]);
    const { profile } = person.track('view_item', LOOK);
    isBroken = true;
    expect(made[0]?.triggers?.[0]?.prompt?.preview(profile)).toMatchObject({
      content: { title: '1 looks' },
      because: [],
    });
  });

  it('fills in the product, whatever the functions of the site are called', () => {
    const price = () => true;
    const value = () => true;
    const { person } = settled([
      { when: { all: [price, value, { on: 'add_to_cart' }] }, about: 'cart', content: { title: '{price} of {value}' } },
    ]);
    const { decisions } = person.track('add_to_cart', LOOK);
    expect(decisions.find(({ name }) => name === 'nudge.show')?.data).toMatchObject({
      content: { title: '219 of 219' },
    });
  });

  it('says what held by names, and leaves the condition of the site as it is', () => {
    const when = { interest: ['Guitars', 'Strings'] };
    // As a framework wraps what it watches; no database takes it.
    const { person } = settled([{ when: { interest: new Proxy(when.interest, {}) } }]);
    const [decision] = person.track('view_item', LOOK).decisions.filter(({ name }) => name === 'nudge.show');
    expect(structuredClone(decision?.data)).toMatchObject({
      because: [{ asked: when, found: 'Guitars' }],
    });
    expect(Object.isFrozen(when.interest)).toBe(false);
  });

  it('fills in texts however deep they stand, and addresses so that they stay where they are', () => {
    const content = {
      title: '{item_name}: {constructor}{__proto__}{value} {currency}',
      action: { label: 'See {item_name}', url: '/{item_id}?from={item_name}' },
      list: [{ text: '{item_id}' }, 7, null],
    };
    const item = { item_id: '/evil.example\ud800', item_name: '$& {item_id} & <b>', price: 1 };
    const { person } = settled([{ about: 'cart', content, when: { on: 'add_to_cart' } }]);
    const { decisions } = person.track('add_to_cart', { currency: 'EUR', items: [item] });
    expect(decisions.find(({ name }) => name === 'nudge.show')?.data).toMatchObject({
      content: {
        title: '$& {item_id} & <b>: 1 EUR',
        action: {
          label: 'See $& {item_id} & <b>',
          url: '/%2Fevil.example?from=%24%26%20%7Bitem_id%7D%20%26%20%3Cb%3E',
        },
        list: [{ text: '/evil.example\ud800' }, 7, null],
      },
    });
    expect(Object.isFrozen(content.action)).toBe(false);
  });

  it('gives each visitor always the same of several contents, evenly', () => {
    const variants = { plain: { title: 'A' }, warm: { title: 'B' } };
    const chosen = Array.from({ length: 200 }, (_, number) => {
      const { person } = settled([{ variants }], {}, `visitor${number}`);
      const [first] = person.track('view_item', LOOK).decisions.filter(({ name }) => name === 'nudge.show');
      return (first?.data as { variant?: string } | undefined)?.variant;
    });
    const warm = chosen.filter(variant => variant === 'warm').length;
    expect(Math.abs(warm - 100)).toBeLessThan(4 * Math.sqrt(50));
  });
});
