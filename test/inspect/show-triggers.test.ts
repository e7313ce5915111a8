import { describe, expect, it } from 'vitest';
import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import type { Condition } from '../../src/core/trigger.js';
import { createAsker } from '../../src/inspect/asker.js';
import { showTriggers } from '../../src/inspect/show-triggers.js';
import { CEDAR, fakeWaymark, shop } from './fake-waymark.js';
import { textOf } from './text-of.js';

function asks(name: string, conditions: () => readonly Condition[]): Plugin {
  return definePlugin({ name, triggers: [{ name, decision: 'stage.enter', when: () => null, conditions }] });
}

function met(...holds: boolean[]): readonly Condition[] {
  return holds.map((yes, index) => ({ text: `Thing ${index}`, holds: yes, value: `${index} of 9` }));
}

function look(waymark = fakeWaymark()): string[][] {
  const { ask } = createAsker(() => undefined);
  return showTriggers(waymark, Date.now(), ask).map(card => textOf([card]));
}

describe('showTriggers', () => {
  it('names the one condition that is missing', () => {
    const waymark = fakeWaymark();
    waymark.happen('view_item', { items: [CEDAR] });
    waymark.happen('view_item', { items: [CEDAR] });
    expect(look(waymark)[0]?.slice(0, 3)).toEqual([
      '1 to go',
      'Coupon',
      'needs: 3 looks at Cedar 0-14 in 14 days (2 of 3 looks)',
    ]);
  });

  it('says when it fired', () => {
    const waymark = fakeWaymark();
    for (let look = 0; look < 3; look++) waymark.happen('view_item', { items: [CEDAR] });
    expect(look(waymark)[0]?.slice(0, 3)).toEqual(['fired', 'Coupon', expect.stringMatching(/^last \d\d:\d\d$/)]);
  });

  it('shows every condition with its sign and value', () => {
    const [card] = look(fakeWaymark([asks('gift', () => met(true, false, false))]));
    expect(card).toEqual([
      'not now',
      'Gift',
      '2 conditions open',
      '✓',
      'Thing 0',
      '0 of 9',
      '✕',
      'Thing 1',
      '1 of 9',
      '✕',
      'Thing 2',
      '2 of 9',
    ]);
  });

  it('puts first what is nearest', () => {
    const cards = look(
      fakeWaymark([
        asks('far', () => met(false, false)),
        asks('near', () => met(false, true)),
        asks('there', () => met(true)),
      ]),
    );
    expect(cards.map(([tag, name]) => [tag, name])).toEqual([
      ['ready', 'There'],
      ['1 to go', 'Near'],
      ['not now', 'Far'],
    ]);
  });

  it('says which consent holds a trigger back', () => {
    const consent = {
      functional: 'granted',
      analytics: 'granted',
      personalization: 'denied',
      advertising: 'denied',
    } as const;
    expect(look(fakeWaymark(shop(), { consent }))[0]?.slice(0, 3)).toEqual([
      'held back',
      'Coupon',
      'needs consent for personalization',
    ]);
  });

  it('survives a trigger that throws, and leaves out triggers without conditions', () => {
    const throws = asks('broken', () => {
      throw new Error('no');
    });
    expect(look(fakeWaymark([throws]))).toEqual([['unknown', 'Broken', 'cannot be told']]);
    expect(look(fakeWaymark([]))).toEqual([]);
  });
});
