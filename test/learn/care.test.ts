import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { type CareOptions, care, openCare } from '../../src/learn/care.js';
import { DAY, HOUR, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';

function shop(options?: CareOptions) {
  const person = visitor([commerce(), care(options)]);
  return {
    ...person,
    get care() {
      return person.profile.slices.care;
    },
    get open() {
      return openCare(person.profile, person.now);
    },
    answer: (kind: string, score: number) => person.track('survey_answer', { kind, score }),
  };
}

describe('a friction', () => {
  it('is open until a success, and for 30 minutes to whoever acts on it', () => {
    const person = shop();
    person.track('payment_error', { reason: 'declined' });
    person.wait(MINUTE);
    person.track('payment_error');
    expect(person.care).toMatchObject({ frictions: 2, frictionAt: T0 + MINUTE });
    expect(person.open.friction).toBe(true);
    person.wait(HOUR);
    expect(person.open.friction).toBe(false);
    expect(person.care?.frictions).toBe(2);
    person.track('add_payment_info');
    expect(person.care).toMatchObject({ frictions: 0, frictionAt: null });
  });

  it('ends with an order', () => {
    const person = shop();
    person.track('payment_error');
    person.track('purchase', { transaction_id: '1' });
    expect(person.open).toEqual({ friction: false, issue: false });
  });

  it.each(['request_error', 'rage_click', 'dead_click', 'error_click', 'page_loop', 'form_abandon'])(
    'is a %s',
    type => {
      const person = shop();
      person.track(type);
      expect(person.open.friction).toBe(true);
    },
  );

  it.each([
    [{ name: 'LCP', value: 4_001, rating: 'poor' }, true],
    [{ name: 'LCP', value: 4_000, rating: 'needs-improvement' }, false],
    [{ name: 'INP', value: 9_000, rating: 'poor' }, false],
    [{}, false],
  ])('is a slow page: %o %s', (data, expected) => {
    const person = shop();
    person.track('web_vitals', data);
    expect(person.open.friction).toBe(expected);
  });

  it.each([
    [{ search_term: 'buzz', page_type: 'help', results: 0 }, true],
    [{ search_term: 'buzz', page_type: 'help', results: 3 }, false],
    [{ search_term: 'buzz', page_type: 'help' }, false],
    [{ search_term: 'lute', results: 0 }, false],
  ])('is a question that the help does not answer: %o %s', (data, expected) => {
    const person = shop();
    person.track('view_search_results', data);
    expect(person.open).toEqual({ friction: expected, issue: false });
  });

  describe('is a form that is refused', () => {
    /** Frictions after refusals of as many fields, each so long after the one before. */
    const frictionsOf = (...refusals: readonly (readonly [ms: number, fields: number])[]) => {
      const person = shop();
      for (const [ms, fields] of refusals) {
        person.wait(ms);
        for (let field = 0; field < fields; field++) person.track('form_error', { form_id: 'address', field });
      }
      return person.care?.frictions;
    };

    it('again, not once, however many fields it was for', () => {
      expect(frictionsOf([0, 1])).toBe(0);
      expect(frictionsOf([0, 5])).toBe(0);
      expect(frictionsOf([0, 2], [20 * SECOND, 1])).toBe(1);
      expect(frictionsOf([0, 4], [20 * SECOND, 3], [MINUTE, 2])).toBe(2);
    });

    it('within half an hour', () => {
      expect(frictionsOf([0, 1], [30 * MINUTE - 1, 1])).toBe(1);
      expect(frictionsOf([0, 1], [30 * MINUTE, 1])).toBe(0);
    });

    it.each(['form_submit', 'add_payment_info', 'purchase'])('without %s in between', sent => {
      const person = shop();
      for (const type of ['form_error', sent, 'form_error']) {
        person.wait(MINUTE);
        person.track(type, { transaction_id: '1' });
      }
      expect(person.open.friction).toBe(false);
      person.wait(MINUTE);
      person.track('form_error');
      expect(person.open.friction).toBe(true);
    });
  });

  it('may be what the site says, and counts to five', () => {
    const person = shop({ frictions: ['no_slot'] });
    for (let index = 0; index < 9; index++) person.track('no_slot');
    expect(person.care?.frictions).toBe(5);
  });
});

describe('an issue', () => {
  it.each([
    ['contact_support', {}],
    ['return_order', { transaction_id: '1' }],
    ['survey_answer', { kind: 'nps', score: 6 }],
    ['survey_answer', { kind: 'csat', score: 2 }],
  ])('opens with %s %o and closes when it is solved', (type, data) => {
    const person = shop();
    person.track(type, data);
    expect(person.care).toMatchObject({ issue: type, issueAt: T0 });
    expect(person.open.issue).toBe(true);
    person.track('solve_issue');
    expect(person.care).toMatchObject({ issue: '', issueAt: null });
  });

  it('does not open with an answer that is neither good nor bad, nor close with it', () => {
    const person = shop();
    for (const [kind, score] of [
      ['nps', 7],
      ['nps', 8],
      ['csat', 3],
      ['height', 1],
    ] as const)
      person.answer(kind, score);
    expect(person.open.issue).toBe(false);
    person.track('contact_support');
    person.answer('nps', 8);
    expect(person.open.issue).toBe(true);
    person.answer('nps', 9);
    expect(person.open.issue).toBe(false);
  });

  it('is as old as what opened it', () => {
    const person = shop();
    person.track('contact_support');
    person.wait(DAY);
    const before = person.care;
    person.answer('nps', 2);
    expect(person.care).toBe(before);
  });

  it('counts as settled after 14 days, or those of the site', () => {
    for (const [options, days] of [
      [{}, 14],
      [{ days: 3 }, 3],
    ] as const) {
      const person = shop(options);
      person.track('contact_support');
      person.track('payment_error');
      person.wait(days * DAY);
      person.track('page_view');
      expect(person.open.issue).toBe(true);
      person.wait(1);
      person.track('page_view');
      expect(person.care).toMatchObject({ issueAt: null, frictionAt: null, frictions: 0 });
    }
  });
});

describe('a promise', () => {
  it('is kept until the order arrives, then by how much it was kept', () => {
    const person = shop();
    person.track('promise_delivery', { transaction_id: '1', promised_at: T0 + 7 * DAY });
    person.track('promise_delivery', { transaction_id: '1', promised_at: T0 + 6 * DAY });
    expect(person.care?.promises).toEqual([{ transaction_id: '1', promisedAt: T0 + 6 * DAY }]);
    person.wait(2 * DAY);
    person.track('deliver_order', { transaction_id: '1' });
    expect(person.care).toMatchObject({ promises: [], gapDays: 4, deliveredAt: T0 + 2 * DAY, issueAt: null });
  });

  it('opens an issue when the order comes a day after it', () => {
    const person = shop();
    person.track('promise_delivery', { transaction_id: '1', promised_at: T0 });
    person.wait(DAY - 1);
    person.track('deliver_order', { transaction_id: '1' });
    expect(person.open.issue).toBe(false);
    person.track('deliver_order', { transaction_id: '2', promised_at: T0, delivered_at: T0 + DAY });
    expect(person.care).toMatchObject({ issue: 'deliver_order', gapDays: -1 });
  });

  it('says nothing of an order nobody promised', () => {
    const person = shop();
    person.track('deliver_order', { transaction_id: '1' });
    expect(person.care?.gapDays).toBeNull();
  });

  it('opens no issue for an order nobody promised, also in the step in which a friction is settled', () => {
    const person = shop();
    person.track('deliver_order', { transaction_id: '1', promised_at: T0 - 2 * DAY });
    person.track('solve_issue');
    person.track('payment_error');
    person.wait(15 * DAY);
    person.track('deliver_order', { transaction_id: '2' });
    expect(person.care).toMatchObject({ frictions: 0, gapDays: -2, issueAt: null });
  });

  it('keeps the last ten', () => {
    const person = shop();
    for (let index = 0; index < 12; index++)
      person.track('promise_delivery', { transaction_id: `${index}`, promised_at: T0 });
    expect(person.care?.promises.map(({ transaction_id }) => transaction_id).join()).toBe('11,10,9,8,7,6,5,4,3,2');
  });
});

it('has nothing open where the slice is missing', () => {
  expect(openCare(visitor([]).profile, T0)).toEqual({ friction: false, issue: false });
});

it('is the same object while nothing changes', () => {
  const person = shop();
  const before = person.care;
  for (const type of ['page_view', 'purchase', 'solve_issue', 'add_payment_info', 'deliver_order', 'form_submit'])
    person.track(type, { transaction_id: '1' });
  expect(person.care).toBe(before);
});
