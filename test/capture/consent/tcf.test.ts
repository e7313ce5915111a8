// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tcf } from '../../../src/capture/consent/tcf.js';
import type { Choice } from '../../../src/core/purpose.js';

type Listener = (data: unknown, isOk: boolean) => void;

const page = window as unknown as { __tcfapi?: unknown };
let controller: AbortController;
let choices: Choice[];
let listeners: Listener[];
let api: ReturnType<typeof vi.fn>;

const watch = () => tcf().watch(choice => void choices.push(choice), controller.signal);
const consents = (...granted: number[]) =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(id => [id, granted.includes(id)]));
const say = (data: object) => {
  for (const listener of listeners)
    listener({ gdprApplies: true, eventStatus: 'tcloaded', listenerId: 7, ...data }, true);
};

beforeEach(() => {
  controller = new AbortController();
  choices = [];
  listeners = [];
  api = vi.fn((command: string, _version: number, listener: Listener) => {
    if (command === 'addEventListener') listeners.push(listener);
  });
  page.__tcfapi = api;
});
afterEach(() => {
  controller.abort();
  Reflect.deleteProperty(page, '__tcfapi');
});

it.each([
  [
    'all',
    consents(1, 3, 4, 5, 6, 8, 9),
    { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' },
  ],
  ['none', consents(), { functional: 'denied', analytics: 'denied', personalization: 'denied', advertising: 'denied' }],
  [
    'measuring only',
    consents(1, 8, 9),
    { functional: 'granted', analytics: 'granted', personalization: 'denied', advertising: 'denied' },
  ],
  [
    'half of measuring',
    consents(1, 8),
    { functional: 'granted', analytics: 'denied', personalization: 'denied', advertising: 'denied' },
  ],
  [
    'all but storage',
    consents(3, 4, 5, 6, 8, 9),
    { functional: 'denied', analytics: 'denied', personalization: 'denied', advertising: 'denied' },
  ],
  [
    'what it does not list',
    { 1: true, 8: true, 9: true },
    { functional: 'granted', analytics: 'granted', personalization: 'denied', advertising: 'denied' },
  ],
])('maps purposes to ours: %s', (_name, given, choice) => {
  expect(watch()).toBe(true);
  say({ purpose: { consents: given } });
  expect(choices).toEqual([choice]);
});

it('says nothing while the visitor is asked, where the GDPR does not apply, and when that is unclear', () => {
  watch();
  say({ eventStatus: 'cmpuishown', purpose: { consents: consents(1, 8, 9) } });
  say({ gdprApplies: false, purpose: { consents: consents(1, 8, 9) } });
  say({ gdprApplies: undefined });
  listeners[0]?.(null, false);
  expect(choices).toEqual([]);
});

it('hears a changed answer', () => {
  watch();
  say({ purpose: { consents: consents(1, 8, 9) } });
  say({ eventStatus: 'useractioncomplete', purpose: { consents: consents() } });
  expect(choices.map(({ analytics }) => analytics)).toEqual(['granted', 'denied']);
});

it('takes its listener off in the end', () => {
  watch();
  say({ purpose: { consents: consents() } });
  controller.abort();
  expect(api).toHaveBeenLastCalledWith('removeEventListener', 2, expect.any(Function), 7);
  say({ purpose: { consents: consents(1, 8, 9) } });
  expect(choices).toHaveLength(1);
});

it('finds a platform that comes late', () => {
  Reflect.deleteProperty(page, '__tcfapi');
  expect(watch()).toBe(false);
  page.__tcfapi = api;
  document.dispatchEvent(new Event('DOMContentLoaded'));
  dispatchEvent(new Event('load'));
  expect(listeners).toHaveLength(1);
});

it('takes its listener off the platform that replaced its stub', () => {
  watch();
  say({ purpose: { consents: consents() } });
  const replaced = vi.fn();
  page.__tcfapi = replaced;
  controller.abort();
  expect(replaced).toHaveBeenCalledWith('removeEventListener', 2, expect.any(Function), 7);
});

it('counts no legitimate interest', () => {
  watch();
  say({ purpose: { consents: consents(1), legitimateInterests: consents(1, 8, 9) } });
  expect(choices[0]).toMatchObject({ functional: 'granted', analytics: 'denied' });
});

/** What the IAB's own library says of texts it made itself, by what the visitor has agreed to. */
const ANSWERS: Readonly<Record<string, object>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../corpus/tcf-answers.json'), 'utf8'),
);

it.each([
  ['all', 'granted', 'granted', 'granted', 'granted'],
  ['none', 'denied', 'denied', 'denied', 'denied'],
  ['storage', 'granted', 'denied', 'denied', 'denied'],
  ['measuring', 'granted', 'granted', 'denied', 'denied'],
  ['half of measuring', 'granted', 'denied', 'denied', 'denied'],
  ['half, the other', 'granted', 'denied', 'denied', 'denied'],
  ['all but storage', 'denied', 'denied', 'denied', 'denied'],
  ['legitimate interests', 'granted', 'denied', 'denied', 'denied'],
  ['ads', 'granted', 'denied', 'denied', 'granted'],
  ['content', 'granted', 'denied', 'granted', 'denied'],
])('takes the answer of the reference platform: %s', (name, functional, analytics, personalization, advertising) => {
  watch();
  say(ANSWERS[name] ?? {});
  expect(choices).toEqual([{ functional, analytics, personalization, advertising }]);
});

it('waits for an answer that is none', () => {
  watch();
  for (const consents of [undefined, null, true, '1', 'true', 7]) say({ purpose: { consents } });
  say({ cmpStatus: 'error', purpose: { consents: {} } });
  say({ purpose: null });
  say({});
  expect(choices.flatMap(choice => Object.values(choice)).every(grant => grant === 'pending')).toBe(true);
  expect(choices).toHaveLength(9);
});
