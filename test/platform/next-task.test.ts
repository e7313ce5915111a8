import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTask } from '../../src/platform/next-task.js';

afterEach(() => void vi.unstubAllGlobals());

describe('nextTask', () => {
  it('goes on once the browser begins another task', async () => {
    let begin = (): void => {};
    const postTask = (run: () => void) =>
      new Promise<void>(resolve => {
        begin = () => resolve(run());
      });
    vi.stubGlobal('scheduler', { postTask });
    const heard: string[] = [];
    const awaited = nextTask().then(() => heard.push('gone on'));
    for (let turn = 0; turn < 20; turn++) await null;
    heard.push('next task');
    begin();
    await awaited;
    expect(heard).toEqual(['next task', 'gone on']);
  });

  it.each([
    ['none', undefined],
    ['one of its own', { plan() {} }],
    [
      'a broken one',
      {
        postTask() {
          throw new Error('broken');
        },
      },
    ],
    ['one that refuses', { postTask: () => Promise.reject(new Error('refused')) }],
  ])('waits for nothing where the page has %s', async (_, scheduler) => {
    vi.stubGlobal('scheduler', scheduler);
    await expect(nextTask()).resolves.toBeUndefined();
  });
});
