// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

/** What the IAB's own library makes of a text in which the visitor was told and has not opted out, by section. */
const SECTIONS: Readonly<Record<string, { readonly id: number; readonly parsed: Readonly<Record<string, unknown>> }>> =
  JSON.parse(readFileSync(join(import.meta.dirname, '../../corpus/gpp-sections.json'), 'utf8'));
const ping = (name: string, fields: object, rest: object = {}): Choice | undefined => {
  const section = SECTIONS[name];
  watch();
  const parsedSections = { [name]: { ...section?.parsed, ...fields } };
  const pingData = { signalStatus: 'ready', cmpStatus: 'loaded', applicableSections: [section?.id], parsedSections };
  for (const listener of listeners) listener({ listenerId: 3, pingData: { ...pingData, ...rest } }, true);
  return choices.at(-1);
};

describe.each(Object.keys(SECTIONS).filter(name => name !== 'uspv1'))('section %s', name => {
  const fields = Object.keys(SECTIONS[name]?.parsed ?? {});
  const optOuts = fields.filter(field => field.endsWith('OptOut'));
  const granted = { advertising: 'granted' };
  const denied = { advertising: 'denied' };
  const pending = { advertising: 'pending' };
  const all = (value: unknown): object => Object.fromEntries(optOuts.map(field => [field, value]));

  it('grants where nothing is opted out of', () => {
    expect(optOuts.length).toBeGreaterThan(1);
    expect(ping(name, {})).toEqual(granted);
  });

  it.each(optOuts)('refuses for %s alone', field => {
    expect(ping(name, { [field]: 1 })).toEqual(denied);
  });

  it('waits where nothing applies, where a field is odd, and where there was no notice', () => {
    expect(ping(name, all(0))).toEqual(pending);
    for (const odd of ['2', 3, null, [[2]], {}]) expect(ping(name, { [optOuts[0] ?? '']: odd })).toEqual(pending);
    for (const field of fields.filter(each => /(Sale|Sharing|Advertising)OptOutNotice$/.test(each)))
      expect(ping(name, { [field]: 2 })).toEqual(pending);
  });

  it('refuses for a child and for the browser, whatever else is said', () => {
    if (fields.includes('KnownChildSensitiveDataConsents')) {
      expect(ping(name, { KnownChildSensitiveDataConsents: [0, 1] })).toEqual(denied);
      expect(ping(name, { KnownChildSensitiveDataConsents: 1 })).toEqual(denied);
      expect(ping(name, { ...all(0), KnownChildSensitiveDataConsents: 2 })).toEqual(pending);
    }
    expect(ping(name, { Gpc: true })).toEqual(denied);
  });

  it('waits where another place has a say, or the platform fails', () => {
    const id = SECTIONS[name]?.id;
    for (const ids of [[], [2], [2, id], [5, id], [-1, id], [id, `${id}`], `${id}`, null, undefined])
      expect(ping(name, {}, { applicableSections: ids })).toEqual(pending);
    expect(ping(name, {}, { applicableSections: [6, id] })).toEqual(granted);
    expect(ping(name, {}, { cmpStatus: 'error' })).toEqual(pending);
  });
});

it('hears the section before there were states', () => {
  const two = (OptOutSale: string): object => ({
    applicableSections: [6, 7],
    parsedSections: { uspv1: { Version: 1, Notice: 'Y', OptOutSale, LspaCovered: 'N' }, usnat: SECTIONS.usnat?.parsed },
  });
  expect(['Y', 'N', '-', 'y', ''].map(answer => ping('usnat', {}, two(answer))?.advertising)).toEqual([
    'denied',
    'granted',
    'granted',
    'pending',
    'pending',
  ]);
});

it('waits where sections hold each other', () => {
  const usnat: Record<string, unknown> = { SaleOptOut: 2 };
  usnat.usnat = usnat;
  expect(ping('usnat', {}, { parsedSections: { usnat } })).toMatchObject({ advertising: 'pending' });
});
