import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { type Bus, call, createBus } from '../../src/runtime/bus.js';
import { flush } from './builders.js';

let bus: Bus;
let warn: MockInstance;

beforeEach(() => {
  bus = createBus();
  warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
});

afterEach(() => vi.restoreAllMocks());

describe('createBus', () => {
  it('hands a value to everybody who listens to its name, in order', () => {
    const heard: string[] = [];
    bus.on('change', () => heard.push('first'));
    bus.on('change', () => heard.push('second'));
    bus.on('profile', () => heard.push('other'));
    bus.emit('change', null);
    expect(heard).toEqual(['first', 'second']);
  });

  it('hands on the value itself', () => {
    const listener = vi.fn();
    const decision = { id: 'one/two' };
    bus.on('decision', listener);
    bus.emit('decision', decision);
    expect(listener.mock.calls[0]?.[0]).toBe(decision);
  });

  it('stops when it is told to, by function or by signal', () => {
    const [one, two] = [vi.fn(), vi.fn()];
    const life = new AbortController();
    const stop = bus.on('change', one);
    bus.on('change', two, { signal: life.signal });
    stop();
    life.abort();
    bus.emit('change', null);
    expect(one).not.toHaveBeenCalled();
    expect(two).not.toHaveBeenCalled();
  });

  it('never starts for a signal that is aborted already', () => {
    const listener = vi.fn();
    bus.on('change', listener, { signal: AbortSignal.abort() });
    bus.emit('change', null);
    expect(listener).not.toHaveBeenCalled();
  });

  it('lets a listener stop itself and others while it is called', () => {
    const heard: string[] = [];
    const stops = ['one', 'two'].map(name => {
      return bus.on('change', () => {
        heard.push(name);
        for (const stop of stops) stop();
      });
    });
    bus.emit('change', null);
    bus.emit('change', null);
    expect(heard[0]).toBe('one');
    expect(heard.filter(name => name === 'one')).toHaveLength(1);
  });

  it('turns what a listener throws into a problem and goes on', () => {
    const problems = vi.fn();
    const next = vi.fn();
    const cause = new Error('no');
    bus.on('problem', problems);
    bus.on('change', () => {
      throw cause;
    });
    bus.on('change', next);
    bus.emit('change', null);
    expect(next).toHaveBeenCalledOnce();
    expect(problems.mock.calls[0]?.[0]).toMatchObject({ code: 'listener-failed', cause });
  });

  it('turns what a listener rejects with into a problem', async () => {
    const problems = vi.fn();
    bus.on('problem', problems);
    bus.on('change', async () => {
      throw new Error('later');
    });
    bus.emit('change', null);
    await flush();
    expect(problems.mock.calls[0]?.[0]).toMatchObject({ code: 'listener-failed' });
  });

  it('does not turn in circles when a listener of problems throws', async () => {
    const listener = vi.fn(() => {
      throw new Error('again');
    });
    bus.on('problem', listener);
    bus.problem({ code: 'odd', message: 'It is odd.' });
    await flush();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('says a problem once a code on the console when nobody listens', () => {
    bus.problem({ code: 'odd', message: 'It is odd.' });
    bus.problem({ code: 'odd', message: 'It is odd again.' });
    bus.problem({ code: 'strange', message: 'It is strange.' });
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining('It is odd.'),
      expect.stringContaining('It is strange.'),
    ]);
  });

  it('says what goes wrong in one plugin, whatever went wrong in another', () => {
    for (const plugin of ['one', 'two', 'two']) bus.problem({ code: 'odd', message: `It is ${plugin}.`, plugin });
    expect(warn.mock.calls.map(([text]) => text)).toEqual(['[waymark] It is one.', '[waymark] It is two.']);
  });

  it('says nothing, and throws nothing, on a page without a console', () => {
    vi.stubGlobal('console', undefined);
    expect(() => createBus().problem({ code: 'x', message: 'X.' })).not.toThrow();
    vi.unstubAllGlobals();
  });

  it('leaves the console alone when somebody listens', () => {
    const listener = vi.fn();
    bus.on('problem', listener);
    bus.problem({ code: 'odd', message: 'It is odd.' });
    bus.problem({ code: 'odd', message: 'It is odd.' });
    expect(listener).toHaveBeenCalledTimes(2);
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('call', () => {
  it('hands over what is thrown at once and what is rejected later', async () => {
    const failed = vi.fn();
    call(() => {
      throw 'now';
    }, failed);
    expect(failed).toHaveBeenCalledWith('now');
    call(() => Promise.reject('later'), failed);
    call(() => 'fine', failed);
    await flush();
    expect(failed.mock.calls).toEqual([['now'], ['later']]);
  });
});
