import type { Patches } from './page-patches.js';

interface Heard {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
  readonly capture: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Watches what is listened to. Answers, whenever it is asked, what is still heard. */
export function watchListeners(put: Patches['put']): () => readonly string[] {
  const heard = new Map<object, Heard>();

  // Happy DOM and jsdom put bound copies on the global object, so each of them is watched.
  for (const holder of new Set([globalThis, ownerOf(window), ownerOf(document)])) {
    const { addEventListener: add, removeEventListener: remove } = holder as EventTarget;
    if (!Object.hasOwn(holder, 'addEventListener')) continue;
    put(holder, 'addEventListener', function (this: unknown, type: string, listener: unknown, options?: unknown) {
      const target = (this ?? globalThis) as EventTarget;
      const { capture, signal, once } = Object(typeof options === 'boolean' ? { capture: options } : options);
      const entry = { target, type, listener, capture: !!capture, signal };
      if (listener && !signal?.aborted && ![...heard.values()].some(one => isSame(one, entry))) {
        const key = {};
        heard.set(key, entry);
        // Added before theirs, so that it is told first.
        if (once) add.call(target, type, () => heard.delete(key), { capture: !!capture, once: true, signal });
      }
      return add.call(target, type, listener as EventListener, options as AddEventListenerOptions);
    });
    put(holder, 'removeEventListener', function (this: unknown, type: string, listener: unknown, options?: unknown) {
      const target = (this ?? globalThis) as EventTarget;
      const capture = !!(typeof options === 'boolean' ? options : Object(options).capture);
      for (const [key, one] of heard) if (isSame(one, { target, type, listener, capture })) heard.delete(key);
      return remove.call(target, type, listener as EventListener, options as EventListenerOptions);
    });
  }
  return () =>
    [...heard.values()].filter(isLeft).map(({ target, type }) => `it still hears "${type}" of ${titleOf(target)}`);
}

/** What a browser takes for one and the same listener. */
function isSame(one: Heard, other: Omit<Heard, 'signal'>): boolean {
  return (
    one.target === other.target &&
    one.type === other.type &&
    one.listener === other.listener &&
    one.capture === other.capture
  );
}

/** A listener of something that is gone with its element, or with its signal, is not left behind. */
function isLeft({ target, signal }: Heard): boolean {
  if (signal?.aborted || target instanceof AbortSignal) return false;
  return !(typeof Node !== 'undefined' && target instanceof Node) || target.isConnected;
}

/** The object in the prototype chain that has `addEventListener`. */
function ownerOf(target: object): object {
  let owner: object | null = target;
  while (owner && !Object.hasOwn(owner, 'addEventListener')) owner = Object.getPrototypeOf(owner);
  return owner ?? target;
}

function titleOf(target: EventTarget): string {
  if (target === globalThis || target === window) return '`window`';
  if (target === document) return '`document`';
  return `a ${target.constructor?.name ?? 'target'}`;
}
