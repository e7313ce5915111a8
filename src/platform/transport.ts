import { isPrivate } from './is-private.js';

const BUDGET = 60 * 1024;

/** What became of a post; nothing said: it was taken. */
export interface Answer {
  /** 0: nobody took it, and it may be tried again. */
  readonly accepted?: 0;
  /** It will never be taken. */
  readonly rejected?: true;
  /** For its size alone. */
  readonly tooLarge?: boolean;
  readonly retryAfterMs?: number;
  /** Nobody answered. */
  readonly blocked?: true;
}

/** Posts text; the page's one way out. */
export type Send = (
  url: string,
  body: string,
  signal?: AbortSignal,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/**
 * The page's transport. What is under way may not exceed 60 KiB if it shall outlive the page, a limit all
 * requests of a page share (Fetch, "keepalive"). No cookies, no referrer, no redirects; no preflight but for `headers`. Rejects for an address
 * whose connection others can read, and for objects in place of text.
 */
export function createTransport(now: () => number): Send {
  let flying = 0;
  return async (url, body, signal, headers) => {
    if (!isPrivate(new URL(url, location.href))) throw new Error(`"${url}" is not https`);
    // It would count as delivered.
    if (/^\[object Object]/.test(body))
      throw new Error('What it sends is an object. Send it as text, by `JSON.stringify`.');
    const size = new Blob([body]).size;
    const keepalive = flying + size <= BUDGET;
    if (keepalive) flying += size;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        ...(headers && { headers }),
        keepalive,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
        signal: signal ?? null,
      });
      return answer(response, now());
    } catch {
      // Offline, blocked or aborted: nobody took it, and the rows are still in the log.
      return signal?.aborted ? { accepted: 0 } : { accepted: 0, blocked: true };
    } finally {
      if (keepalive) flying -= size;
    }
  };
}

function answer({ ok, status, headers }: Response, now: number): Answer {
  if (ok) return {};
  if (status >= 400 && status < 500 && ![401, 402, 403, 404, 408, 421, 425, 429].includes(status))
    return { rejected: true, tooLarge: status === 413 };
  const retryAfter = headers.get('retry-after');
  if (!retryAfter) return { accepted: 0 };
  const seconds = Number(retryAfter);
  return { accepted: 0, retryAfterMs: Number.isNaN(seconds) ? Date.parse(retryAfter) - now : seconds * 1000 };
}
