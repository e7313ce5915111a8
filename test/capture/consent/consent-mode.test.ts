// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consentMode } from '../../../src/capture/consent/consent-mode.js';
import type { Choice } from '../../../src/core/purpose.js';
import { markOwn } from '../../../src/platform/own-push.js';

const page = window as unknown as { dataLayer?: unknown[] };
let controller: AbortController;
let choices: Choice[];

function gtag(..._: unknown[]): void {
  // biome-ignore lint/complexity/noArguments: the Google tag takes a command only as an `arguments` object.
  page.dataLayer?.push(arguments);
}

const watch = () => consentMode().watch(choice => void choices.push(choice), controller.signal);

beforeEach(() => {
  page.dataLayer = [];
  controller = new AbortController();
  choices = [];
});
afterEach(() => {
  controller.abort();
  Reflect.deleteProperty(page, 'dataLayer');
});

it('is there when a consent command is', () => {
  expect(watch()).toBe(false);
  gtag('event', 'login', {});
  expect(watch()).toBe(false);
  gtag('consent', 'default', { analytics_storage: 'denied' });
  expect(watch()).toBe(true);
});

describe('a default', () => {
  it('that denies is no answer yet', () => {
    gtag('consent', 'default', {
      analytics_storage: 'denied',
      ad_storage: 'denied',
      ad_user_data: 'denied',
      wait_for_update: 500,
    });
    watch();
    expect(choices).toEqual([{ analytics: 'pending', advertising: 'pending' }]);
  });

  it('that grants is a grant', () => {
    gtag('consent', 'default', { analytics_storage: 'granted', functionality_storage: 'granted' });
    watch();
    expect(choices).toEqual([{ analytics: 'granted', functional: 'granted' }]);
  });

  it.each([
    [[{ analytics_storage: 'granted' }, { analytics_storage: 'denied', region: ['DE'] }]],
    [[{ analytics_storage: 'denied', region: ['DE'] }, { analytics_storage: 'granted' }]],
    [[{ analytics_storage: 'granted', region: ['US'] }]],
    [[{ analytics_storage: 'granted', wait_for_update: 500 }]],
  ])('that may be meant for another region, or waits for an update, is pending: %j', defaults => {
    for (const states of defaults) gtag('consent', 'default', states);
    watch();
    expect(choices.at(-1)).toEqual({ analytics: 'pending' });
  });
});

describe('an update', () => {
  it('is the answer, whenever it comes', () => {
    gtag('consent', 'default', { analytics_storage: 'denied', personalization_storage: 'denied' });
    watch();
    gtag('consent', 'update', { analytics_storage: 'granted' });
    gtag('consent', 'update', { personalization_storage: 'denied' });
    expect(choices.slice(1)).toEqual([
      { analytics: 'granted', personalization: 'pending' },
      { analytics: 'granted', personalization: 'denied' },
    ]);
  });

  it('grants advertising only when all of its types are granted', () => {
    watch();
    gtag('consent', 'update', { ad_storage: 'granted' });
    gtag('consent', 'update', { ad_user_data: 'denied' });
    gtag('consent', 'update', { ad_user_data: 'granted' });
    gtag('consent', 'update', { ad_personalization: 'granted' });
    expect(choices.map(({ advertising }) => advertising)).toEqual(['pending', 'denied', 'pending', 'granted']);
  });

  it('is not undone by a default that comes late', () => {
    watch();
    gtag('consent', 'update', { analytics_storage: 'granted' });
    gtag('consent', 'default', { analytics_storage: 'denied' });
    expect(choices.at(-1)).toEqual({ analytics: 'granted' });
  });

  it('in words nobody knows is pending', () => {
    watch();
    gtag('consent', 'update', { analytics_storage: 'maybe' });
    gtag('consent', 'update', undefined);
    expect(choices[0]).toEqual({ analytics: 'pending' });
  });
});

it('is found when the data layer itself comes after the page has loaded', () => {
  vi.useFakeTimers();
  Reflect.deleteProperty(page, 'dataLayer');
  expect(watch()).toBe(false);
  page.dataLayer = [];
  vi.advanceTimersByTime(5_000);
  gtag('consent', 'update', { analytics_storage: 'granted' });
  expect(choices).toEqual([{ analytics: 'granted' }]);
  controller.abort();
  vi.useRealTimers();
});

it('does not hear what Waymark itself tells', () => {
  watch();
  gtag('consent', 'update', markOwn({ analytics_storage: 'granted' }));
  expect(choices).toEqual([]);
});

it('hears nothing after the signal', () => {
  watch();
  controller.abort();
  gtag('consent', 'update', { analytics_storage: 'granted' });
  expect(choices).toEqual([]);
});
