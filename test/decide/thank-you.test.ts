import { describe, expect, it } from 'vitest';
import { sequences } from '../../src/decide/sequences.js';
import { type ThankYouOptions, thankYou } from '../../src/decide/thank-you.js';
import { care } from '../../src/learn/care.js';
import { DAY, shopPlugins, T0, visitor } from '../journeys/journey.js';

const order = (id: string) => ({ transaction_id: id, currency: 'EUR', value: 20, items: [] });

function buyer(options: ThankYouOptions = {}) {
  const person = visitor([...shopPlugins(), care(), sequences({ sequences: { 'thank-you': thankYou(options) } })]);
  const said = (decisions: readonly { readonly name: string; readonly at: number; readonly data: unknown }[]) =>
    decisions.flatMap(({ name, at, data }) => {
      const { step, reason, content } = data as { step?: string; reason?: string; content?: object };
      return name === 'sequence.step' || name === 'sequence.exit'
        ? [[step ?? reason, Math.floor((at - T0) / DAY), ...(content ? [content] : [])]]
        : [];
    });
  return {
    buy: (id: string) => person.track('purchase', order(id)).decisions,
    see: (type: string, data: object = {}) => said(person.track(type, data).decisions),
    wait: (days: number) => said(person.wait(days * DAY)),
    leave: (days: number) => said(person.leave(days * DAY)),
  };
}

describe('after an order', () => {
  it('come note, check-in, guide and invitation in order, each once', () => {
    const { buy, wait } = buyer({ content: { guide: { url: '/guide' } } });
    buy('o1');
    expect(wait(60)).toEqual([
      ['note', 0],
      ['check-in', 4],
      ['guide', 9, { url: '/guide' }],
      ['invitation', 23],
      ['done', 23],
    ]);
  });

  it('nothing comes while an issue is open, and then it goes on', () => {
    const { buy, wait, see } = buyer();
    buy('o1');
    expect(wait(1)).toEqual([['note', 0]]);
    see('contact_support');
    expect(wait(10)).toEqual([]);
    expect(see('solve_issue')).toEqual([['check-in', 11]]);
    expect(wait(5)).toEqual([['guide', 16]]);
  });

  it('comes what was missed, one at each visit', () => {
    const { buy, leave, see } = buyer();
    buy('o1');
    expect(leave(30)).toEqual([['note', 30]]);
    expect(see('page_view')).toEqual([]);
    expect(leave(30)).toEqual([['check-in', 60]]);
  });

  it('nothing more comes once the money was given back', () => {
    const { buy, wait, see } = buyer();
    buy('o1');
    wait(1);
    expect(see('refund', order('o1'))).toEqual([['exit', 1]]);
    expect(wait(60)).toEqual([]);
  });

  it('another order within a month brings no second round, one after it does', () => {
    const { buy, wait } = buyer({ days: { 'check-in': 1, guide: 1, invitation: 1 } });
    buy('o1');
    expect(wait(10)).toHaveLength(5);
    buy('o2');
    expect(wait(25)).toEqual([]);
    buy('o3');
    expect(wait(10)).toHaveLength(5);
  });

  it('is handed over what is mailed, but the note', () => {
    const { buy, wait } = buyer({ channel: 'email' });
    const plan = buy('o1').find(({ name }) => name === 'sequence.plan');
    expect(plan?.data).toMatchObject({
      steps: [
        { channel: 'page' },
        { channel: 'email' },
        { channel: 'email' },
        { step: 'invitation', channel: 'email' },
      ],
    });
    expect(wait(60)).toEqual([
      ['note', 0],
      ['done', 23],
    ]);
  });
});
