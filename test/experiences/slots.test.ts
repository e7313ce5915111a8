// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaptureContext } from '../../src/core/plugin.js';
import { type SlotsOptions, type SlotVariant, slots } from '../../src/experiences/slots.js';
import { seeAtOnce } from './seen.js';

/** Ends the slots of a test. */
const ends: (() => void)[] = [];
let paintedAt: number;
const drawn = new Map<Node, DOMRect>();

beforeEach(() => {
  seeAtOnce();
  paintedAt = performance.now();
  drawn.clear();
  vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(function (this: Range) {
    return drawn.get(this.startContainer) ?? new DOMRect();
  });
  vi.spyOn(performance, 'getEntriesByName').mockImplementation(() => [{ startTime: paintedAt } as PerformanceEntry]);
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  history.replaceState(null, '', '/');
});

/** Lays a slot out: 50 px high, so far down. */
function draw(place: Element, top: number): void {
  drawn.set(place, { top, bottom: top + 50, height: 50, width: 9 } as DOMRect);
}

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
  let profile: object = { visitorId: '', session: null };
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
  const life = new AbortController();
  const context = {
    signal: life.signal,
    track,
    problem,
    get profile() {
      return profile;
    },
  } as unknown as CaptureContext;
  const end = slots({ slots: wanted, waymark, ...(waitMs && { waitMs }) }).capture?.(context) as () => void;
  const stop = (): void => {
    life.abort();
    end();
  };
  ends.push(stop);
  return {
    track,
    problem,
    stop,
    know(status = 'ready') {
      waymark.status = status;
      profile = { visitorId: 'v', session: {} };
      change();
    },
    /** A logout. */
    forget() {
      profile = { visitorId: 'w', session: null };
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
  draw(read, 10);
  draw(below, innerHeight + 10);
  draw(hidden, 10);
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
  draw(place, 10);
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
  history.pushState(null, '', '?part=2#part');
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
  expect(shownIn(place)).toEqual(['default', undefined]);
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

it('keeps what is the same on the next page, with the focus, and counts it once', () => {
  const place = slot();
  const { know, change, track } = page();
  know();
  const host = place.lastElementChild;
  history.pushState(null, '', '/next');
  change();
  expect(place.lastElementChild).toBe(host);
  expect(track).toHaveBeenCalledTimes(1);
});

it('is chosen anew where the page comes back from the back/forward cache', () => {
  const place = slot();
  let isNew = true;
  const { know, change } = page({ hero: { new: { ...all, when: () => isNew }, old: all } });
  know();
  isNew = false;
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  change();
  expect(place.getAttribute('shows')).toBe('new');
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  change();
  expect(place.getAttribute('shows')).toBe('old');
});

it('says to nobody what was for who has logged out', () => {
  const place = slot();
  const { know, forget } = page();
  know();
  forget();
  expect(shownIn(place)).toEqual(['default', undefined]);
  know();
  expect(shownIn(place)).toEqual(['all', 'Hello']);
});

it('puts back what the page took away, but does not fight for ever', async () => {
  const place = slot();
  const { know } = page();
  know();
  place.textContent = 'Guitars';
  await vi.waitFor(() => expect(shownIn(place)).toEqual(['all', 'Hello']));
  const fight = new MutationObserver(() => place.querySelector('[slot]')?.remove());
  fight.observe(place, { childList: true });
  place.textContent = 'Guitars';
  await vi.waitFor(() => expect(place.getAttribute('shows')).toBe('default'));
  fight.disconnect();
});

it('stands once in a slot that leaves and comes back, or is copied', async () => {
  const place = slot();
  const { know, change } = page();
  know();
  place.remove();
  change();
  document.body.append(place);
  const copy = document.body.appendChild(place.cloneNode(true)) as Element;
  await vi.waitFor(() => expect([...document.querySelectorAll('[slot]')]).toHaveLength(2));
  expect([place, copy].map(one => one.querySelectorAll('[slot]').length)).toEqual([1, 1]);
});

it('waits for a template while the page loads', () => {
  const place = slot();
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
  const { know, problem } = page({ hero: { all: { when: () => true } } });
  know();
  expect([place.getAttribute('shows'), problem.mock.calls]).toEqual([null, []]);
  document.body.insertAdjacentHTML('beforeend', '<template id="hero-all">Hello</template>');
  state.mockReturnValue('interactive');
  dispatchEvent(new Event('DOMContentLoaded'));
  expect(shownIn(place)).toEqual(['all', 'Hello']);
});

it('gives the page back what it put there', () => {
  const place = slot();
  const { know, stop } = page();
  know();
  stop();
  expect(shownIn(place)).toEqual(['default', undefined]);
  expect(place.textContent).toBe('Guitars');
});
