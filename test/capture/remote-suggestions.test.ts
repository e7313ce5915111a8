// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type RemoteSuggestionsOptions, remoteSuggestions } from '../../src/capture/remote-suggestions.js';
import type { Profile } from '../../src/core/profile.js';
import { captureContext } from './capture-context.js';

const items = (...ids: readonly string[]) => ids.map(item_id => ({ item_id }));
// Only the ids are read.
const profile = {
  slices: { viewed: items('cedar', 'night'), cart: { lines: items('strings') } },
} as unknown as Profile;

function started(options: RemoteSuggestionsOptions) {
  const captured = captureContext();
  const plugin = remoteSuggestions(options);
  const stop = plugin.capture?.(captured.context);
  return {
    ...captured,
    plugin,
    stop() {
      captured.stop();
      stop?.();
    },
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('remoteSuggestions', () => {
  it('asks a function with ids and nothing else', async () => {
    const ask = vi.fn(async () => ['a', 'b']);
    const { plugin } = started({ ask });
    expect(await plugin.ids(profile, 2)).toEqual(['a', 'b']);
    expect(ask).toHaveBeenCalledWith(
      { viewed: ['cedar', 'night'], cart: ['strings'], limit: 2 },
      expect.any(AbortSignal),
    );
  });

  it('asks an address, without cookies or referrer', async () => {
    const fetch = vi.fn(async (_url: string, _options: RequestInit) => new Response('["a", 7]'));
    vi.stubGlobal('fetch', fetch);
    const { plugin } = started({ ask: 'https://far.example/rec?shop=1' });
    expect(await plugin.ids(profile, 4)).toEqual(['a', '7']);
    expect(fetch.mock.calls[0]?.[0]).toBe('https://far.example/rec?shop=1&viewed=cedar%2Cnight&cart=strings&limit=4');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  });

  it('waits no longer than it may, even for who heeds no signal', async () => {
    const { plugin, problems } = started({ ask: () => new Promise(() => {}), timeoutMs: 5 });
    expect(await plugin.ids(profile)).toEqual([]);
    expect(await plugin.ids(profile)).toEqual([]);
    expect(problems).toEqual(['remote-unanswered']);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('down'))],
    [
      'throws at once',
      () => {
        throw new Error('down');
      },
    ],
    ['answers no list', async () => ({ ids: [] }) as unknown as string[]],
  ])('has nothing from a function that %s', async (_, ask) => {
    const { plugin, problems } = started({ ask });
    expect(await plugin.ids(profile)).toEqual([]);
    expect(problems).toEqual(['remote-unanswered']);
  });

  it('asks nobody before consent and after its end', async () => {
    const ask = vi.fn(async () => ['a']);
    expect(await remoteSuggestions({ ask }).ids(profile)).toEqual([]);
    const { plugin, stop } = started({ ask });
    stop();
    expect(await plugin.ids(profile)).toEqual([]);
    expect(ask).not.toHaveBeenCalled();
    expect(plugin.purpose).toBe('personalization');
  });

  it('lets go of an answer that consent does not wait for', async () => {
    const { plugin, stop, problems } = started({ ask: () => new Promise(() => {}) });
    const answer = plugin.ids(profile);
    stop();
    expect(await answer).toEqual([]);
    expect(problems).toEqual([]);
  });
});
