import { createSwap } from './swap.js';

/** Something that a page sent. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  /** Its text; empty for none. */
  readonly body: string;
  /** When, by the clock of the test, epoch ms. */
  readonly at: number;
}

/** What a server answers: a status, or a whole response. `null`: nobody does. */
export type Respond = (request: SentRequest) => number | Response | null;

export interface FakeNetwork {
  readonly requests: SentRequest[];
  restore(): void;
}

/** Stands in for `fetch` and `sendBeacon`: nothing leaves, everything is written down. */
export function fakeNetwork(now: () => number, respond: Respond = () => 200): FakeNetwork {
  const requests: SentRequest[] = [];
  const { put, restore } = createSwap();

  async function take(url: unknown, method: string, body: unknown): Promise<Response> {
    const text = body instanceof Blob ? await body.text() : body === null || body === undefined ? '' : `${body}`;
    const request = { url: `${url instanceof Request ? url.url : url}`, method, body: text, at: now() };
    requests.push(request);
    const answer = respond(request);
    if (answer === null) throw new TypeError('Failed to fetch');
    return typeof answer === 'number' ? new Response(answer === 204 ? null : '{}', { status: answer }) : answer;
  }

  const fetchInstead = async (url: unknown, { method = 'GET', body, signal }: RequestInit = {}): Promise<Response> => {
    signal?.throwIfAborted();
    return take(url, method, body);
  };
  put(globalThis, 'fetch', { value: fetchInstead, writable: true });
  if (typeof navigator !== 'undefined')
    put(navigator, 'sendBeacon', {
      value(url: unknown, body: unknown) {
        void take(url, 'POST', body).catch(() => {});
        return true;
      },
      writable: true,
    });
  return { requests, restore };
}
