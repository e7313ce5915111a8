import { expect, it } from 'vitest';
import type { Delivery } from '../../src/runtime/delivery.js';
import { diagnose, sideBySide } from '../../src/runtime/diagnose.js';
import type { Ledger } from '../../src/runtime/ledger.js';
import { waitingRow } from './builders.js';

const ledger = {
  known: { seq: 5 },
  waiting: [waitingRow(1), waitingRow(2)],
  dropped: { normalize: 1 },
} as unknown as Ledger;

it('counts what has its place, what is on the way and what was lost, each once', () => {
  expect(diagnose(ledger, undefined, 3, { consent: 2, normalize: 1 })).toEqual({
    tracked: 14,
    stored: 10,
    dropped: { normalize: 2, consent: 2 },
    destinations: {},
  });
});

it('asks delivery for each destination, with what is on the way', () => {
  const standing = { http: { delivered: 4, stored: 6, dropped: {} } };
  const delivery = {
    standing: (seq: number, waiting: number) => (seq === 5 && waiting === 5 ? standing : {}),
  } as unknown as Delivery;
  expect(diagnose(ledger, delivery, 3, {}).destinations).toBe(standing);
});

it('puts side by side what was recorded and what was only heard', () => {
  const captured = new Map([['purchase', new Map([['site', 2]])]]);
  const heard = new Map([
    ['purchase', 3],
    ['__proto__', 1],
  ]);
  const plugins = [{ name: 'cart' }, { name: 'segment-source', heard }];
  expect(Object.entries(sideBySide(captured, plugins))).toEqual([
    ['purchase', { site: 2, 'segment-source': 3 }],
    ['__proto__', { 'segment-source': 1 }],
  ]);
  expect(captured.get('purchase')?.size).toBe(1);
});
