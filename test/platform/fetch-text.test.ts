// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchText } from '../../src/platform/fetch-text.js';

const { signal } = new AbortController();

function serve(chunks: readonly Uint8Array[], status = 200) {
  const cancelled = vi.fn();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks[sent++];
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
    cancel: cancelled,
  });
  vi.stubGlobal('fetch', async () => ({ ok: status < 400, status, body }));
  return { cancelled, sent: () => sent };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('fetchText', () => {
  it('puts letters together that came in two parts', async () => {
    const bytes = new TextEncoder().encode('Gehäuse');
    serve([bytes.slice(0, 4), bytes.slice(4)]);
    expect(await fetchText('https://shop.example/', { signal, maxBytes: 100 })).toEqual({
      text: 'Gehäuse',
      isWhole: true,
    });
  });

  it('asks only the site itself with its cookies', async () => {
    const fetched = vi.fn(async () => new Response('[]'));
    vi.stubGlobal('fetch', fetched);
    await fetchText(`${location.origin}/facts`, { signal, maxBytes: 9, isOwn: true });
    await fetchText(`${location.origin}/feed`, { signal, maxBytes: 9 });
    expect(fetched.mock.calls.map(call => (call as unknown[])[1])).toMatchObject([
      { credentials: 'same-origin', redirect: 'error' },
      { credentials: 'omit' },
    ]);
    const elsewhere = fetchText('https://other.example/facts', { signal, maxBytes: 9, isOwn: true });
    await expect(elsewhere).rejects.toThrow('not of this site');
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('looks at the address that is asked, on a page whose base is elsewhere, too', async () => {
    serve([]);
    document.head.innerHTML = '<base href="https://other.example/">';
    await expect(fetchText('/facts', { signal, maxBytes: 9, isOwn: true })).rejects.toThrow('not of this site');
    document.head.innerHTML = '';
    expect(await fetchText('/facts', { signal, maxBytes: 9, isOwn: true })).toEqual({ text: '', isWhole: true });
  });

  it('downloads no more than it may', async () => {
    const { cancelled, sent } = serve(Array.from({ length: 100 }, () => new Uint8Array(10).fill(97)));
    const { text, isWhole } = await fetchText('https://shop.example/', { signal, maxBytes: 25 });
    expect([text.length, isWhole]).toEqual([30, false]);
    expect(cancelled).toHaveBeenCalled();
    expect(sent()).toBeLessThan(10);
  });

  it('rejects what is no answer, and an address that others can read', async () => {
    serve([], 503);
    await expect(fetchText('https://shop.example/', { signal, maxBytes: 1 })).rejects.toThrow('it answered 503');
    await expect(fetchText('http://shop.example/', { signal, maxBytes: 1 })).rejects.toThrow('it is not https');
    serve([]);
    expect(await fetchText('http://localhost/', { signal, maxBytes: 1 })).toEqual({ text: '', isWhole: true });
  });
});
