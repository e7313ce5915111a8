// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaptureContext } from '../../src/core/plugin.js';
import { type SlotsOptions, type SlotVariant, slots } from '../../src/experiences/slots.js';

/** Ends the slots of a test. */
const ends: (() => void)[] = [];
let paintedAt: number;

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly observe: () => void;
      constructor(tell: (entries: readonly object[]) => void) {
        this.observe = () => tell([{ isIntersecting: true }]);
      }
      disconnect = vi.fn();
    },
  );
  paintedAt = performance.now();
  vi.spyOn(performance, 'getEntriesByName').mockImplementation(() => [{ startTime: paintedAt } as PerformanceEntry]);
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  history.replaceState(null, '', '/');
});

const all: SlotVariant = { when: () => true, content: { title: 'Hello' } };

function slot(name = 'hero'): Element {
  const place = document.createElement('waymark-slot');
  place.setAttribute('name', name);
  place.textContent = 'Guitars';
  document.body.append(place);
  return place;
}

/** A page whose visitor is not known yet. */
function page(wanted: SlotsOptions['slots'] = { hero: { all } }, waitMs?: number) {
  let change = (): void => {};
  let profile: object = { session: null };
  const waymark = {
    status: 'starting',
    subscribe(listener: () => void) {
      change = listener;
      return () => {
        change = () => {};
      };
    },
  };
  const track = vi.fn();
  const problem = vi.fn();
  const context = {
    track,
    problem,
    get profile() {
      return profile;
    },
  } as unknown as CaptureContext;
  const stop = slots({ slots: wanted, waymark, ...(waitMs && { waitMs }) }).capture?.(context) as () => void;
  ends.push(stop);
  return {
    track,
    problem,
    stop,
    know(status = 'ready') {
      waymark.status = status;
      profile = { session: {} };
      change();
    },
    change: () => change(),
  };
}

const shownIn = (place: Element): readonly [string | null, string | undefined] => [
  place.getAttribute('shows'),
  place.querySelector('[slot=waymark]')?.textContent,
];

it('shows the first variant that is for the visitor, once the visitor is known', () => {
  const place = slot();
  const none = { ...all, when: () => false };
  const { know, track } = page({ hero: { none, all, other: all } });
  expect(shownIn(place)).toEqual([null, undefined]);
  know();
  expect(shownIn(place)).toEqual(['all', 'Hello']);
  expect(place.firstChild?.textContent).toBe('Guitars');
  expect(track.mock.calls).toEqual([
    ['view_promotion', { promotion_id: 'hero-all', creative_slot: 'hero', creative_name: 'all' }],
  ]);
});

it.each([
  ['no variant fits', { hero: { none: { ...all, when: () => false } } }],
  ['nobody knows the slot', { constructor: { all }, other: { all } }],
])('leaves the default where %s', (_, wanted) => {
  const place = slot();
  const { know, problem } = page(wanted);
  know();
  expect(shownIn(place)).toEqual(['default', undefined]);
  expect(problem).not.toHaveBeenCalled();
});

it('leaves the default in the memory of a page, where everybody seems new', () => {
  const place = slot();
  page().know('memory');
  expect(shownIn(place)).toEqual(['default', undefined]);
});

it('leaves the default and says so where a variant throws, and fills the next', () => {
  const broken = () => {
    throw new Error('broken');
  };
  const [first, second] = [slot('odd'), slot()];
  const { know, problem } = page({ odd: { all: { ...all, when: broken } }, hero: { all } });
  know();
  expect([shownIn(first), shownIn(second)]).toEqual([
    ['default', undefined],
    ['all', 'Hello'],
  ]);
  expect(problem.mock.calls).toEqual([['slot-failed', expect.stringContaining('broken')]]);
});

it('leaves what the visitor reads on a page that loads, but fills what is out of sight, hidden or empty', () => {
  paintedAt -= 1_500;
  const [read, below, hidden, empty] = [slot(), slot(), slot(), slot()];
  const at = (top: number) => ({ top, bottom: top + 50, height: 50, width: 9 }) as DOMRect;
  vi.spyOn(read, 'getBoundingClientRect').mockReturnValue(at(10));
  vi.spyOn(below, 'getBoundingClientRect').mockReturnValue(at(innerHeight + 10));
  vi.spyOn(hidden, 'getBoundingClientRect').mockReturnValue(at(10));
  (hidden as HTMLElement).style.visibility = 'hidden';
  page().know();
  expect([read, below, hidden, empty].map(place => place.getAttribute('shows'))).toEqual([
    'default',
    'all',
    'all',
    'all',
  ]);
  expect((below.lastElementChild as HTMLElement).style.minHeight).toBe('50px');
});

it('waits as long as it is told', () => {
  paintedAt -= 1_500;
  const place = slot();
  vi.spyOn(place, 'getBoundingClientRect').mockReturnValue({ top: 10, bottom: 60, height: 50, width: 9 } as DOMRect);
  page({ hero: { all } }, 2_000).know();
  expect(place.getAttribute('shows')).toBe('all');
});

it('stays as it is on a page, and is chosen anew on the next one', () => {
  const place = slot();
  let isNew = true;
  const { know, change, track } = page({ hero: { new: { ...all, when: () => isNew }, old: all } });
  know();
  isNew = false;
  change();
  history.pushState(null, '', '#part');
  change();
  expect(place.getAttribute('shows')).toBe('new');
  history.pushState(null, '', '/next');
  change();
  expect(shownIn(place)).toEqual(['old', 'Hello']);
  expect(track).toHaveBeenCalledTimes(2);
});

it('fills slots that come later, and forgets those that go', async () => {
  const { know } = page();
  know();
  const place = slot();
  await vi.waitFor(() => expect(shownIn(place)).toEqual(['all', 'Hello']));
  place.remove();
  slot();
  await vi.waitFor(() => expect(document.querySelector('[shows=all]')).not.toBeNull());
  expect(shownIn(place)).toEqual(['all', 'Hello']);
});

it('fills a slot in a variant, but none in itself', async () => {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<template id="hero-all"><waymark-slot name="side"></waymark-slot><waymark-slot name="hero">Guitars</waymark-slot></template>',
  );
  const place = slot();
  const { know } = page({ hero: { all: { when: () => true } }, side: { all } });
  know();
  await vi.waitFor(() => expect(place.querySelectorAll('[shows]')).toHaveLength(2));
  expect([...place.querySelectorAll('[shows]')].map(one => one.getAttribute('shows'))).toEqual(['all', 'default']);
});

it('gives the page back what it put there', () => {
  const place = slot();
  const { know, stop } = page();
  know();
  stop();
  expect(shownIn(place)).toEqual(['default', undefined]);
  expect(place.textContent).toBe('Guitars');
});
