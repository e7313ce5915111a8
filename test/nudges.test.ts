import { describe, expect, it } from 'vitest';
import { flatten, type PluginList } from '../src/core/plugin.js';
import type { NudgeDecision } from '../src/decide/nudge.js';
import { type NudgesOptions, nudges } from '../src/nudges.js';
import { storefront } from '../src/storefront.js';
import { MINUTE, visitor } from './journeys/journey.js';

const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };

function names(list: PluginList): readonly string[] {
  return flatten(list).map(({ name }) => name);
}

/** What a visitor is told whose card is declined. */
function told(options: NudgesOptions): readonly NudgeDecision[] {
  const person = visitor([storefront(), nudges(options)]);
  person.track('add_to_cart', CEDAR);
  person.wait(MINUTE);
  const { decisions } = person.track('payment_error', {});
  return decisions.flatMap(({ name, data }) => (name === 'nudge.show' ? [data as NudgeDecision] : []));
}

describe('nudges', () => {
  it('brings what it needs after the storefront, and a card', () => {
    const hello = { when: { on: 'search' }, content: { title: 'Hello' } };
    expect(names(nudges({ nudges: { hello } }))).toEqual(['prompts', 'forms', 'nudge-hello', 'nudge-card']);
  });

  it('leaves the looks to the site where it wants that', () => {
    expect(names(nudges({ card: false }))).toEqual(['prompts', 'forms']);
    expect(names(nudges({ card: { placement: 'top right' } }))).toContain('nudge-card');
  });

  it('rescues only where it is asked to, in the words that it is given', () => {
    expect(told({})).toEqual([]);
    expect(told({ rescue: false })).toEqual([]);
    expect(told({ rescue: true })).toMatchObject([{ nudge: 'payment-error', items: [{ item_id: 'cedar' }] }]);
    expect(told({ rescue: { 'payment-error': false } })).toEqual([]);
    expect(told({ rescue: { 'payment-error': { content: { title: 'Declined' } } } })[0]?.content.title).toBe(
      'Declined',
    );
  });

  it('names the ways of paying that visitors may miss once, for the question and for the answers', () => {
    const rescue = { methods: ['PayPal', 'Klarna'] };
    expect(told({ rescue })[0]?.content.ask).toMatchObject({ type: 'payment_wish', answers: ['PayPal', 'Klarna'] });
    const person = visitor([storefront(), nudges({ rescue })]);
    const answers = ['Klarna', 'a cheque'].map(
      payment_type => person.track('payment_wish', { payment_type }).touchpoint,
    );
    expect(answers.map(answer => answer?.data)).toEqual([{ payment_type: 'Klarna' }, { payment_type: 'other' }]);
  });

  it('takes JSON as it is', () => {
    const json = JSON.stringify({
      rescue: { help: false },
      nudges: { a: { when: { on: 'search' }, content: { title: 'A' } } },
    });
    expect(names(nudges(JSON.parse(json)))).not.toContain('nudge-help');
  });
});

it.each([
  [{ nudge: {} }, '`nudge` must be left out: there is no such option; known are nudges, rescue, card,'],
  [{ nudges: [] }, '`nudges` must be nudges by their ids.'],
  [{ card: 'top' }, '`card` must be an object of placement, close.'],
  [{ card: { place: 'top left' } }, '`card.place` must be left out'],
  [{ card: { placement: 'somewhere' } }, '`card.placement` must be a corner, such as "bottom right".'],
])('are refused with the path where it would do nothing: %j', (options, why) => {
  expect(() => nudges(options as never)).toThrow(why);
});
