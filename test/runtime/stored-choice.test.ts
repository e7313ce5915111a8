import { expect, it, vi } from 'vitest';
import { type ConsentRecord, createConsent } from '../../src/runtime/consent.js';
import type { Shell } from '../../src/runtime/shell.js';
import { createStoredChoice } from '../../src/runtime/stored-choice.js';

const at = (ms: number, answer: 'granted' | 'denied' = 'granted'): ConsentRecord => ({
  choice: { analytics: answer },
  at: ms,
  source: 'site',
});

function choiceOf() {
  const consent = createConsent({}, {}, () => 0);
  const track = vi.fn();
  return { consent, track, choice: createStoredChoice({ consent, track } as unknown as Shell) };
}

it('takes over what is stored, and says whether that changed anything', () => {
  const { choice, consent } = choiceOf();
  expect([choice.adopt(at(5)), choice.adopt(at(5))]).toEqual([true, false]);
  expect(consent.granted).toEqual(['analytics']);
  expect(choice.refusal).toEqual([['consent', at(5)]]);
});

it.each([
  ['earlier', at(4, 'denied'), false],
  ['later', at(6, 'denied'), true],
  ['none', undefined, false],
])('hears another page whose choice is %s than the stored one', (_, told, isChanged) => {
  const { choice } = choiceOf();
  choice.adopt(at(5));
  expect(choice.hear(told)).toBe(isChanged);
});

it('puts the standing and the version of the text into the log, and holds the choice for stored from then on', () => {
  const { choice, consent, track } = choiceOf();
  consent.choose({ ...at(7), textVersion: '2' });
  choice.log('banner');
  expect(track).toHaveBeenCalledWith('kernel', 'consent_update', {
    choice: consent.current,
    source: 'banner',
    text_version: '2',
  });
  expect(choice.record).toMatchObject({ at: 7, textVersion: '2' });
  expect(consent.unsaved).toBeUndefined();
});

it('says of a refusal what is to replace everything else', () => {
  const { choice, consent } = choiceOf();
  choice.adopt(at(5));
  consent.choose(at(8, 'denied'));
  expect(choice.replace()).toMatchObject(at(8, 'denied'));
  expect(choice.refusal).toEqual([['consent', choice.record]]);
});

it('forgets everything but what the store was left with', () => {
  const { choice, consent } = choiceOf();
  choice.adopt(at(5));
  choice.forget();
  expect([choice.record, choice.refusal, consent.granted]).toEqual([undefined, [], []]);
  choice.forget(at(9, 'denied'));
  expect([choice.record, consent.current.analytics]).toEqual([at(9, 'denied'), 'denied']);
});
