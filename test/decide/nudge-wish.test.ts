import { describe, expect, it } from 'vitest';
import { nudge } from '../../src/decide/nudge.js';
import type { NudgeOptions } from '../../src/decide/nudge-options.js';
import { contact } from '../../src/learn/contact.js';
import { prompts } from '../../src/learn/prompts.js';
import { CEDAR, DAY, MINUTE, shopPlugins, visitor } from '../journeys/journey.js';

/** A visitor who wishes something, and one nudge; what becomes of it at a look. */
function shop(wish: object, options: Partial<NudgeOptions> = {}) {
  const cap = { per: 'day', max: 10 } as const;
  const when = { on: 'view_item' } as const;
  const one = nudge({ id: 'n', when, content: { title: 'A' }, quietWhileAware: false, cap, ...options }, { cap });
  const person = visitor([shopPlugins(), prompts(), contact(), one]);
  person.track('contact_wish', wish);
  person.wait(MINUTE);
  return {
    person,
    one,
    look() {
      const { decisions } = person.track('view_item', { currency: 'EUR', items: [CEDAR] });
      const said = decisions.filter(({ name }) => name.startsWith('nudge.'));
      const isShown = said.some(({ name }) => name === 'nudge.show');
      if (isShown) {
        person.track('show_nudge', { nudge_id: 'n', channel: options.channel ?? 'page', kind: options.kind });
        person.track('dismiss_nudge', { nudge_id: 'other' });
        person.track('page_view');
      }
      return isShown ? 'shown' : said.map(({ data }) => (data as { reason?: string }).reason).join();
    },
  };
}

describe('a nudge and the wish of the visitor', () => {
  it.each<readonly [object, Partial<NudgeOptions>, string]>([
    [{ none: true }, {}, 'wish'],
    [{ perWeek: 0 }, { kind: 'service' }, 'wish'],
    [{ none: true }, { kind: 'rescue' }, 'shown'],
    [{ none: true }, { kind: 'rescue', channel: 'email' }, ''],
    [{ channel: 'email' }, { channel: 'sms' }, 'wish'],
    [{ channel: ['sms', 'email'] }, { channel: 'email' }, 'shown'],
    [{ channel: 'email' }, {}, 'shown'],
    [{ channel: [] }, { channel: 'sms' }, 'shown'],
    [{ perWeek: 100 }, {}, 'shown'],
  ])('where %o is wished, %o: %s', (wish, options, expected) => expect(shop(wish, options).look()).toBe(expected));

  it.each<readonly [string, Partial<NudgeOptions>, string]>([
    ['email', { channel: 'email' }, 'wish'],
    ['email', {}, 'shown'],
    ['page', {}, 'wish'],
  ])('where the visitor unsubscribed from %s, %o: %s', (channel, options, expected) => {
    const { person, look } = shop({}, options);
    person.track('unsubscribe', { channel });
    expect(look()).toBe(expected);
  });

  it('lets less than once a week be once in several, and more be as many a week', () => {
    for (const [perWeek, days] of [
      [0.5, 14],
      [1, 7],
      [1.5, (2 / 1.5) * 7],
    ] as const) {
      const { person, look } = shop({ perWeek });
      for (let index = 0; index < Math.ceil(perWeek); index++) {
        expect(look()).toBe('shown');
        person.wait(5 * MINUTE);
      }
      person.wait(days * DAY - 30 * MINUTE);
      expect(look()).toBe('wish');
      person.wait(31 * MINUTE);
      person.track('page_view');
      person.wait(MINUTE);
      expect(look()).toBe('shown');
    }
  });

  it('says so to whoever asks why', async () => {
    const { person, one } = shop({ none: true });
    const { now, profile } = person;
    const situation = { now, profile, before: profile, touchpoint: null, stageChange: null, decided: [] };
    const trigger = one.triggers?.find(({ decision }) => decision === 'nudge.show');
    expect(await trigger?.conditions?.(situation)).toContainEqual({
      text: 'As the visitor wishes to be contacted (`contact_wish`)',
      holds: false,
      value: 'no',
    });
  });
});
