import { describe, expect, it, vi } from 'vitest';
import { redactTouchpoint } from '../../src/core/redact-touchpoint.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import type { Ledger } from '../../src/runtime/ledger.js';
import type { Shell } from '../../src/runtime/shell.js';
import { createView } from '../../src/runtime/view.js';
import { ALL, START_AT, tap, taps, waitingRow } from './builders.js';

const RULES = gatherRules([taps()]);

/** The few things a view looks at. */
function scene() {
  const blank = initialProfile(RULES, '');
  const shell = { rules: RULES, blank, held: [] as unknown[], now: () => START_AT };
  const ledger = { known: { seq: 7, profile: initialProfile(RULES, 'visitor') }, waiting: [] as unknown[] };
  const hide = vi.fn((touchpoint: Touchpoint) => redactTouchpoint(touchpoint).touchpoint);
  const view = createView(shell as unknown as Shell, ledger as unknown as Ledger, hide);
  return { shell, ledger, view, hide };
}

describe('profile', () => {
  it('shows what waits and what is held at once, the same reference until something changed', () => {
    const { shell, ledger, view } = scene();
    expect(view.profile()).toBe(ledger.known.profile);
    ledger.waiting = [waitingRow(1)];
    shell.held = [{ touchpoint: tap('t2'), purposes: ALL }];
    const profile = view.profile();
    expect(profile.slices.taps).toBe(2);
    expect(view.profile()).toBe(profile);
  });

  it('shows what is held without what is personal, as the log will', () => {
    const { shell, view, hide } = scene();
    const seen: unknown[] = [];
    const normalize = (touchpoint: Touchpoint): Touchpoint => {
      seen.push(touchpoint.data);
      return touchpoint;
    };
    shell.rules = gatherRules([taps({ normalize })]);
    shell.held = [{ touchpoint: { ...tap('t1'), data: { note: 'jane@example.com' } }, purposes: ALL }];
    view.profile();
    view.profile();
    expect(seen).toEqual([{ note: '[redacted]' }]);
    expect(hide).toHaveBeenCalledTimes(1);
  });

  it('decides nothing', () => {
    const { ledger, view } = scene();
    ledger.waiting = [waitingRow(1), waitingRow(2), waitingRow(3)];
    expect(view.profile().fired).toEqual({});
  });
});

describe('ahead', () => {
  it('places what waits as the next commit does, decisions included', () => {
    const { ledger, view } = scene();
    ledger.waiting = [waitingRow(1), waitingRow(2), waitingRow(3)];
    const rows = view.ahead();
    expect(rows.map(({ seq, touchpoint }) => [seq, touchpoint?.id, touchpoint?.session])).toEqual([
      [8, 'w1', 'w1'],
      [9, 'w2', 'w1'],
      [10, 'w3', 'w1'],
    ]);
    expect(rows.map(({ decisions }) => decisions.map(({ id }) => id))).toEqual([[], [], ['w3/third']]);
    expect(ledger.known.seq).toBe(7);
  });

  it('leaves out what gets no place', () => {
    const rules = gatherRules([taps({ normalize: touchpoint => (touchpoint.id === 'w1' ? null : touchpoint) })]);
    const { shell, ledger, view } = scene();
    shell.rules = rules;
    ledger.waiting = [waitingRow(1), waitingRow(2)];
    expect(view.ahead().map(({ seq, touchpoint }) => [seq, touchpoint?.id])).toEqual([[8, 'w2']]);
  });
});
