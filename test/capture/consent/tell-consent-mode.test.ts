// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { consentMode } from '../../../src/capture/consent/consent-mode.js';
import { tellConsentMode } from '../../../src/capture/consent/tell-consent-mode.js';
import type { Consent, Grant } from '../../../src/core/purpose.js';
import { createConsent } from '../../../src/runtime/consent.js';
import { standing } from '../../corpus/consent.js';

const page = window as unknown as { dataLayer?: unknown[] };

/** What of an instance is told on. */
function instance(consent: Consent) {
  const listeners = new Set<(consent: Consent) => void>();
  const face = {
    consent,
    on(_: 'consent', listener: (consent: Consent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const become = (next: Consent): void => {
    face.consent = next;
    for (const listener of listeners) listener(next);
  };
  return { face, become };
}

function told(): unknown[] {
  const commands = (page.dataLayer ?? []).map(entry => Array.from(entry as ArrayLike<unknown>));
  expect(commands.every(([command, kind]) => command === 'consent' && kind === 'update')).toBe(true);
  return commands.map(([, , states]) => states);
}

beforeEach(() => {
  page.dataLayer = [];
});
afterEach(() => {
  Reflect.deleteProperty(page, 'dataLayer');
});

it('tells an answer once, in the types of Google', () => {
  const { face, become } = instance(standing('pending', { analytics: 'granted', advertising: 'denied' }));
  tellConsentMode(face);
  become(face.consent);
  const ads = { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied' };
  expect(told()).toEqual([{ analytics_storage: 'granted', ...ads }]);
  become({ ...face.consent, personalization: 'granted' });
  expect(told().slice(1)).toEqual([{ personalization_storage: 'granted' }]);
});

it('tells nothing while nothing is answered, but takes back what is pending again', () => {
  Reflect.deleteProperty(page, 'dataLayer');
  const { face, become } = instance(standing('pending'));
  tellConsentMode(face);
  expect('dataLayer' in window).toBe(false);
  become(standing('pending', { analytics: 'granted' }));
  become(standing('pending'));
  become(standing('pending'));
  expect(told()).toEqual([{ analytics_storage: 'granted' }, { analytics_storage: 'denied' }]);
});

it('stops when it is told to', () => {
  const { face, become } = instance(standing('pending'));
  const stop = tellConsentMode(face);
  stop();
  become(standing('granted'));
  expect(told()).toEqual([]);
});

it('is pushed as the Google tag takes it: an `arguments` object', () => {
  tellConsentMode(instance(standing('granted')).face);
  expect(Object.prototype.toString.call(page.dataLayer?.[0])).toBe('[object Arguments]');
});

it.each<Grant>(['granted', 'denied'])('ends beside `consentMode()`, whoever says first that all is %s', grant => {
  const controller = new AbortController();
  const consent = createConsent({}, {});
  const { face, become } = instance(consent.current);
  let rounds = 0;
  consentMode().watch(choice => {
    rounds++;
    if (consent.hear(choice, 'consent-mode')) become(consent.current);
  }, controller.signal);
  tellConsentMode(face);
  page.dataLayer?.push({ 0: 'consent', 1: 'update', 2: { analytics_storage: grant } });
  expect(consent.current.analytics).toBe(grant);
  consent.choose({ choice: { analytics: 'denied', functional: grant }, at: 1, source: 'site' });
  become(consent.current);
  expect(rounds).toBe(1);
  expect(page.dataLayer?.length).toBeLessThanOrEqual(3);
  controller.abort();
});
