import { expect, it } from 'vitest';
import { behaviour } from '../src/behaviour.js';

it('refuses options that do nothing, with the path to them', () => {
  expect(() => behaviour({ links: { onw: [] } as never })).toThrow('`links.onw` must be left out');
  expect(() => behaviour({ siteSearch: { parameters: 'query' as never } })).toThrow(
    '`siteSearch.parameters` must be a list of texts.',
  );
  expect(() => behaviour({ link: {} } as never)).toThrow('known are links, siteSearch, friction, exitIntent.');
  expect(() => behaviour({ links: { own: ['partner.example'] }, friction: { device: false } })).not.toThrow();
});
