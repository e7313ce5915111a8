import { accept } from '../core/accept.js';
import type { ActContext, DeliverContext, Delivered } from '../core/plugin.js';
import { gatherRules, initialProfile } from '../core/rules.js';
import type { Prompt } from '../core/trigger.js';
import type { Subject } from './contract-case.js';
import { createSwap } from './swap.js';

/** How the stand-in for a network answers. */
export type Network = 'takes' | 'refuses' | 'fails' | 'hangs';

/** What a plugin works with while a case runs, and everything it did. */
export interface Bench {
  readonly context: ActContext & DeliverContext;
  /** Everything that went out, by whichever way. */
  readonly sent: { readonly way: string; readonly url: string; readonly body: unknown }[];
  /** Calls of the vendor's page objects. */
  readonly calls: string[];
  readonly tracked: { readonly type: string; readonly data: unknown; readonly mistake: string | null }[];
  /** The grant is taken back, or the page stops. */
  abort(): void;
  /** What hangs answers now that nobody took it. */
  release(): void;
  /** Puts back what was there. */
  stop(): void;
}

/** Long enough for what a plugin does in a task or two, ms. */
export const MOMENT_MS = 20;

/** Sets up what a plugin works with: no request leaves, and the vendor's page objects are heard. */
export function openBench(subject: Subject, network: Network = 'takes'): Bench {
  const { make, before, vendor = {} } = subject;
  const rules = gatherRules([before(), make()]);
  const profile = initialProfile(rules, 'visitor');
  const controller = new AbortController();
  const { signal } = controller;
  const sent: Bench['sent'] = [];
  const calls: string[] = [];
  const tracked: Bench['tracked'] = [];
  const waiting: (() => void)[] = [];
  const swap = createSwap();

  const hanging = <T>(answer: T, until?: AbortSignal | null): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push(() => resolve(answer));
      until?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });

  const put = (holder: object, name: string, value: unknown): void => swap.put(holder, name, { value, writable: true });

  async function send(url: string, body: string): Promise<Delivered> {
    sent.push({ way: 'send', url, body });
    if (network === 'fails') throw new Error('nobody answers');
    if (network === 'refuses') return { accepted: 0, retryAfterMs: 60_000 };
    // The transport settles when it is aborted.
    if (network === 'hangs') return hanging<Delivered>({ accepted: 0 }, signal).catch(() => ({ accepted: 0 }));
    return {};
  }

  async function fetchInstead(url: unknown, options: RequestInit = {}): Promise<unknown> {
    sent.push({ way: 'fetch', url: `${url}`, body: options.body });
    if (network === 'fails') throw new TypeError('Failed to fetch');
    const status = network === 'takes' ? 200 : 503;
    const answer = new Response(status === 200 ? '{}' : '', { status, headers: { 'retry-after': '60' } });
    return network === 'hangs' ? hanging(answer, options.signal) : answer;
  }

  put(globalThis, 'fetch', fetchInstead);
  if (typeof navigator !== 'undefined')
    put(navigator, 'sendBeacon', (url: string, body: unknown) => !!sent.push({ way: 'sendBeacon', url, body }));
  if (typeof XMLHttpRequest !== 'undefined')
    put(XMLHttpRequest.prototype, 'send', (body: unknown) => void sent.push({ way: 'XMLHttpRequest', url: '', body }));
  for (const [name, value] of Object.entries(vendor)) put(globalThis, name, heard(value, name, calls));

  const prompt: Prompt = {
    signal,
    shown: () => true,
    dismiss() {},
    convert() {},
    defer() {},
  };
  return {
    sent,
    calls,
    tracked,
    context: {
      signal,
      site: 'contract',
      profile,
      final: false,
      prompt,
      send,
      problem() {},
      track(type, data) {
        const at = Date.now();
        const admission = accept(rules, { id: `c${tracked.length}`, at, url: '', by: subject.name, type, data });
        const mistake = admission.touchpoint?.unchecked
          ? 'which no vocabulary declares'
          : (admission.problems[0]?.message ?? null);
        return `c${tracked.push({ type, data, mistake })}`;
      },
    },
    abort: () => controller.abort(),
    release() {
      for (const answer of waiting.splice(0)) answer();
    },
    stop() {
      controller.abort();
      swap.restore();
    },
  };
}

/** The same object of a page, with every call in it written down; what is put into it comes back as it is. */
function heard(value: unknown, path: string, calls: string[]): unknown {
  if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return value;
  const wraps = new Map<unknown, unknown>();
  return new Proxy(value, {
    get(target, key) {
      const raw: unknown = Reflect.get(target, key);
      if (!wraps.has(raw)) wraps.set(raw, heard(raw, `${path}.${String(key)}`, calls));
      return wraps.get(raw);
    },
    set(target, key, next) {
      wraps.set(next, next);
      return Reflect.set(target, key, next);
    },
    apply(target, self, args) {
      calls.push(path);
      return Reflect.apply(target as () => unknown, self, args);
    },
  });
}

export function pause(ms: number = MOMENT_MS): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
