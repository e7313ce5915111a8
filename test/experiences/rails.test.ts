// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaptureContext } from '../../src/core/plugin.js';
import type { Suggestion, SuggestRequest } from '../../src/decide/suggest.js';
import { type RailsOptions, rails } from '../../src/experiences/rails.js';
import { seeAtOnce } from './seen.js';

beforeEach(() => {
  vi.useFakeTimers();
  seeAtOnce();
});
/** Ends the lists of a test. */
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A page with an element for each slot, and a recommender of these products. */
function page(
  wanted: RailsOptions['rails'],
  { given, ready, slots = Object.keys(wanted) }: Partial<RailsOptions> & Slots = {},
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
  const problem = vi.fn();
  const subscribe = (listener: () => void) => {
    change = listener;
    return () => {
      change = () => {};
    };
  };
  const plugin = rails({ rails: wanted, suggest, subscribe, ...(given && { given }), ...(ready && { ready }) });
  const context = {
    signal: life.signal,
    track,
    problem,
    get profile() {
      return profile;
    },
  } as unknown as CaptureContext;
  const end = plugin.capture?.(context) as () => void;
  const stop = (): void => {
    life.abort();
    end();
  };
  ends.push(stop);
  return {
    suggest,
    track,
    problem,
    sell(...ids: readonly string[]) {
      products = ids;
    },
    async know(slices: object) {
      profile = { visitorId: 'v', slices };
      change();
      await vi.advanceTimersByTimeAsync(0);
    },
    stop,
    texts: (id: string) =>
      [...(document.getElementById(id)?.firstElementChild?.shadowRoot?.querySelectorAll('b, li > :first-child') ?? [])]
        .map(one => one.textContent)
        .join(),
  };
}

/** Mutations are told, and the longest pause after them is over. */
async function moved(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2_000);
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

  it('ask nobody where no list wants what is found elsewhere', async () => {
    const given = vi.fn(async () => ['z']);
    const { know } = page({ one: {} }, { given });
    await know({});
    expect(given).not.toHaveBeenCalled();
  });

  it('come back where a page takes them away, replaces their element or makes it late, and are seen once', async () => {
    const { know, texts, track } = page({ one: {}, late: { limit: 1 } }, { slots: ['one'] });
    await know({});
    await vi.advanceTimersByTimeAsync(60_000);
    const place = document.getElementById('one') as Element;
    place.replaceChildren();
    await moved();
    expect(texts('one')).toBe('Popular here,a,b');
    place.replaceWith(Object.assign(document.createElement('div'), { id: 'one' }));
    await moved();
    expect(texts('one')).toBe('Popular here,a,b');
    expect(track.mock.calls.filter(([type]) => type === 'view_item_list')).toHaveLength(1);
  });

  it('do not fight for ever with a page that takes them away', async () => {
    const { know, suggest } = page({ one: {} });
    await know({});
    const place = document.getElementById('one') as Element;
    for (let round = 0; round < 50; round++) {
      place.replaceChildren();
      await moved();
    }
    expect(suggest.mock.calls.length).toBeLessThan(25);
  });

  it('wait for what they are made of, five seconds in all, and take in what comes later', async () => {
    let come = (): void => {};
    const ready = () => new Promise<void>(resolve => (come = resolve));
    const { know, sell, texts } = page({ one: {} }, { ready });
    await know({ viewed: [] });
    expect(texts('one')).toBe('');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(texts('one')).toBe('Popular here,a,b');
    await know({ viewed: [{}] });
    sell('late');
    expect(texts('one')).toBe('Popular here,a,b');
    come();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts('one')).toBe('Popular here,late');
  });

  it('say anew what changed about the same products', async () => {
    const { know, suggest } = page({ one: {} });
    const reason = () =>
      document.getElementById('one')?.firstElementChild?.shadowRoot?.querySelector('small')?.textContent;
    await know({ viewed: [] });
    expect(reason()).toBe('popular');
    suggest.mockReturnValue([
      { item_id: 'a', strategy: 'popular', reason: 'Better' },
      { item_id: 'b', strategy: 'popular', reason: 'Better' },
    ]);
    await know({ viewed: [{}] });
    expect(reason()).toBe('Better');
  });

  it('say that products could not be found', async () => {
    const { know, problem, suggest } = page({ one: {} });
    suggest.mockImplementation(() => {
      throw new Error('no catalogue');
    });
    await know({});
    expect(problem).toHaveBeenCalledWith('rail-failed', expect.stringContaining('no catalogue'));
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
