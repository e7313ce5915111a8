import { describe, expect, it } from 'vitest';
import { sixStages } from '../../src/stages/six-stages.js';
import { codeOf, namesOf, stageOf } from '../../src/stages/stage-of.js';

const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  aware: ['discovery', 'prospect', 'awareness'],
  consider: ['research', 'evaluation', 'search', 'intent', 'consideration'],
  purchase: ['checkout', 'decision', 'transaction', 'conversion', 'sale'],
  service: ['support', 'onboarding', 'post-purchase', 'delivery', 'retention'],
  loyal: ['repeat', 'loyalty'],
  advocate: ['recommendation', 'referral', 'word of mouth', 'advocacy'],
};

describe('stageOf', () => {
  it.each(Object.entries(SYNONYMS))('knows the synonyms of %s', (stage, names) => {
    expect([stage, ...names].map(name => stageOf(sixStages, name))).toEqual([stage, ...names].map(() => stage));
  });

  it('heeds neither capitals nor spaces nor dashes', () => {
    expect(['Word of Mouth', 'word_of_mouth', 'WORD-OF-MOUTH'].map(name => stageOf(sixStages, name))).toEqual([
      'advocate',
      'advocate',
      'advocate',
    ]);
  });

  it.each(['', 'nonsense', 'constructor', 7, null, undefined, {}, ['aware']])('knows no stage called %j', name => {
    expect(stageOf(sixStages, name)).toBeUndefined();
  });

  it('takes what a view calls several for the first of them', () => {
    const names = ['Before', 'customer acquisition', 'retention', 'loyalty', 'After'];
    expect(names.map(name => stageOf(sixStages, name))).toEqual(['aware', 'consider', 'service', 'loyal', 'service']);
  });

  it('knows the micro-stages of a model without synonyms', () => {
    expect(stageOf({ stages: ['cold', 'hot'], views: {} }, 'Hot')).toBe('hot');
    expect(stageOf({ stages: ['cold', 'hot'], views: {} }, 'checkout')).toBeUndefined();
    expect(namesOf({ stages: [], views: {} }, 'hot')).toEqual(['hot']);
  });

  it('makes a name for code of a label', () => {
    const labels = ['Retention and loyalty', 'Überlegung', '(Really) looking? ', '→', '?', 7];
    expect(labels.map(codeOf)).toEqual(['retention-and-loyalty', 'überlegung', 'really-looking', '→', '', '']);
  });
});
