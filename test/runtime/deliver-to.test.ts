import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeliverContext, Plugin } from '../../src/core/plugin.js';
import { deliverTo } from '../../src/runtime/deliver-to.js';
import { row, tap } from './builders.js';

type Given = Parameters<typeof deliverTo>[2];

const send = vi.fn(async () => ({}));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.clearAllMocks();
});

function given(more: Partial<Given> = {}): Given {
  const profile = {} as Given['profile'];
  return {
    signal: new AbortController().signal,
    site: 'fretwell',
    profile,
    problem: vi.fn(),
    final: false,
    send,
    ...more,
  };
}

/** A destination that takes one row, and what it was given. */
function destination(more: Partial<Plugin> = {}) {
  const deliver = vi.fn<NonNullable<Plugin['deliver']>>(() => ({ accepted: 1 }));
  return { deliver, plugin: { name: 'one', deliver, ...more } };
}

it('hands on what a destination may see of the rows, and answers what it took', async () => {
  const { deliver, plugin } = destination({ fields: ['text'] });
  const touchpoint = tap('t1', { text: 'soft', weight: 2 });
  expect(await deliverTo(plugin, [row(1, { touchpoint })], given())).toEqual({ accepted: 1 });
  expect(deliver.mock.calls[0]?.[0][0]?.touchpoint?.data).toEqual({ text: 'soft' });
});

it('gives a context that nobody changes, and sends under the signal it gives', async () => {
  const { deliver, plugin } = destination();
  await deliverTo(plugin, [row(1)], given({ final: true }));
  const context = deliver.mock.calls[0]?.[1] as DeliverContext;
  expect(Object.isFrozen(context)).toBe(true);
  expect(context).toMatchObject({ site: 'fretwell', final: true });
  await context.send('/collect', '[]', { 'x-key': '1' });
  expect(send).toHaveBeenCalledWith('/collect', '[]', context.signal, { 'x-key': '1' });
});

it('ends its signal with the one it was given, and rejects after five seconds', async () => {
  const life = new AbortController();
  const { deliver, plugin } = destination();
  deliver.mockReturnValue(new Promise(() => {}));
  const late = expect(deliverTo(plugin, [row(1)], given({ signal: life.signal }))).rejects.toThrow('5 s');
  life.abort();
  expect(deliver.mock.calls[0]?.[1].signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5_000);
  await late;
});

it('says of an answer that tells nothing of the rows that it does not', async () => {
  const problem = vi.fn();
  const { deliver, plugin } = destination();
  deliver.mockReturnValue('sent' as never);
  await deliverTo(plugin, [row(1)], given({ problem }));
  expect(problem).toHaveBeenCalledWith('deliver-odd', expect.stringContaining('"one"'));
});
