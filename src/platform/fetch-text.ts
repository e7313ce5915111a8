import { isPrivate } from './is-private.js';

export interface FetchTextOptions {
  readonly signal: AbortSignal;
  /** What is beyond is not downloaded. */
  readonly maxBytes: number;
  /** Only from the site itself, which is asked with its own cookies. */
  readonly isOwn?: boolean;
}

/** What was answered: UTF-8 text, and whether that is all of it. */
export interface FetchedText {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * Gets text: no cookies unless it is the site's own, no referrer, from the HTTP cache where that may answer. Rejects with
 * a sentence for what is no answer, and for an address whose connection others can read.
 */
export async function fetchText(url: string, { signal, maxBytes, isOwn }: FetchTextOptions): Promise<FetchedText> {
  // As `fetch` itself reads it; a page of a test may have no base.
  const address = new URL(url, document.baseURI ?? location.href);
  if (!isPrivate(address)) throw new Error('it is not https');
  if (isOwn && address.origin !== location.origin) throw new Error('it is not of this site');
  const { ok, status, body } = await fetch(url, {
    credentials: isOwn ? 'same-origin' : 'omit',
    redirect: isOwn ? 'error' : 'follow',
    referrerPolicy: 'no-referrer',
    signal,
  });
  if (!ok) throw new Error(`it answered ${status}`);
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let left = maxBytes; reader && left > 0; ) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isWhole: true };
    text += decoder.decode(value, { stream: true });
    left -= value.length;
  }
  // Who goes on sending is not waited for.
  reader?.cancel().catch(() => {});
  return { text, isWhole: !reader };
}
