// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { doNotTrack } from '../../../src/capture/consent/do-not-track.js';
import { createConsent } from '../../../src/runtime/consent.js';
import { standing } from '../../corpus/consent.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

function heard(value: unknown, source = doNotTrack()) {
  vi.stubGlobal('navigator', { doNotTrack: value });
  const consent = createConsent({}, {});
  consent.hear({ functional: 'granted', analytics: 'granted', advertising: 'granted' }, 'tcf');
  source.watch(choice => void consent.hear(choice, source.name), new AbortController().signal);
  return consent;
}

it('refuses what tracks, whatever a platform says, but not what the visitor chooses', () => {
  const consent = heard('1');
  const refused = { analytics: 'denied', personalization: 'denied', advertising: 'denied' } as const;
  expect(consent.current).toEqual({ functional: 'granted', ...refused });
  consent.hear({ analytics: 'granted' }, 'tcf');
  expect(consent.current.analytics).toBe('denied');
  consent.choose({ choice: { analytics: 'granted' }, at: 1, source: 'site' });
  expect(consent.current.analytics).toBe('granted');
});

it('refuses only what it is told to', () => {
  expect(heard('1', doNotTrack({ refuses: ['advertising'] })).granted).toEqual(['functional', 'analytics']);
});

it.each(['0', null, undefined, 'unspecified', 'yes', 1, true])('says nothing where the browser sends %o', value => {
  expect(heard(value).current).toEqual(
    standing('pending', { functional: 'granted', analytics: 'granted', advertising: 'granted' }),
  );
});
