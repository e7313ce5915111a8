// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaptureContext } from '../../src/core/plugin.js';
import type { Suggestion, SuggestRequest } from '../../src/decide/suggest.js';
import { type RailsOptions, rails } from '../../src/experiences/rails.js';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A page with an element for each slot, and a recommender of these products. */
function page(
  wanted: RailsOptions['rails'],
  { given, slots = Object.keys(wanted) }: Partial<RailsOptions> & Slots = {},
) {
  for (const id of slots) document.body.append(Object.assign(document.createElement('div'), { id }));
  let profile: object = { visitorId: '', slices: {} };
  let change = (): void => {};
  let products: readonly string[] = ['a', 'b'];
  const suggest = vi.fn((_: unknown, { strategy = 'popular', exclude = [], given: first = [] }: SuggestRequest = {}) =>
    [...first, ...products]
      .filter(id => !exclude.includes(id))
      .map((item_id): Suggestion => ({ item_id, strategy, reason: strategy })),
  );
  const life = new AbortController();
  const track = vi.fn();
  const subscribe = (listener: () => void) => {
    change = listener;
    return () => {
      change = () => {};
    };
  };
  const plugin = rails({ rails: wanted, suggest, subscribe, ...(given && { given }) });
  const context = {
    signal: life.signal,
    track,
    get profile() {
      return profile;
    },
  } as unknown as CaptureContext;
  const end = plugin.capture?.(context) as () => void;
  return {
    suggest,
    sell(...ids: readonly string[]) {
      products = ids;
    },
    async know(slices: object) {
      profile = { visitorId: 'v', slices };
      change();
      await vi.advanceTimersByTimeAsync(0);
    },
    stop() {
      life.abort();
      end();
    },
    texts: (id: string) =>
      [...(document.getElementById(id)?.firstElementChild?.shadowRoot?.querySelectorAll('b, li > :first-child') ?? [])]
        .map(one => one.textContent)
        .join(),
  };
}

interface Slots {
  readonly slots?: readonly string[];
}

describe('rails', () => {
  it('wait for the visitor, and hold what no other one holds', async () => {
    const { know, texts, suggest } = page({ first: { title: 'Mine' }, second: { strategy: 'recent', limit: 3 } });
    expect(suggest).not.toHaveBeenCalled();
    await know({});
    expect(texts('first')).toBe('Mine,a,b');
    expect(texts('second')).toBe('');
    expect(suggest.mock.calls[1]?.[1]).toEqual({ strategy: 'recent', limit: 3, exclude: ['a', 'b'] });
  });

  it('say by their strategy what they are', async () => {
    const { know, texts } = page({ lately: { strategy: 'recent' }, more: { strategy: 'similar' } });
    await know({});
    expect(texts('lately')).toBe('You looked at these,a,b');
    const other = page({ alike: { strategy: 'similar' } });
    await other.know({});
    expect(other.texts('alike')).toBe('You may also like,a,b');
  });

  it('look again only where something changed that they are made of', async () => {
    const { know, sell, suggest, texts } = page({ one: {} });
    const viewed: readonly object[] = [];
    await know({ viewed });
    const before = document.getElementById('one')?.firstElementChild;
    await know({ viewed, seenCatalog: [] });
    expect(suggest).toHaveBeenCalledTimes(1);
    await know({ viewed: [{}] });
    expect(suggest).toHaveBeenCalledTimes(2);
    expect(document.getElementById('one')?.firstElementChild).toBe(before);
    sell('b');
    await know({ viewed: [] });
    expect(texts('one')).toBe('Popular here,b');
    expect(document.getElementById('one')?.children).toHaveLength(1);
    sell();
    await know({ viewed: [] });
    expect(document.getElementById('one')?.children).toHaveLength(0);
  });

  it('come later where products or the element do', async () => {
    const { know, sell, suggest, texts } = page({ one: {} }, { slots: [] });
    sell();
    await know({});
    document.body.append(Object.assign(document.createElement('div'), { id: 'one' }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(texts('one')).toBe('');
    sell('c');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(texts('one')).toBe('Popular here,c');
    const { length } = suggest.mock.calls;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(suggest).toHaveBeenCalledTimes(length);
  });

  it('give up after three looks', async () => {
    const { know, sell, suggest } = page({ one: {} });
    sell();
    await know({});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(suggest).toHaveBeenCalledTimes(4);
  });

  it('take first what was found elsewhere, and only where they are asked to', async () => {
    const given = vi.fn(async () => ['z']);
    const { know, texts } = page({ plain: { limit: 1 }, remote: { given: true } }, { given });
    await know({});
    expect([texts('plain'), texts('remote')]).toEqual(['Popular here,a,b', 'Popular here,z']);
    expect(given).toHaveBeenCalledTimes(1);
  });

  it('heed the last answer alone', async () => {
    const answers: ((ids: readonly string[]) => void)[] = [];
    const given = () => new Promise<readonly string[]>(resolve => answers.push(resolve));
    const { know, texts, stop } = page({ one: { given: true } }, { given });
    await know({ viewed: [] });
    await know({ viewed: [] });
    answers[1]?.(['new']);
    await vi.advanceTimersByTimeAsync(0);
    answers[0]?.(['old']);
    await vi.advanceTimersByTimeAsync(0);
    expect(texts('one')).toBe('Popular here,new,a,b');
    await know({ viewed: [] });
    stop();
    answers[2]?.(['late']);
    await vi.advanceTimersByTimeAsync(0);
    expect(document.getElementById('one')?.children).toHaveLength(0);
  });

  it('leave nothing behind', async () => {
    const { know, stop, suggest } = page({ one: {}, none: {} }, { slots: ['one'] });
    await know({});
    stop();
    expect(document.getElementById('one')?.children).toHaveLength(0);
    await know({ viewed: [] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(suggest).toHaveBeenCalledTimes(1);
  });
});
