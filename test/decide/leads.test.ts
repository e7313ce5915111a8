import { expect, it } from 'vitest';
import { leads } from '../../src/decide/leads.js';
import { lead } from '../../src/learn/lead.js';
import { DAY, SECOND, visitor } from '../journeys/journey.js';

it('decides once when the threshold is reached, with score and reasons', () => {
  const person = visitor([lead(), leads({ threshold: 45 })]);
  expect(person.track('generate_lead').decisions).toEqual([]);
  expect(person.track('sign_up').decisions).toMatchObject([
    {
      name: 'lead.enter',
      data: {
        score: 45,
        reasons: [
          { text: 'Asked for an offer', weight: 35 },
          { text: 'Made an account', weight: 10 },
        ],
      },
    },
  ]);
  person.leave(100 * DAY);
  expect(person.track('view_item', {}).decisions).toEqual([]);
});

it('is for every visitor of a device', () => {
  const person = visitor([lead(), leads({ threshold: 30 })]);
  expect(person.track('generate_lead').decisions).toHaveLength(1);
  person.wait(SECOND);
  person.track('reset', { visitor_id: 'another' });
  expect(person.track('generate_lead').decisions).toHaveLength(1);
});

it('waits for 50 points by default', () => {
  const person = visitor([lead(), leads()]);
  const decided = ['generate_lead', 'sign_up', 'contact_support'].map(type => person.track(type).decisions.length);
  expect(decided).toEqual([0, 0, 1]);
});
