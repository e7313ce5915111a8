import { describe, expect, it } from 'vitest';
import { admit } from '../../src/core/admit.js';
import { advance } from '../../src/core/advance.js';
import { checkIdentity, kernel } from '../../src/core/kernel.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { stageModel, T0, touchpoint } from './build.js';

const rules = gatherRules([]);
const blank = initialProfile(rules, 'v');

describe('the kernel', () => {
  it('is a plugin like any other, and comes first', () => {
    expect(rules.plugins).toEqual([kernel]);
  });

  it.each([
    ['identify', 'user_id'],
    ['correct', 'slice'],
    ['consent_update', 'choice'],
    ['reset', 'visitor_id'],
    ['campaign_details', 'channel'],
  ])('declares %s and refuses it without %s', (type, field) => {
    const take = (data: object) => admit(rules, { id: '1', at: T0, url: '', by: 'site', type, data });
    expect(take({}).touchpoint).toBeNull();
    expect(take({}).problems[0]?.message).toContain(`\`${field}\``);
    expect(take({ [field]: 'given' }).touchpoint).toMatchObject({ type, data: { [field]: 'given' } });
  });
});

describe('identity', () => {
  it.each([
    ...['jane@example.com', 'Jane.Doe+shop@mail.example.co.uk', 'JANE@EXAMPLE.COM', 'mailto:jane@example.com'],
    ...['jane%40example.com', 'jane%2540example.com', 'jane&#64;example.com', 'jane&#x40;example.com'],
    ...['jane＠example.com', 'jane﹫example.com', '用户@例子.公司', 'jane＠例子。公司', 'jane@m%C3%BCller.de'],
  ])('is no e-mail address: %s is refused', user_id => {
    const { touchpoint: taken, problems } = admit(rules, {
      id: '1',
      at: T0,
      url: '',
      by: 'site',
      type: 'identify',
      data: { user_id },
    });
    expect(taken).toBeNull();
    expect(problems[0]?.message).toContain('hash it');
  });

  it('is a text, also of a number', () => {
    expect(checkIdentity({ user_id: 7, traits: {} })).toEqual({ user_id: '7', traits: {} });
    expect(checkIdentity({ user_id: 0 })).toEqual({ user_id: '0' });
  });

  it.each([[{ id: 7 }], [['customer-7']], [() => 'customer-7']])('is no id: %o is refused', user_id => {
    expect(checkIdentity({ user_id })).toBe('`user_id` must be a text');
  });

  it.each([
    ...[
      'customer-7',
      'cf0ef8c9-e2bc-4ac3-8935-ddf662ea8dcb',
      'auth0|5f7c8ec7c33c6c004bbafe82',
      '@jane',
      'a%20b.c',
      'a&b.c',
    ],
    '0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a',
  ])('is an id of the site: %s is taken', user_id => {
    expect(checkIdentity({ user_id })).toEqual({ user_id });
  });

  it('is nobody at first', () => {
    expect(blank.slices.identity).toEqual({ userId: null, traits: {} });
  });

  it('is who the site says, with traits that add up', () => {
    const first = advance(rules, blank, T0, touchpoint('identify', { user_id: 'u-1', traits: { a: 1, b: 1 } })).profile;
    const second = advance(rules, first, T0, touchpoint('identify', { user_id: 'u-1', traits: { b: 2 } })).profile;
    expect(second.slices.identity).toEqual({ userId: 'u-1', traits: { a: 1, b: 2 } });
  });

  it('keeps no traits of another person', () => {
    const first = advance(rules, blank, T0, touchpoint('identify', { user_id: 'u-1', traits: { a: 1 } })).profile;
    const second = advance(rules, first, T0, touchpoint('identify', { user_id: 'u-2', traits: { b: 2 } })).profile;
    expect(second.slices.identity).toEqual({ userId: 'u-2', traits: { b: 2 } });
  });

  it('needs no traits', () => {
    expect(advance(rules, blank, T0, touchpoint('identify', { user_id: 'u-1' })).profile.slices.identity).toEqual({
      userId: 'u-1',
      traits: {},
    });
  });

  it('is the same reference after anything else', () => {
    expect(advance(rules, blank, T0, touchpoint('note')).profile.slices.identity).toBe(blank.slices.identity);
  });
});

describe('the stage trigger', () => {
  const micro = (now: number) => ({
    micro: now > T0 ? 'buy' : 'look',
    belief: { look: 0.25, buy: 0.75 },
    sure: now > T0,
    reasons: [{ touchpoint: null, type: 'note', at: now, weight: 1, left: 1, text: 'Because' }],
  });
  const staged = gatherRules([
    {
      name: 'stages',
      stageModel: stageModel(micro, { plain: { look: 'Look', weigh: 'Weigh', buy: 'Buy now', stay: 'Stay' } }),
    },
  ]);

  it('decides `stage.enter` with label, micro-stage, belief, doubt and reasons when the stage changes, and only then', () => {
    const first = advance(staged, initialProfile(staged, 'v'), T0, touchpoint('note', {}, T0, 'n1'));
    expect(first.decisions).toMatchObject([
      {
        id: 'n1/stage',
        name: 'stage.enter',
        data: { from: null, to: 'look', label: 'Look', micro: 'look', sure: false, belief: { look: 0.25 } },
      },
    ]);
    const same = advance(staged, first.profile, T0, touchpoint('note', {}, T0, 'n2'));
    expect(same.decisions).toEqual([]);
    const next = advance(staged, same.profile, T0 + 1, touchpoint('note', {}, T0 + 1, 'n3'));
    expect(next.decisions).toMatchObject([
      {
        id: 'n3/stage',
        data: {
          from: 'look',
          to: 'buy-now',
          label: 'Buy now',
          micro: 'buy',
          sure: true,
          belief: { 'buy-now': 0.75 },
          reasons: [{ text: 'Because' }],
        },
      },
    ]);
  });

  it('is silent without a stage model', () => {
    expect(advance(rules, blank, T0, touchpoint('note')).decisions).toEqual([]);
  });
});
