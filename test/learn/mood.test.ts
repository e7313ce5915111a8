import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { care } from '../../src/learn/care.js';
import { mood, moodAt } from '../../src/learn/mood.js';
import { DAY, MINUTE, T0, visitor } from '../journeys/journey.js';

function shop() {
  const person = visitor([commerce(), care(), mood()]);
  return {
    ...person,
    get mood() {
      return person.profile.slices.mood;
    },
    at: (days: number) => moodAt(person.profile, person.now + days * DAY),
    answer: (kind: string, score: number) => person.track('survey_answer', { kind, score }),
  };
}

describe('the mood', () => {
  it('is unknown until something says it', () => {
    const person = shop();
    person.track('page_view');
    expect(person.mood).toMatchObject({ value: null, source: null });
    expect(moodAt(visitor([]).profile, T0)).toEqual({ value: null, source: null });
  });

  it('is the last answer, by half after 14 days and unknown after 60', () => {
    const person = shop();
    person.answer('nps', 2);
    person.wait(MINUTE);
    person.answer('nps', 10);
    expect(person.mood).toMatchObject({ value: 1, source: 'asked', asked: 1, askedAt: T0 + MINUTE });
    expect(person.at(14)).toEqual({ value: 0.5, source: 'asked' });
    expect(person.at(59.9).value).toBeCloseTo(0.05, 2);
    expect(person.at(60)).toEqual({ value: null, source: null });
  });

  it('falls with every friction and is well again with a success', () => {
    const person = shop();
    const values = [1, 2, 3].map(() => {
      person.track('payment_error');
      return person.mood?.value;
    });
    expect(values).toEqual([-0.5, -0.75, -0.875]);
    expect(person.mood?.source).toBe('behaviour');
    person.track('purchase', { transaction_id: '1' });
    expect(person.mood?.value).toBeNull();
  });

  it.each([
    [4, 1],
    [9, 1],
    [2, 0.5],
    [0, 0],
    [-1, -0.75],
    [-6, -1],
  ])('reads a delivery %d days early as %d', (days, value) => {
    const person = shop();
    person.track('deliver_order', { transaction_id: '1', promised_at: T0 + days * DAY, delivered_at: T0 });
    expect(person.mood).toMatchObject({ value, source: 'behaviour' });
  });

  it('adds what came after an answer, and lets the answer speak for what came before', () => {
    const person = shop();
    person.track('payment_error');
    person.wait(MINUTE);
    person.answer('csat', 5);
    expect(person.mood).toMatchObject({ value: 1, source: 'asked' });
    person.wait(MINUTE);
    person.track('contact_support');
    expect(person.mood?.value).toBeCloseTo(0.5, 3);
    expect(person.mood?.source).toBe('behaviour');
  });

  it('stays within its bounds, and zero is never below zero', () => {
    const act = fc.record({
      type: fc.constantFrom('payment_error', 'contact_support', 'survey_answer', 'deliver_order', 'solve_issue'),
      score: fc.integer({ min: 0, max: 10 }),
      wait: fc.integer({ min: 0, max: 20 * DAY }),
      days: fc.integer({ min: -9, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 15 }), acts => {
        const person = shop();
        for (const { type, score, wait, days } of acts) {
          person.wait(wait);
          person.track(type, { transaction_id: '1', promised_at: person.now + days * DAY, kind: 'nps', score });
          const { value = null, source } = person.mood ?? {};
          expect(Object.is(value, -0)).toBe(false);
          expect(value === null).toBe(source === null);
          expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 100 },
    );
  });
});
