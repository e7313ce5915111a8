import { describe, expect, it } from 'vitest';
import type { Sequence } from '../../src/decide/sequence.js';
import { sequences } from '../../src/decide/sequences.js';
import { JOIN, mail, page } from './sequence-shop.js';

describe('a bad sequence', () => {
  const a = page('a', 1);
  it.each<[unknown, string]>([
    [null, 'sequences.club'],
    [[], 'sequences.club'],
    [{ steps: [a] }, 'sequences.club.start'],
    [{ start: JOIN }, 'sequences.club.steps'],
    [{ start: JOIN, steps: [] }, 'sequences.club.steps'],
    [{ start: JOIN, steps: a }, 'sequences.club.steps'],
    [{ start: JOIN, steps: [a], when: JOIN }, 'sequences.club.when'],
    [{ start: JOIN, steps: [a], constructor: 1 }, 'sequences.club.constructor'],
    [{ start: JOIN, steps: [a], everyDays: 0 }, 'sequences.club.everyDays'],
    [{ start: JOIN, steps: [a], everyDays: '3' }, 'sequences.club.everyDays'],
    [{ start: JOIN, steps: [a], from: 'soon' }, 'sequences.club.from'],
    [{ start: JOIN, steps: [a], until: 5 }, 'sequences.club.until'],
    [{ start: { onn: 'x' }, steps: [a] }, 'sequences.club.start'],
    [{ start: JOIN, exit: { any: [{ looks: 3 }] }, steps: [a] }, 'sequences.club.exit.any[0].looks'],
    [{ start: JOIN, steps: ['a'] }, 'sequences.club.steps[0]'],
    [{ start: JOIN, steps: [{ afterDays: 1 }] }, 'sequences.club.steps[0].name'],
    [{ start: JOIN, steps: [page('', 1)] }, 'sequences.club.steps[0].name'],
    [{ start: JOIN, steps: [page('exit', 1)] }, 'sequences.club.steps[0].name'],
    [{ start: JOIN, steps: [a, page('b', 1), a] }, 'sequences.club.steps[2].name'],
    [{ start: JOIN, steps: [{ name: 'a' }] }, 'sequences.club.steps[0].afterDays'],
    [{ start: JOIN, steps: [{ ...a, afterHours: 2 }] }, 'sequences.club.steps[0].afterHours'],
    [{ start: JOIN, steps: [page('a', -1)] }, 'sequences.club.steps[0].afterDays'],
    [{ start: JOIN, steps: [page('a', 0), page('b', 0)] }, 'sequences.club.steps[1].afterDays'],
    [{ start: JOIN, steps: [page('a', Number.NaN)] }, 'sequences.club.steps[0].afterDays'],
    [{ start: JOIN, steps: [a, { ...page('b', 1), chanel: 'email' }] }, 'sequences.club.steps[1].chanel'],
    [{ start: JOIN, steps: [{ ...a, channel: 'fax' }] }, 'sequences.club.steps[0].channel'],
    [{ start: JOIN, steps: [{ ...a, content: 'Hello' }] }, 'sequences.club.steps[0].content'],
    [{ start: JOIN, steps: [{ ...a, when: { looks: 3 } }] }, 'sequences.club.steps[0].when.looks'],
    [{ start: JOIN, steps: [{ ...mail('a', 1), when: JOIN }] }, 'sequences.club.steps[0].when'],
  ])('%j is refused with the path to it', (sequence, path) => {
    expect(() => sequences({ sequences: { club: sequence as Sequence } })).toThrow(`\`${path}\` `);
  });

  it('names the slices that its rules read', () => {
    const steps = [page('a', 1, { when: { inCart: {} } })];
    expect(sequences({ sequences: { a: { start: { looks: {} }, exit: { bought: {} }, steps } } }).needs).toEqual([
      'viewed',
      'orders',
      'cart',
    ]);
  });
});
