// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { autoConsent } from '../../../src/capture/consent/auto-consent.js';
import type { Choice, ConsentSource } from '../../../src/core/purpose.js';

let controller: AbortController;
let choices: Choice[];

/** A consent platform that is on the page or not, and how it was watched. */
function platform(name: string, isThere: boolean) {
  const signals: AbortSignal[] = [];
  const source: ConsentSource = {
    name,
    watch(set, signal) {
      signals.push(signal);
      if (state.isThere) set({ analytics: 'granted' });
      return state.isThere;
    },
  };
  const state = { source, signals, isThere };
  return state;
}

function watch(waiting: () => void, ...platforms: { source: ConsentSource }[]): ConsentSource {
  const source = autoConsent({ sources: platforms.map(({ source: one }) => one), waiting });
  source.watch(choice => void choices.push(choice), controller.signal);
  return source;
}

beforeEach(() => {
  vi.useFakeTimers();
  controller = new AbortController();
  choices = [];
});
afterEach(() => {
  controller.abort();
  vi.useRealTimers();
});

it('listens to the first that is there, under its name, and asks the others no more', () => {
  const [absent, first, second] = [platform('shopify', false), platform('tcf', true), platform('gpp', true)] as const;
  const waiting = vi.fn();
  const source = watch(waiting, absent, first, second);
  vi.runAllTimers();
  expect(source.name).toBe('tcf');
  expect(choices).toEqual([{ analytics: 'granted' }]);
  expect([absent.signals.length, first.signals.length, second.signals.length]).toEqual([1, 1, 0]);
  expect(absent.signals[0]?.aborted).toBe(true);
  expect(first.signals[0]?.aborted).toBe(false);
  expect(waiting).not.toHaveBeenCalled();
});

it('finds one that comes late', () => {
  const late = platform('tcf', false);
  const waiting = vi.fn();
  watch(waiting, late);
  vi.advanceTimersByTime(2_000);
  late.isThere = true;
  vi.runAllTimers();
  expect(choices).toHaveLength(1);
  expect(waiting).not.toHaveBeenCalled();
});

it('says once after five seconds that there is none, and looks on, ever more rarely', () => {
  const absent = platform('tcf', false);
  const waiting = vi.fn();
  const source = watch(waiting, absent);
  vi.advanceTimersByTime(4_900);
  expect(waiting).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(waiting).toHaveBeenCalledOnce();
  expect(source.name).toBe('auto');
  absent.isThere = true;
  vi.runAllTimers();
  expect(choices).toEqual([{ analytics: 'granted' }]);
  expect(waiting).toHaveBeenCalledOnce();
  expect(absent.signals.length).toBeLessThan(15);
});

it('gives an answer the name of who said it, from the first on', () => {
  const names: string[] = [];
  const source = autoConsent({ sources: [platform('tcf', true).source] });
  source.watch(() => void names.push(source.name), controller.signal);
  expect(names).toEqual(['tcf']);
});

it('asks the others where one fails', () => {
  const broken: ConsentSource = {
    name: 'broken',
    watch: () => {
      throw new Error('A platform breaks.');
    },
  };
  const source = watch(() => {}, { source: broken }, platform('tcf', true));
  expect(source.name).toBe('tcf');
});

it('stops what it listens to, and stops looking', () => {
  const [absent, there] = [platform('a', false), platform('b', true)] as const;
  watch(() => {}, there);
  controller.abort();
  expect(there.signals[0]?.aborted).toBe(true);
  const waiting = vi.fn();
  controller = new AbortController();
  watch(waiting, absent);
  controller.abort();
  vi.runAllTimers();
  expect(waiting).not.toHaveBeenCalled();
  expect(absent.signals).toHaveLength(1);
});

it('finds Consent Mode before TCF on a page with both', () => {
  const page = window as unknown as Record<string, unknown>;
  page.__tcfapi = vi.fn();
  page.dataLayer = [{ 0: 'consent', 1: 'update', 2: { analytics_storage: 'granted' } }];
  const source = autoConsent();
  expect(source.watch(choice => void choices.push(choice), controller.signal)).toBe(true);
  expect(source.name).toBe('consent-mode');
  expect(page.__tcfapi).not.toHaveBeenCalled();
  Reflect.deleteProperty(page, '__tcfapi');
  Reflect.deleteProperty(page, 'dataLayer');
});
