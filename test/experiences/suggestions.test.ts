// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActContext, CaptureContext } from '../../src/core/plugin.js';
import type { Decision } from '../../src/core/trigger.js';
import { type SuggestionsOptions, suggestions } from '../../src/experiences/suggestions.js';

const STRINGS = {
  item_id: 'strings',
  item_name: 'Phosphor strings',
  price: 12,
  currency: 'EUR',
  url: '/product/strings',
  strategy: 'complement',
  reason: 'Goes with Cedar 0-14',
};

let see: (isSeen: boolean) => void;

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = vi.fn();
      disconnect = vi.fn();
      constructor(run: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        see = isIntersecting => run([{ isIntersecting }]);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  document.documentElement.lang = '';
});

function page(options: SuggestionsOptions = {}, slot = 'waymark-suggestions') {
  const place = document.body.appendChild(document.createElement('div'));
  place.id = slot;
  const plugin = suggestions(options);
  const track = vi.fn();
  const stop = plugin.capture?.({} as CaptureContext);
  return {
    place,
    track,
    stop: stop as () => void,
    texts: () =>
      [...(place.firstElementChild?.shadowRoot?.querySelectorAll('b,li > *') ?? [])].map(one => one.textContent),
    link: () => place.firstElementChild?.shadowRoot?.querySelector('a'),
    show(items: readonly object[] = [STRINGS], strategy = 'complement') {
      // Only what a list reads.
      const decision = { name: 'products.suggest', data: { strategy, items } } as unknown as Decision;
      void plugin.act?.(decision, { track } as unknown as ActContext);
    },
  };
}

describe('suggestions', () => {
  it('stand in the element of the page, with price and reason', () => {
    document.documentElement.lang = 'en';
    const { show, texts, link } = page();
    show();
    expect(texts()).toEqual(['Goes with what you bought', 'Phosphor strings', '€12.00', 'Goes with Cedar 0-14']);
    expect(link()?.getAttribute('href')).toBe('/product/strings');
  });

  it('are not shown where there is no such element', () => {
    const { show, track } = page({}, 'another');
    show();
    expect(document.body.querySelector('#another')?.children).toHaveLength(0);
    expect(track).not.toHaveBeenCalled();
  });

  it('count once as a list when they are seen, and as a choice when one is taken', () => {
    const { show, track, link } = page({ titles: { complement: 'Passend dazu' } });
    show();
    see(false);
    expect(track).not.toHaveBeenCalled();
    see(true);
    const list = { item_list_id: 'complement', item_list_name: 'Passend dazu' };
    const items = [{ item_id: 'strings', item_name: 'Phosphor strings', price: 12 }];
    expect(track.mock.calls).toEqual([['view_item_list', { ...list, items }]]);
    link()?.click();
    expect(track.mock.calls[1]).toEqual(['select_item', { ...list, items }]);
  });

  it('leave out what is not known, and an address that is none of the web', () => {
    const { show, texts, link } = page();
    show([{ item_id: 'tuner', price: 3, url: 'javascript:alert(1)', reason: '<b>odd</b>' }], 'similar');
    expect(texts()).toEqual(['You may also like', 'tuner', '<b>odd</b>']);
    expect(link()).toBeNull();
  });

  it('say a price that a template wrote as text as any other, and none that is no number', () => {
    document.documentElement.lang = 'en';
    const { show, texts } = page();
    show([
      { ...STRINGS, price: '12.50' },
      { ...STRINGS, price: 'on request' },
    ]);
    expect(texts().filter(text => /€|on request|NaN/.test(`${text}`))).toEqual(['€12.50']);
  });

  it('say a price in words where language or currency are unknown to the browser', () => {
    document.documentElement.lang = 'not a language';
    const { show, texts } = page();
    show();
    expect(texts()[2]).toBe('12 EUR');
  });

  it('replace those before them, and leave nothing behind', () => {
    const { show, place, stop } = page();
    show();
    show([{ ...STRINGS, item_name: 'Coated strings' }]);
    expect(place.children).toHaveLength(1);
    stop();
    expect(place.children).toHaveLength(0);
  });
});
