// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gpp } from '../../../src/capture/consent/gpp.js';
import type { Choice } from '../../../src/core/purpose.js';

type Listener = (event: unknown, isOk: boolean) => void;

const page = window as unknown as { __gpp?: unknown };
let controller: AbortController;
let choices: Choice[];
let listeners: Listener[];
let api: ReturnType<typeof vi.fn>;

const watch = () => gpp().watch(choice => void choices.push(choice), controller.signal);
const say = (parsedSections: unknown, signalStatus = 'ready') => {
  for (const listener of listeners)
    listener({ listenerId: 3, pingData: { signalStatus, applicableSections: [7], parsedSections } }, true);
};

beforeEach(() => {
  controller = new AbortController();
  choices = [];
  listeners = [];
  api = vi.fn((command: string, listener: Listener) => {
    if (command === 'addEventListener') listeners.push(listener);
  });
  page.__gpp = api;
});
afterEach(() => {
  controller.abort();
  Reflect.deleteProperty(page, '__gpp');
});

it.each([
  [{ usnat: { SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2, SaleOptOutNotice: 1 } }, 'granted'],
  [{ usnat: { SaleOptOut: 2, SharingOptOut: 1, TargetedAdvertisingOptOut: 2 } }, 'denied'],
  [{ usca: [{ SaleOptOut: 2, SharingOptOut: 2 }, { Gpc: true }] }, 'denied'],
  [{ usca: [{ SaleOptOut: 2, SharingOptOut: 2 }, { Gpc: false }] }, 'granted'],
  [{ usva: { SaleOptOut: 0, TargetedAdvertisingOptOut: 0 } }, 'pending'],
  [{ tcfeuv2: { PurposeConsents: [1] } }, 'pending'],
  [{}, 'pending'],
  [undefined, 'pending'],
])('reads %j as %s', (sections, advertising) => {
  expect(watch()).toBe(true);
  say(sections);
  expect(choices).toEqual([{ advertising }]);
});

it('waits until the signal is ready', () => {
  watch();
  say({ usnat: { SaleOptOut: 2 } }, 'not ready');
  listeners[0]?.(null, false);
  expect(choices).toEqual([]);
});

it('takes its listener off in the end', () => {
  watch();
  say({});
  controller.abort();
  expect(api).toHaveBeenLastCalledWith('removeEventListener', expect.any(Function), 3);
  say({});
  expect(choices).toHaveLength(1);
});

it('is not there on a page without it', () => {
  Reflect.deleteProperty(page, '__gpp');
  expect(watch()).toBe(false);
});
