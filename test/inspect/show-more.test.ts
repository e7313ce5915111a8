// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { showMore } from '../../src/inspect/show-more.js';
import { CEDAR, fakeWaymark } from './fake-waymark.js';
import { textOf } from './text-of.js';

it('has a section for what is known and one for the checkout', () => {
  const waymark = fakeWaymark();
  waymark.happen('view_item', { items: [CEDAR] });
  const text = textOf(showMore(waymark));
  expect(text).toEqual(
    expect.arrayContaining(['What is known', 'Looked at', 'Cedar 0-14', 'Checkout', 'Nothing yet.']),
  );
});
