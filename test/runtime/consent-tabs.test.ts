// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Choice, type ConsentSource, type Grant, PURPOSES } from '../../src/core/purpose.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { flush, taps } from './builders.js';
import { onFakeTime, ready } from './start.js';

onFakeTime();

/** A consent platform of one tab: other tabs have one of their own, which is told nothing. */
function platform(name = 'tcf') {
  let tell: (choice: Choice) => void = () => {};
  const source: ConsentSource = {
    name,
    watch(set) {
      tell = set;
      return true;
    },
  };
  return { source, say: (choice: Choice) => tell(choice) };
}

const all = (grant: Grant): Choice => Object.fromEntries(PURPOSES.map(purpose => [purpose, grant]));

/** Two tabs of a visitor, each with a platform that was granted everything. */
async function tabs(store: Store, answered = async (): Promise<void> => {}) {
  const clock = fakeClock();
  const slow: Store = {
    ...store,
    async transact(...work) {
      const outcome = await store.transact(...work);
      await answered();
      return outcome;
    },
  };
  const made = [];
  for (const { source, say } of [platform(), platform()]) {
    const world = await ready({ store: slow, clock, plugins: [taps()], consent: { sources: [source] } });
    say(all('granted'));
    await world.waymark.flush();
    made.push({ ...world, say, tap: () => world.waymark.track('tap', {}) });
  }
  const [one, other] = made as [(typeof made)[0], (typeof made)[0]];
  one.tap();
  await one.waymark.flush();
  await other.waymark.flush();
  clock.pass(1_000);
  return { one, other, clock };
}

describe('a refusal that a platform hears in one tab', () => {
  it('holds in the others, and nothing is stored again', async () => {
    const store = memoryStore();
    const { one, other } = await tabs(store);
    one.say(all('denied'));
    await flush(20);
    await other.waymark.flush();
    expect(other.waymark.consent).toEqual(all('denied'));
    expect(other.tap()).toBeNull();
    await other.waymark.flush();
    expect((await store.entries()).map(([key]) => key)).toEqual(['consent']);
  });

  it('takes one purpose from the others, and from what they record', async () => {
    const store = memoryStore();
    const { one, other } = await tabs(store);
    one.say({ advertising: 'denied' });
    await one.waymark.flush();
    const id = other.tap();
    await other.waymark.flush();
    const rows = (await store.entries()).map(
      ([, value]) => value as { touchpoint?: { id: string }; purposes: unknown },
    );
    expect(rows.find(({ touchpoint }) => touchpoint?.id === id)?.purposes).toEqual([
      'functional',
      'analytics',
      'personalization',
    ]);
    expect(other.waymark.consent.advertising).toBe('denied');
  });

  it('is over in a tab whose platform is granted again', async () => {
    const store = memoryStore();
    const { one, other, clock } = await tabs(store);
    one.say(all('denied'));
    await flush(20);
    await other.waymark.flush();
    clock.pass(1_000);
    one.say(all('granted'));
    await one.waymark.flush();
    const id = one.tap();
    await one.waymark.flush();
    expect(JSON.stringify(await store.entries())).toContain(id);
    expect(other.waymark.consent).toEqual(all('denied'));
    clock.pass(1_000);
    other.say(all('granted'));
    await other.waymark.flush();
    expect(other.tap()).not.toBeNull();
  });

  it('leaves nothing of what another tab had begun to write before it knew', async () => {
    const store = memoryStore();
    let meanwhile = async (): Promise<void> => {};
    const { one, other } = await tabs(store, () => meanwhile());
    one.say(all('denied'));
    await flush(20);
    // The other has found the store empty, and has not been told so yet.
    meanwhile = async () => {
      meanwhile = async () => {};
      other.tap();
      await flush(20);
    };
    await other.waymark.flush();
    await flush(60);
    expect((await store.entries()).map(([key]) => key)).toEqual(['consent']);
  });

  it('removes what an earlier visit stored, where a page begins with it', async () => {
    const store = memoryStore();
    const { one, other, clock } = await tabs(store);
    for (const { waymark } of [one, other]) waymark.stop();
    await flush(20);
    const { source, say } = platform();
    const late = ready({ store, clock, plugins: [taps()], consent: { sources: [source] } });
    say(all('denied'));
    await late;
    await flush(20);
    expect((await store.entries()).map(([key]) => key)).toEqual(['consent']);
  });
});

it('hears every choice of another tab, although the clock stands still', async () => {
  const { one, other } = await tabs(memoryStore());
  for (const advertising of ['denied', 'granted', 'denied', 'granted'] as const) {
    one.waymark.setConsent({ advertising });
    await one.waymark.flush();
    await other.waymark.flush();
    expect(other.waymark.consent.advertising).toBe(advertising);
  }
});

it('believes of two platforms in one page the one that refuses', async () => {
  const [first, second] = [platform('tcf'), platform('gpp')];
  const { waymark } = await ready({ consent: { sources: [first.source, second.source] } });
  first.say(all('granted'));
  second.say({ advertising: 'denied' });
  first.say(all('granted'));
  expect(waymark.consent).toEqual({ ...all('granted'), advertising: 'denied' });
});
