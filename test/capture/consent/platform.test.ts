// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { cookiebot } from '../../../src/capture/consent/cookiebot.js';
import { klaro } from '../../../src/capture/consent/klaro.js';
import { oneTrust } from '../../../src/capture/consent/one-trust.js';
import { usercentrics } from '../../../src/capture/consent/usercentrics.js';
import type { Choice, ConsentSource } from '../../../src/core/purpose.js';
import { SIGNALS } from '../../corpus/consent-signals.js';

const page = window as unknown as Record<string, unknown>;
let controller = new AbortController();

afterEach(() => {
  controller.abort();
  controller = new AbortController();
  for (const make of Object.values(SIGNALS)) for (const name of make().globals) Reflect.deleteProperty(page, name);
});

function choicesOf(source: ConsentSource): Choice[] {
  const choices: Choice[] = [];
  source.watch(choice => void choices.push(choice), controller.signal);
  return choices;
}

it('takes categories of the site’s own, several for a purpose, and keeps the others', () => {
  page.OnetrustActiveGroups = ',C0001,C0002,SHOP,';
  page.OneTrust = { IsAlertBoxClosed: () => true };
  const choices = choicesOf(oneTrust({ categories: { personalization: ['C0002', 'SHOP'], functional: 'SHOP' } }));
  expect(choices).toEqual([
    { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'denied' },
  ]);
});

it('takes what a platform allows unasked for granted, and what it does not for pending', () => {
  page.Cookiebot = { hasResponse: false, consent: { preferences: false, statistics: true, marketing: false } };
  expect(choicesOf(cookiebot())[0]).toMatchObject({ analytics: 'granted', advertising: 'pending' });
});

it('does not read switches of Klaro that are not saved', () => {
  const signal = SIGNALS.klaro!();
  signal.stage({ confirmed: true, matomo: false });
  let update = (_: unknown, event: string): void => void event;
  const manager = (page.klaro as { getManager(): { consents: object; watch: unknown } }).getManager();
  manager.watch = (watcher: { update: typeof update }) => {
    update = watcher.update;
  };
  const choices = choicesOf(klaro());
  manager.consents = { matomo: true };
  update(manager, 'consents');
  expect(choices.at(-1)).toMatchObject({ analytics: 'denied' });
  update(manager, 'saveConsents');
  expect(choices.at(-1)).toMatchObject({ analytics: 'granted' });
});

it('hears Usercentrics as the window event that the site named', () => {
  const choices = choicesOf(usercentrics({ event: 'consents' }));
  const detail = { event: 'consent_status', type: 'explicit', ucCategory: { functional: true, marketing: null } };
  dispatchEvent(new CustomEvent('ucEvent', { detail }));
  dispatchEvent(new CustomEvent('consents', { detail: { ...detail, event: 'other' } }));
  expect(choices).toEqual([]);
  dispatchEvent(new CustomEvent('consents', { detail }));
  expect(choices).toEqual([
    { functional: 'granted', analytics: 'granted', personalization: 'pending', advertising: 'pending' },
  ]);
});

it.each(Object.entries(SIGNALS))('%s says nothing after the signal, and leaves no timer', (_, make) => {
  vi.useFakeTimers();
  const signal = make();
  const choices = choicesOf(signal.source());
  const before = choices.length;
  signal.stage({ ...signal.answered, ...Object.fromEntries(Object.keys(signal.consents).map(id => [id, signal.yes])) });
  controller.abort();
  expect(vi.getTimerCount()).toBe(0);
  signal.tell();
  vi.advanceTimersByTime(600_000);
  expect(choices).toHaveLength(before);
  vi.useRealTimers();
});
