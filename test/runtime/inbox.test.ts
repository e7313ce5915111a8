import { expect, it } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { createInbox, type Inbox } from '../../src/runtime/inbox.js';
import type { Outcome } from '../../src/runtime/settle.js';
import { START_AT, tap } from './builders.js';

/** The page called `mine`, whose database fails while `isBroken`. */
function page(): { inbox: Inbox; state: { isBroken: boolean; epoch: string }; rows(): Promise<readonly unknown[]> } {
  const state = { isBroken: false, epoch: 'one' };
  const database = memoryStore();
  const store: Store = {
    ...database,
    transact: (...given) => (state.isBroken ? Promise.reject(new Error('full')) : database.transact(...given)),
  };
  const inbox = createInbox({
    place: () => store,
    epoch: () => state.epoch,
    draw: () => 'mine',
    now: () => START_AT,
    under: () => ['analytics'],
    redact: touchpoint => ({ touchpoint, problems: [] }),
    problem: () => {},
  });
  return { inbox, state, rows: async () => (await database.entries()).map(([key]) => key) };
}

const outcome = (waiting: string[], taken: string[], isPartial = false): Outcome =>
  ({ waiting: new Set(waiting), taken: new Set(taken), isPartial }) as Partial<Outcome> as Outcome;
const ids = ({ waiting }: Inbox): unknown[] => waiting.map(({ touchpoint }) => touchpoint?.id);

it('writes nothing before the database is read, and all of it then', async () => {
  const { inbox, state, rows } = page();
  state.epoch = '';
  inbox.add(tap('a'));
  await inbox.write();
  expect(await rows()).toEqual([]);
  state.epoch = 'one';
  inbox.add(tap('b'), { choice: {}, at: START_AT, source: 'site' });
  await inbox.write();
  expect(await rows()).toEqual(expect.arrayContaining([['inbox', 'mine', 1], ['inbox', 'mine', 2], 'consent']));
});

it('writes what could not be written with what comes next, the choice of the visitor too', async () => {
  const { inbox, state, rows } = page();
  state.isBroken = true;
  inbox.add(tap('a'), { choice: {}, at: START_AT, source: 'site' });
  await expect(inbox.write()).rejects.toThrow('full');
  expect(inbox.begun().size).toBe(0);
  state.isBroken = false;
  inbox.add(tap('b'));
  await inbox.write();
  expect(await rows()).toEqual(expect.arrayContaining([['inbox', 'mine', 1], ['inbox', 'mine', 2], 'consent']));
});

it('lets go of what has its place, and holds what a commit did not know of or did not reach', async () => {
  const { inbox } = page();
  for (const id of ['placed', 'left', 'beyond']) inbox.add(tap(id));
  await inbox.write();
  const begun = inbox.begun();
  inbox.add(tap('later'));
  await inbox.write();
  inbox.settled(outcome(['left'], ['placed'], true), begun);
  expect(ids(inbox)).toEqual(['left', 'beyond', 'later']);
  inbox.settled(outcome([], []), inbox.begun());
  expect(ids(inbox)).toEqual([]);
});

it('answers the same reference until something changes', () => {
  const { inbox } = page();
  inbox.add(tap('a'));
  const { waiting } = inbox;
  expect(inbox.waiting).toBe(waiting);
  inbox.add(tap('b'));
  expect(inbox.waiting).not.toBe(waiting);
});

it('writes all that waits again where it is for another database', async () => {
  const { inbox, state, rows } = page();
  inbox.add(tap('a'));
  await inbox.write();
  state.epoch = 'two';
  inbox.writeAgain();
  expect(inbox.begun().size).toBe(0);
  await inbox.write();
  expect(inbox.waiting).toMatchObject([{ epoch: 'two', n: 1 }]);
  expect(await rows()).toEqual([['inbox', 'mine', 1]]);
});

it('takes back what it wrote before it knew of an erasure', async () => {
  const { inbox, rows } = page();
  inbox.add(tap('a'));
  await inbox.write();
  inbox.takeBack();
  inbox.forget();
  await expect.poll(rows).toEqual([]);
  expect(inbox.waiting).toEqual([]);
});
