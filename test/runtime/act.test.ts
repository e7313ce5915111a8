import { expect, it, vi } from 'vitest';
import type { CaptureContext, Plugin } from '../../src/core/plugin.js';
import type { Decision } from '../../src/core/trigger.js';
import { act, type Moment } from '../../src/runtime/act.js';
import { createBus } from '../../src/runtime/bus.js';
import type { Shell } from '../../src/runtime/shell.js';
import { flush } from './builders.js';

const never: Moment = {
  situation() {
    throw new Error('not asked');
  },
  signal: new AbortController().signal,
};

const decision = {
  id: 't1/stage',
  name: 'stage.enter',
  trigger: 'stage',
  at: 1,
  data: { from: null, to: 'x' },
} as unknown as Decision;

function shellOf(plugins: readonly Plugin[], stopped: readonly string[] = []) {
  const failed = vi.fn();
  const bus = createBus();
  const context = ({ name }: Plugin) =>
    stopped.includes(name) ? undefined : ({ signal: new AbortController().signal } as unknown as CaptureContext);
  return {
    bus,
    failed,
    shell: { bus, rules: { plugins, triggers: [] }, consent: {}, context, failed } as unknown as Shell,
  };
}

it('hands a decision to who listens to its name, to all decisions, and to the plugins that act on it', () => {
  const acted = vi.fn();
  const { bus, shell } = shellOf([
    { name: 'one', acts: ['stage.enter'], act: acted },
    { name: 'other', acts: [], act: acted },
  ]);
  const [named, all] = [vi.fn(), vi.fn()];
  bus.on('stage.enter', named);
  bus.on('decision', all);
  act(shell, decision, never);
  expect([named, all].map(heard => heard.mock.calls[0]?.[0])).toEqual([decision, decision]);
  expect(acted).toHaveBeenCalledOnce();
  expect(acted.mock.calls[0]?.[0]).toBe(decision);
});

it('leaves out a plugin that may not run, and tells of one that fails', async () => {
  const acted = vi.fn();
  const bad = new Error('bad');
  const plugins: Plugin[] = [
    { name: 'denied', acts: ['stage.enter'], act: acted },
    { name: 'bad', acts: ['stage.enter'], act: () => Promise.reject(bad) },
  ];
  const { failed, shell } = shellOf(plugins, ['denied']);
  act(shell, decision, never);
  await flush();
  expect(acted).not.toHaveBeenCalled();
  expect(failed).toHaveBeenCalledWith(plugins[1], 'act', bad);
});
