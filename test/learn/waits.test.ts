import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { support } from '../../src/capture/support.js';
import { freeze } from '../../src/core/freeze.js';
import type { Slice } from '../../src/core/profile.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type Waits, waits } from '../../src/learn/waits.js';
import { DAY, HOUR, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';

function customer() {
  const plugin = waits();
  const person = visitor([commerce(), support(), plugin]);
  return {
    ...person,
    get slice() {
      return person.profile.slices.waits;
    },
    get waits() {
      return plugin.waits(person.profile);
    },
    ask: (method?: string) => person.track('contact_support', { method }),
  };
}

function own(): Slice<'waits'> {
  const { slice } = waits();
  if (slice?.name !== 'waits') throw new Error('no slice');
  return slice;
}

const only = (value: number) => ({ count: 1, value, range: null });

describe('a journey through support', () => {
  it('says how long each channel took to answer and to solve', () => {
    const person = customer();
    expect(person.waits).toEqual([]);
    person.ask('chat');
    person.wait(40 * SECOND);
    person.track('chat_answer', { widget: 'crisp', waited_ms: 39_500 });
    person.wait(MINUTE);
    person.ask('email');
    expect(person.slice?.open).toEqual([
      { channel: 'email', openAt: T0 + 100 * SECOND, askedAt: T0 + 100 * SECOND, saidAt: T0 + 100 * SECOND },
      { channel: 'chat', openAt: T0, askedAt: null, saidAt: T0 + 40 * SECOND },
    ]);
    person.leave(2 * DAY);
    person.track('answer_support', { method: 'email' });
    person.wait(HOUR);
    person.track('solve_issue');
    expect(person.slice?.open).toEqual([]);
    expect(person.waits).toEqual([
      { channel: 'chat', answer: only(39_500), solution: only(2 * DAY + HOUR + 100 * SECOND) },
      { channel: 'email', answer: only(2 * DAY), solution: only(2 * DAY + HOUR) },
    ]);
  });

  it('has a median and an interval for each, the channel that was used most first', () => {
    const person = customer();
    for (let minutes = 1; minutes <= 10; minutes++) {
      person.ask('phone');
      person.wait(minutes * MINUTE);
      person.track('answer_support', { method: 'phone' });
      person.track('solve_issue');
    }
    person.ask('email');
    person.track('answer_support', { method: 'email', waited_ms: 5 });
    const took = { count: 10, value: 5.5 * MINUTE, range: [2 * MINUTE, 9 * MINUTE] };
    expect(person.waits).toEqual([
      { channel: 'phone', answer: took, solution: took },
      { channel: 'email', answer: only(5), solution: null },
    ]);
  });

  it('ends with a logout', () => {
    const person = customer();
    person.ask('phone');
    person.track('answer_support', {});
    person.track('reset', { visitor_id: 'other' });
    expect(person.slice).toEqual({ open: [], answers: [], solutions: [] });
  });
});

describe('a first answer', () => {
  it('is waited for since the first time that it was asked for', () => {
    const person = customer();
    person.ask();
    person.wait(3 * HOUR);
    person.ask();
    person.wait(HOUR);
    person.track('answer_support');
    expect(person.waits).toEqual([{ channel: 'other', answer: only(4 * HOUR), solution: null }]);
  });

  it('is given once a conversation, which goes on while it is not silent for half an hour', () => {
    const person = customer();
    person.ask('chat');
    for (let turn = 0; turn < 4; turn++) {
      person.wait(20 * MINUTE);
      person.track('chat_answer', { widget: 'crisp' });
      person.wait(20 * MINUTE);
      person.ask('chat');
    }
    expect(person.slice?.answers).toEqual([{ channel: 'chat', ms: 20 * MINUTE }]);
    person.wait(31 * MINUTE);
    person.ask('chat');
    person.wait(SECOND);
    person.track('chat_answer', { widget: 'crisp' });
    expect(person.slice?.answers).toHaveLength(2);
  });

  it('is given again after the chat ended', () => {
    const person = customer();
    person.ask('chat');
    person.track('chat_answer', { widget: 'crisp', waited_ms: 1 });
    person.track('chat_end', { widget: 'crisp' });
    const { slice } = person;
    person.track('chat_end', { widget: 'crisp' });
    expect(person.slice).toBe(slice);
    person.ask('chat');
    person.track('chat_answer', { widget: 'crisp', waited_ms: 2 });
    expect(person.slice?.answers.map(({ ms }) => ms)).toEqual([1, 2]);
  });

  it('that a chat had for the visitor who was away is no wait, unless the widget knows', () => {
    const person = customer();
    person.ask('chat');
    person.leave(DAY);
    person.track('chat_answer', { widget: 'intercom' });
    expect(person.slice?.answers).toEqual([]);
    expect(person.slice?.open[0]?.askedAt).toBeNull();
    person.wait(HOUR);
    person.ask('chat');
    person.wait(DAY);
    person.track('chat_answer', { widget: 'tawk', waited_ms: DAY });
    expect(person.slice?.answers).toEqual([{ channel: 'chat', ms: DAY }]);
  });

  it('counts where nobody remembers the question but how long it took', () => {
    const person = customer();
    person.track('answer_support', { method: 'phone' });
    person.track('answer_support', { waited_ms: 9 });
    person.track('answer_support', { method: 'phone', waited_ms: 9 });
    expect(person.slice?.answers).toEqual([{ channel: 'phone', ms: 9 }]);
  });
});

describe('a question', () => {
  it('is given up after 14 days', () => {
    const person = customer();
    person.ask('email');
    person.leave(14 * DAY + 1);
    person.track('answer_support', {});
    person.track('solve_issue');
    expect(person.slice).toEqual({ open: [], answers: [], solutions: [] });
    person.ask('email');
    person.leave(15 * DAY);
    person.ask('email');
    person.wait(DAY);
    person.track('solve_issue');
    expect(person.slice?.solutions).toEqual([{ channel: 'email', ms: DAY }]);
  });

  it('is asked by the channel it was tracked with', () => {
    const { initial, reduce } = own();
    const told = { type: 'contact_support', at: 5, channel: 'store', data: { method: 'person' } };
    expect(reduce(initial, told as unknown as Touchpoint, {} as never)).toMatchObject({ open: [{ channel: 'store' }] });
  });

  it('that is told after its answer was asked before it', () => {
    const { initial, reduce } = own();
    const tell = (state: Waits, type: string, at: number): Waits =>
      reduce(state, { type, at, data: { method: 'phone' } } as unknown as Touchpoint, {} as never);
    const later = tell(initial, 'contact_support', 5 * HOUR);
    expect(tell(later, 'answer_support', HOUR)).toBe(later);
    expect(tell(later, 'solve_issue', HOUR)).toBe(later);
    const both = tell(later, 'contact_support', HOUR);
    expect(both.open).toEqual([{ channel: 'phone', openAt: HOUR, askedAt: HOUR, saidAt: 5 * HOUR }]);
  });
});

it.each([
  [{}, true],
  [{ method: 'phone', waited_ms: 0 }, true],
  [{ waited_ms: -1 }, false],
  [{ waited_ms: '5' }, false],
  [{ waited_ms: Number.POSITIVE_INFINITY }, false],
])('takes an answer %o: %s', (data, isTaken) => {
  const check = waits().vocabulary?.answer_support as (data: object) => object | string;
  expect(check(data)).toEqual(isTaken ? data : '`waited_ms` must be a number, 0 or more');
});

it('is bounded and plain whatever comes, and the same where nothing changed', () => {
  const { initial, reduce } = own();
  const types = ['contact_support', 'chat_answer', 'answer_support', 'chat_end', 'solve_issue', 'page_view'];
  const channel = fc.oneof(fc.constantFrom('chat', 'email', '__proto__'), fc.string(), fc.jsonValue());
  const act = fc.record({
    type: fc.constantFrom(...types),
    at: fc.integer({ min: -30 * DAY, max: 60 * DAY }),
    data: fc.oneof(
      fc.record({ method: channel, waited_ms: fc.oneof(fc.jsonValue(), fc.double(), fc.constant(-0)) }),
      fc.jsonValue().map(value => Object(value)),
    ),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 150 }), acts => {
      let state = freeze(initial);
      for (const one of acts) {
        // Whatever a type that nobody checks may hold.
        const next = freeze(reduce(state, freeze(one) as unknown as Touchpoint, {} as never));
        expect(JSON.parse(JSON.stringify(next))).toStrictEqual(next);
        if (one.type === 'page_view') expect(next).toBe(state);
        state = next;
      }
      const { open, answers, solutions } = state;
      expect(open.length).toBeLessThanOrEqual(12);
      expect(new Set(open.map(one => one.channel)).size).toBe(open.length);
      expect(Math.max(answers.length, solutions.length)).toBeLessThanOrEqual(50);
      for (const { ms, channel: name } of [...answers, ...solutions]) {
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(name.length).toBeLessThanOrEqual(40);
      }
    }),
  );
});

it('keeps the last 50', () => {
  const person = customer();
  for (let index = 0; index < 60; index++) {
    person.ask(`channel-${index % 20}`);
    person.wait(SECOND);
    person.track('answer_support', { method: `channel-${index % 20}`, waited_ms: index });
  }
  expect(person.slice?.answers.map(({ ms }) => ms)).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
  expect(person.slice?.open).toHaveLength(12);
});
