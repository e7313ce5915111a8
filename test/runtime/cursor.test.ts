import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plugin, PluginContext } from '../../src/core/plugin.js';
import { answerOf, nextBatch, refusal, START, settleBatch, takenOf } from '../../src/runtime/cursor.js';
import { row, tap } from './builders.js';

describe('refusal', () => {
  const PLUGIN: Plugin = { name: 'one', purpose: 'analytics', ignores: ['data-layer'] };

  it('is null for a row the destination is told of', () => {
    expect(refusal(PLUGIN, row(1))).toBeNull();
    expect(refusal({ name: 'one' }, row(1, { purposes: ['advertising'] }))).toBeNull();
    expect(
      refusal(PLUGIN, row(1, { touchpoint: null, decisions: [{ id: '1/x', trigger: 'x', at: 1, name: 'taps.rest' }] })),
    ).toBeNull();
  });

  it('says why it is not', () => {
    expect(refusal(PLUGIN, row(1, { purposes: ['advertising'] }))).toBe('consent');
    expect(refusal(PLUGIN, row(1, { touchpoint: null, decisions: [] }))).toBe('forgotten');
    expect(refusal(PLUGIN, row(1, { touchpoint: tap('t1', { by: 'data-layer' }) }))).toBe('ignored');
    const waiting = row(1, { touchpoint: null, decisions: [{ id: '1/x', trigger: 'x', at: 1, name: 'cart.arm' }] });
    expect(refusal(PLUGIN, waiting)).toBe('ignored');
    expect(refusal({ ...PLUGIN, arms: true }, waiting)).toBeNull();
  });
});

describe('nextBatch', () => {
  it('takes what this destination may see, and counts the rest and the gaps in front of it', () => {
    const plugin: Plugin = { name: 'one', purpose: 'analytics' };
    const rows = [row(3), row(4, { purposes: ['advertising'] }), row(6)];
    const { batch, cursor } = nextBatch(plugin, START, rows);
    expect(batch.map(({ seq }) => seq)).toEqual([3, 6]);
    expect(cursor).toMatchObject({ seq: 6, dropped: { retention: 3, consent: 1 } });
  });
});

describe('takenOf', () => {
  it.each([
    [{}, [1, 2, 3], []],
    [{ accepted: 2 }, [1, 2], []],
    [{ accepted: 0 }, [], []],
    [{ accepted: 1, rejected: [2] }, [1, 2], [2]],
    [{ rejected: true as const }, [1, 2, 3], [1, 2, 3]],
    [{ accepted: Number.NaN }, [], []],
    [{ accepted: 99, rejected: [99] }, [1, 2, 3], []],
    [{ retryAfterMs: 3_000 }, [], []],
    [{ blocked: true }, [], []],
    [{ accepted: 1, retryAfterMs: 3_000, blocked: true }, [1], []],
    [{ retryAfterMs: 3_000, rejected: [1] }, [1], [1]],
    [{ retryAfterMs: 0, blocked: false }, [1, 2, 3], []],
  ])('reads %o', (answer, taken, refused) => {
    const found = takenOf([row(1), row(2), row(3)], answer);
    expect(found.taken.map(({ seq }) => seq)).toEqual(taken);
    expect(found.refused.map(({ seq }) => seq)).toEqual(refused);
  });
});

describe('answerOf', () => {
  const problem = vi.fn();
  const context = { problem } as unknown as PluginContext;
  beforeEach(() => problem.mockClear());

  it.each([[undefined], [null], [{}], [{ accepted: 2, rejected: [1] }], [Object.create(null)]])(
    'takes %o as it is',
    answer => {
      expect(answerOf({ name: 'acme' }, answer, context)).toEqual(answer ?? {});
      expect(problem).not.toHaveBeenCalled();
    },
  );

  it.each([[3], ['ok'], [true], [new Response('', { status: 500 })], [{ accepted: -1 }], [{ accepted: NaN }]])(
    'says of %o that it does not say what became of the rows',
    answer => {
      answerOf({ name: 'acme' }, answer, context);
      expect(problem).toHaveBeenCalledExactlyOnceWith('deliver-odd', expect.stringMatching(/`deliver` of "acme"/));
    },
  );
});

describe('settleBatch', () => {
  it('stands behind the last row that was taken, with everything before it counted', () => {
    const plugin: Plugin = { name: 'one', purpose: 'analytics' };
    const rows = [row(1), row(2, { purposes: ['advertising'] }), row(3), row(4)];
    expect(settleBatch(plugin, nextBatch(plugin, START, rows), { accepted: 2, rejected: [3] })).toMatchObject({
      seq: 3,
      delivered: 1,
      dropped: { consent: 1, rejected: 1 },
    });
  });
});
