import { afterEach, describe, expect, it, vi } from 'vitest';
import { openChannel } from '../../src/platform/channel.js';

afterEach(() => vi.unstubAllGlobals());

describe('openChannel', () => {
  it('calls the other tabs of the same name, not this one and no other name', async () => {
    const called: string[] = [];
    await new Promise<void>(resolve => {
      const mine = openChannel('waymark:one', () => called.push('mine'));
      const stranger = openChannel('waymark:two', () => called.push('stranger'));
      const other = openChannel('waymark:one', () => {
        called.push('other');
        for (const channel of [mine, stranger, other]) channel.close();
        resolve();
      });
      mine.call();
    });
    expect(called).toEqual(['other']);
  });

  it('sends nothing but the call', async () => {
    const data = await new Promise(resolve => {
      const other = new BroadcastChannel('waymark:three');
      const mine = openChannel('waymark:three', () => {});
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
    const channel = openChannel('waymark:four', () => {});
    expect(() => {
      channel.call();
      channel.close();
    }).not.toThrow();
  });

  it('does nothing where a message cannot be posted', () => {
    const channel = openChannel('waymark:six', () => {});
    channel.close();
    expect(() => channel.call()).not.toThrow();
  });

  it('does nothing where the browser refuses channels', () => {
    vi.stubGlobal('BroadcastChannel', function refuse() {
      throw new DOMException('no', 'SecurityError');
    });
    const channel = openChannel('waymark:five', () => {});
    expect(() => channel.call()).not.toThrow();
  });
});
