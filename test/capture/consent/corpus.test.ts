// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Consent } from '../../../src/core/purpose.js';
import { createConsent } from '../../../src/runtime/consent.js';
import { ANSWERS } from '../../corpus/consent.js';
import { BEHAVIOURS } from '../../corpus/consent-behaviours.js';
import { type Fields, SIGNALS, type Signal } from '../../corpus/consent-signals.js';

const PAUSE_MS = 5_000;

let controller: AbortController;
let signal: Signal | undefined;
let errors: unknown[];
const complain = (event: ErrorEvent): void => void errors.push(event.error);

/** A page with this signal, watched by the door of consent. */
function watched(name: string): { readonly signal: Signal; start(): () => Consent } {
  const made = SIGNALS[name]!();
  signal = made;
  return {
    signal: made,
    start() {
      const consent = createConsent({}, {});
      const source = made.source();
      try {
        source.watch(choice => void consent.hear(choice, source.name), controller.signal);
      } catch {
        // The front reports it as a problem.
      }
      return () => consent.current;
    },
  };
}

function inheriting(fields: Fields): () => void {
  Object.assign(Object.prototype, fields);
  return () => {
    for (const name of Object.keys(fields)) Reflect.deleteProperty(Object.prototype, name);
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  controller = new AbortController();
  errors = [];
  addEventListener('error', complain);
});
afterEach(() => {
  controller.abort();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  for (const name of signal?.globals ?? []) Reflect.deleteProperty(window, name);
  removeEventListener('error', complain);
  expect(errors).toEqual([]);
});

it('is as large as was promised, and every row says something else', () => {
  expect(ANSWERS.length).toBeGreaterThanOrEqual(211);
  expect(BEHAVIOURS.length).toBeGreaterThanOrEqual(39);
  for (const rows of [ANSWERS, BEHAVIOURS]) {
    expect(new Set(rows.map(row => `${row.signal}: ${row.title}`)).size).toBe(rows.length);
  }
});

describe('what a signal says', () => {
  it.each(ANSWERS.map(answer => [`${answer.signal}: ${answer.title}`, answer] as const))('%s', (_, answer) => {
    const page = watched(answer.signal);
    const cleanse = inheriting(answer.inherited);
    page.signal.stage(answer.fields);
    const standing = page.start();
    cleanse();
    expect(standing()).toEqual(answer.expected);
  });
});

describe('what a platform does', () => {
  it.each(BEHAVIOURS.map(row => [`${row.signal} ${row.title}`, row] as const))('%s', (_, row) => {
    const page = watched(row.signal);
    row.before(page.signal);
    const standing = page.start();
    const seen = [standing()[row.purpose]];
    for (const act of row.acts) {
      vi.advanceTimersByTime(PAUSE_MS);
      act(page.signal);
      vi.advanceTimersByTime(PAUSE_MS);
      seen.push(standing()[row.purpose]);
    }
    expect(seen).toEqual(row.expected);
  });
});
