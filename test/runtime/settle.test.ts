import { describe, expect, it } from 'vitest';
import { fold } from '../../src/core/fold.js';
import { gatherRules, initialProfile, type Rules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import type { ConsentRecord } from '../../src/runtime/consent.js';
import type { Head, InboxRow, Meta } from '../../src/runtime/records.js';
import { type Known, type Outcome, type Settlement, settle } from '../../src/runtime/settle.js';
import { checksum } from '../../src/runtime/whole.js';
import { ALL, rest, row, START_AT, seen, tap, taps, waitingRow } from './builders.js';

const RULES = gatherRules([taps(), seen(), rest(60_000)]);
const META: Meta = { epoch: 'epoch', format: 2 };
const HEAD: Head = { seq: 0, revision: 0, size: 0, dropped: {} };

interface Scene {
  meta?: Meta | undefined;
  consent?: ConsentRecord;
  head?: Partial<Head> | undefined;
  inbox?: readonly InboxRow[];
  since?: readonly Row[];
  known?: Partial<Known>;
  settlement?: Partial<Settlement>;
  rules?: Rules;
}

/** One commit of the tab "mine", a second after ten. */
function commit(scene: Scene = {}): Outcome {
  const { rules = RULES, consent, inbox = [], since = [] } = scene;
  const known: Known = {
    epoch: 'epoch',
    seq: 0,
    revision: 0,
    profile: initialProfile(rules, 'visitor'),
    ...scene.known,
  };
  const settlement: Settlement = {
    rules,
    known,
    now: START_AT + 1_000,
    tab: 'mine',
    patienceMs: 2_000,
    wake: false,
    keep: false,
    under: () => ALL,
    ...scene.settlement,
  };
  const meta = 'meta' in scene ? scene.meta : META;
  const head = 'head' in scene && !scene.head ? undefined : { ...HEAD, ...scene.head };
  return settle(settlement, [meta, consent, head, inbox, since]);
}

function written(outcome: Outcome, key: string): unknown {
  return outcome.put?.find(([name]) => JSON.stringify(name) === JSON.stringify(key))?.[1];
}

function inboxOf(length: number, more: Partial<InboxRow> = {}): InboxRow[] {
  return Array.from({ length }, (_, index) => waitingRow(index + 1, more));
}

describe('settle', () => {
  it('gives waiting rows their places in the order they were written, behind the head', () => {
    const { verdict, placed, known, head } = commit({ inbox: inboxOf(3), head: { seq: 7 }, known: { seq: 7 } });
    expect(verdict).toBe('settled');
    expect(placed.map(({ seq, touchpoint }) => [seq, touchpoint?.id])).toEqual([
      [8, 'w1'],
      [9, 'w2'],
      [10, 'w3'],
    ]);
    expect(known.seq).toBe(10);
    expect(head?.seq).toBe(10);
  });

  it('writes places, head and the emptied inbox as one outcome', () => {
    const outcome = commit({ inbox: inboxOf(2) });
    expect(outcome.put?.map(([key]) => key)).toEqual([['log', 1], ['log', 2], 'head']);
    expect(outcome.drop).toEqual([
      ['inbox', 'mine', 1],
      ['inbox', 'mine', 2],
    ]);
    expect(outcome.waiting.size).toBe(0);
  });

  it('keeps the clock of the commit, the purposes and the decisions with each row', () => {
    const { placed } = commit({ inbox: inboxOf(3) });
    expect(placed[2]).toMatchObject({
      now: START_AT + 1_000,
      purposes: ALL,
      decisions: [{ id: 'w3/third', name: 'taps.reach', trigger: 'third', data: { taps: 3 } }],
    });
    expect(placed[2]?.touchpoint?.session).toBe('w1');
  });

  it('knows the profile that a fold of the log gives', () => {
    const { known, placed } = commit({ inbox: inboxOf(5) });
    expect(known.profile).toEqual(fold(RULES, initialProfile(RULES, 'visitor'), placed));
    expect(known.profile.slices).toMatchObject({ taps: 5, seen: 5 });
    expect(known.profile.fired).toHaveProperty('third');
  });

  it('folds what other tabs have placed before it decides', () => {
    const { known, placed, seen: others } = commit({ since: [row(1), row(2)], head: { seq: 2 }, inbox: inboxOf(1) });
    expect(others).toHaveLength(2);
    expect(placed[0]).toMatchObject({ seq: 3, decisions: [{ data: { taps: 3 } }] });
    expect(known.profile.slices.taps).toBe(3);
  });

  it('adds the size of what it placed to the head', () => {
    const { head, placed } = commit({ inbox: inboxOf(2), head: { size: 1_000 } });
    expect(head?.size).toBe(1_000 + placed.reduce((sum, each) => sum + JSON.stringify(each).length, 0));
  });

  it('writes nothing when nothing waits', () => {
    const outcome = commit();
    expect(outcome).toMatchObject({ verdict: 'settled', put: [], drop: [], placed: [] });
  });

  it('takes the rows of other tabs only after two seconds', () => {
    const inbox = [
      waitingRow(1, { tab: 'other', at: START_AT - 999 }),
      waitingRow(2, { tab: 'gone', at: START_AT - 1_000 }),
      waitingRow(3),
    ];
    const { placed, waiting } = commit({ inbox });
    expect(placed.map(({ touchpoint }) => touchpoint?.id)).toEqual(['w2', 'w3']);
    expect([...waiting]).toEqual(['w1']);
  });

  it('takes the rows of other tabs at once when it is patient no longer', () => {
    const { placed } = commit({
      inbox: [waitingRow(1, { tab: 'other', at: START_AT + 1_000 })],
      settlement: { patienceMs: 0 },
    });
    expect(placed).toHaveLength(1);
  });

  it('takes the rows of a tab whose clock was far ahead', () => {
    const { placed } = commit({ inbox: [waitingRow(1, { tab: 'other', at: START_AT + 86_400_000 })] });
    expect(placed).toHaveLength(1);
  });

  it('places at most a hundred rows at once and leaves the others waiting', () => {
    const { placed, waiting, drop } = commit({ inbox: inboxOf(130) });
    expect(placed).toHaveLength(100);
    expect(drop).toHaveLength(100);
    expect(waiting.size).toBe(30);
  });

  it('takes purposes from a row that were withdrawn meanwhile', () => {
    const { placed } = commit({ inbox: inboxOf(1), settlement: { under: () => ['functional', 'analytics'] } });
    expect(placed[0]?.purposes).toEqual(['functional', 'analytics']);
  });

  it('asks for the purposes that hold beside the stored choice', () => {
    const consent: ConsentRecord = { choice: { analytics: 'denied' }, at: 1, source: 'site' };
    const asked: (ConsentRecord | undefined)[] = [];
    const under = (record: ConsentRecord | undefined): [] => {
      asked.push(record);
      return [];
    };
    expect(commit({ consent, settlement: { under } }).consent).toBe(consent);
    expect(asked).toEqual([consent]);
  });

  it('drops a row left without purposes and counts it', () => {
    const inbox = [waitingRow(1, { purposes: ['advertising'] }), waitingRow(2)];
    const { placed, head, drop } = commit({
      inbox,
      head: { dropped: { consent: 4 } },
      settlement: { under: () => ['analytics'] },
    });
    expect(placed.map(({ seq, touchpoint }) => [seq, touchpoint?.id])).toEqual([[1, 'w2']]);
    expect(head?.dropped).toEqual({ consent: 5 });
    expect(drop).toHaveLength(2);
  });

  it('drops a row that a plugin left out and counts it', () => {
    const picky = taps({ normalize: touchpoint => (touchpoint.id === 'w1' ? null : touchpoint) });
    const { placed, head, drop, known } = commit({ rules: gatherRules([picky]), inbox: inboxOf(2) });
    expect(placed.map(({ seq, touchpoint }) => [seq, touchpoint?.id])).toEqual([[1, 'w2']]);
    expect(head?.dropped).toEqual({ normalize: 1 });
    expect(drop).toHaveLength(2);
    expect(known.profile.slices.taps).toBe(1);
  });

  it('writes the head when all it did was to drop', () => {
    const outcome = commit({ inbox: inboxOf(1), settlement: { under: () => [] } });
    expect(written(outcome, 'head')).toMatchObject({ seq: 0, dropped: { consent: 1 } });
  });

  it('throws away a row of another database without a place and without a count', () => {
    const { placed, drop, head } = commit({ inbox: [waitingRow(1, { epoch: 'before' })] });
    expect(placed).toEqual([]);
    expect(drop).toEqual([['inbox', 'mine', 1]]);
    expect(head?.dropped).toEqual({});
  });

  it('reports what plugins did wrong', () => {
    const bad = taps({
      triggers: [
        {
          name: 'bad',
          decision: 'taps.reach',
          when() {
            throw new Error('no');
          },
        },
      ],
    });
    const { placed, problems } = commit({ rules: gatherRules([bad]), inbox: inboxOf(1) });
    expect(placed).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'when-failed', plugin: 'taps' }]);
  });

  it.each<[string, Scene]>([
    ['the database is empty', { meta: undefined, head: undefined }],
    ['the database is another one', { meta: { epoch: 'another', format: 2 } }],
    ['the head is gone', { head: undefined }],
  ])('finds itself erased when %s', (_, scene) => {
    expect(commit({ ...scene, inbox: [waitingRow(1, { epoch: 'another' })] })).toMatchObject({
      verdict: 'erased',
      put: [],
      placed: [],
    });
  });

  it('clears away what tabs wrote before they knew that all was erased, and nothing of the new database', () => {
    const inbox = [waitingRow(1), waitingRow(2, { tab: 'other' }), waitingRow(3, { tab: 'other', epoch: 'another' })];
    expect(commit({ meta: { epoch: 'another', format: 2 }, inbox }).drop).toEqual([
      ['inbox', 'mine', 1],
      ['inbox', 'other', 2],
    ]);
    expect(commit({ meta: undefined, inbox }).drop).toHaveLength(3);
  });

  it('writes nothing beside records of a newer format', () => {
    expect(commit({ meta: { epoch: 'epoch', format: 3 }, inbox: inboxOf(1) })).toMatchObject({
      verdict: 'newer',
      put: [],
      drop: [],
      placed: [],
    });
  });

  it('takes a database of a newer format for no erased one, whatever it keeps instead of the head', () => {
    const newer = { meta: { epoch: 'epoch', format: 3 }, head: undefined, inbox: inboxOf(1) };
    expect(commit(newer)).toMatchObject({ verdict: 'newer', put: [], drop: [] });
  });

  it('writes nothing when the past was rewritten', () => {
    expect(commit({ head: { revision: 1 }, inbox: inboxOf(1) })).toMatchObject({
      verdict: 'rewritten',
      put: [],
      drop: [],
      placed: [],
    });
  });

  it('catches up over fifty rows, and writes nothing when it is behind by more', () => {
    const rows = Array.from({ length: 51 }, (_, index) => row(index + 1));
    expect(commit({ since: rows.slice(0, 50), head: { seq: 50 } })).toMatchObject({
      verdict: 'settled',
      known: { seq: 50 },
    });
    expect(commit({ since: rows, head: { seq: 51 }, inbox: inboxOf(1) })).toMatchObject({
      verdict: 'behind',
      put: [],
      drop: [],
      placed: [],
      known: { seq: 0 },
    });
  });

  it('leaves no row of a moment at which nothing was due', () => {
    const outcome = commit({ settlement: { wake: true } });
    expect(outcome).toMatchObject({ put: [], placed: [], known: { seq: 0 } });
    expect(outcome.head?.dropped).toEqual({});
  });

  it('gives a moment at which something was due a row without touchpoint', () => {
    const { known } = commit({ inbox: inboxOf(1) });
    const { placed, head } = commit({ known, head: { seq: 1 }, settlement: { wake: true, now: START_AT + 60_000 } });
    expect(placed).toMatchObject([{ seq: 2, touchpoint: null, decisions: [{ id: '2/rest', name: 'taps.rest' }] }]);
    expect(head?.seq).toBe(2);
  });

  it('decides nothing by time alone about whom nothing is known yet', () => {
    const rules = gatherRules([
      { name: 'eager', triggers: [{ name: 'eager', decision: 'taps.rest', when: () => ({ ms: 0 }) as never }] },
    ]);
    expect(commit({ rules, settlement: { wake: true } })).toMatchObject({ put: [], placed: [], known: { seq: 0 } });
    expect(commit({ rules, inbox: inboxOf(1), settlement: { wake: true } }).placed).toMatchObject([
      { seq: 1, touchpoint: { id: 'w1' }, decisions: [{ trigger: 'eager' }] },
      { seq: 2, touchpoint: null, decisions: [{ trigger: 'eager' }] },
    ]);
  });

  it('does not look at what time made due unless it is asked to', () => {
    const { known } = commit({ inbox: inboxOf(1) });
    expect(commit({ known, head: { seq: 1 }, settlement: { now: START_AT + 60_000 } }).placed).toEqual([]);
  });

  it('decides nothing by time alone without a grant, and counts nothing', () => {
    const { known } = commit({ inbox: inboxOf(1) });
    const { placed, head } = commit({
      known,
      head: { seq: 1 },
      settlement: { wake: true, now: START_AT + 60_000, under: () => [] },
    });
    expect(placed).toEqual([]);
    expect(head?.dropped).toEqual({});
  });

  it('keeps the profile whenever fifty rows are full', () => {
    expect(written(commit({ inbox: inboxOf(49) }), 'profile')).toBeUndefined();
    const outcome = commit({ inbox: inboxOf(51) });
    expect(written(outcome, 'profile')).toEqual({
      seq: 51,
      revision: 0,
      rules: RULES.hash,
      profile: outcome.known.profile,
      sum: checksum(outcome.known.profile),
    });
  });

  it('keeps the profile when the page leaves, although nothing waits', () => {
    const outcome = commit({
      head: { seq: 3, revision: 2 },
      known: { seq: 3, revision: 2 },
      settlement: { keep: true },
    });
    const { profile } = outcome.known;
    expect(outcome.put).toEqual([
      ['profile', { seq: 3, revision: 2, rules: RULES.hash, profile, sum: checksum(profile) }],
    ]);
  });

  it('does not change what it was given', () => {
    const known: Known = Object.freeze({
      epoch: 'epoch',
      seq: 0,
      revision: 0,
      profile: Object.freeze(initialProfile(RULES, 'visitor')),
    });
    const head = Object.freeze({ ...HEAD, dropped: Object.freeze({}) });
    const inbox = Object.freeze(inboxOf(2).map(each => Object.freeze(each)));
    const copy = JSON.stringify([known, head, inbox]);
    commit({ known, head, inbox: [...inbox, waitingRow(3, { purposes: [], touchpoint: tap('none') })] });
    expect(JSON.stringify([known, head, inbox])).toBe(copy);
  });
});
