import { afterEach, describe, expect, it, vi } from 'vitest';
import { createChannel } from '../../src/platform/channel.js';

afterEach(() => vi.unstubAllGlobals());

describe('createChannel', () => {
  it('calls the other tabs of the same name, not this one and no other name', async () => {
    const called: string[] = [];
    await new Promise<void>(resolve => {
      const mine = createChannel('waymark:one', () => called.push('mine'));
      const stranger = createChannel('waymark:two', () => called.push('stranger'));
      const other = createChannel('waymark:one', () => {
        called.push('other');
        for (const channel of [mine, stranger, other]) channel.close();
        resolve();
      });
      for (const channel of [mine, stranger, other]) channel.open();
      mine.call();
    });
    expect(called).toEqual(['other']);
  });

  it('sends nothing but the call', async () => {
    const data = await new Promise(resolve => {
      const other = new BroadcastChannel('waymark:three');
      const mine = createChannel('waymark:three', () => {});
      mine.open();
      other.onmessage = event => {
        mine.close();
        other.close();
        resolve(event.data);
      };
      mine.call();
    });
    expect(data).toBe(0);
  });

  it('does nothing where the browser has no channels', () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const channel = createChannel('waymark:four', () => {});
    channel.open();
    expect(() => {
      channel.call();
      channel.close();
    }).not.toThrow();
  });

  it('does nothing where a message cannot be posted', () => {
    const channel = createChannel('waymark:six', () => {});
    channel.open();
    channel.close();
    expect(() => channel.call()).not.toThrow();
  });

  it('does nothing where the browser refuses channels', () => {
    vi.stubGlobal('BroadcastChannel', function refuse() {
      throw new DOMException('no', 'SecurityError');
    });
    const channel = createChannel('waymark:five', () => {});
    channel.open();
    expect(() => channel.call()).not.toThrow();
  });
});
