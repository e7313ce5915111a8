import { expect, it, vi } from 'vitest';
import type { Condition, Situation, Trigger } from '../../src/core/trigger.js';
import { createAsker } from '../../src/inspect/asker.js';

// Nothing of it is read.
const SITUATION = {} as Situation;

function asks(conditions: Trigger['conditions']): Trigger {
  return { name: 'gift', decision: 'stage.enter', when: () => null, ...(conditions && { conditions }) };
}

function met(value: string): readonly Condition[] {
  return [{ text: 'Looks', holds: true, value }];
}

it('asks a trigger once until it is told to ask anew', () => {
  const conditions = vi.fn(() => met('1'));
  const { ask, renew } = createAsker(() => undefined);
  const trigger = asks(conditions);
  expect([ask(trigger, SITUATION), ask(trigger, SITUATION)]).toEqual([met('1'), met('1')]);
  expect(conditions).toHaveBeenCalledTimes(1);
  renew();
  conditions.mockReturnValue(met('2'));
  expect(ask(trigger, SITUATION)).toEqual(met('2'));
});

it('tells when words came that had to be loaded, and keeps the last ones until others come', async () => {
  const heard = vi.fn();
  const { ask, renew } = createAsker(heard);
  const conditions = vi.fn(async () => met('1'));
  const trigger = asks(conditions);
  expect(ask(trigger, SITUATION)).toEqual([]);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
  conditions.mockResolvedValue(met('2'));
  renew();
  expect(ask(trigger, SITUATION)).toEqual(met('1'));
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
  expect(ask(trigger, SITUATION)).toEqual(met('2'));
});

it('takes for no answer what throws, rejects or is missing', async () => {
  const heard = vi.fn();
  const { ask } = createAsker(heard);
  const throws = asks(() => {
    throw new Error('no');
  });
  const rejects = asks(() => Promise.reject(new Error('offline')));
  expect([throws, rejects, asks(undefined)].map(trigger => ask(trigger, SITUATION))).toEqual([[], [], []]);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
  expect(ask(rejects, SITUATION)).toEqual([]);
});
