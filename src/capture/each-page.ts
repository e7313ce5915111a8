import { whenActivated } from '../platform/activation.js';
import { isVisible, onHide, onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { onNavigate } from '../platform/navigation.js';

/** Pages say what they are about when they are parsed, when their data has come, or when an app has added it. */
const LOOKS_MS = [500, 2_000, 5_000];

/** Looks at the page; whether it found what it looks for. `isFresh`: the document is new, or came back out of a cache. */
export type Look = (isFresh: boolean) => boolean | Promise<boolean>;

/**
 * Calls `look` on every page the visitor sees, soft navigations included: half a second after the page is there, again after
 * 2 s and 5 s until it finds something, and when a page is left before. Never while the page is hidden or rendered ahead.
 * `lateMs` is for who comes after others.
 */
export function eachPage(look: Look, signal: AbortSignal, lateMs = 0): void {
  let timers: readonly ReturnType<typeof setTimeout>[] = [];
  let address = addressOf(location);
  let isFresh = true;
  let isOpen = false;

  function plan(): void {
    for (const timer of timers) clearTimeout(timer);
    isOpen = true;
    timers = LOOKS_MS.map(pause => setTimeout(lookIfSeen, pause + lateMs));
  }

  async function run(): Promise<void> {
    if (!isOpen || signal.aborted) return;
    const at = address;
    if ((await look(isFresh)) && at === address) isFresh = isOpen = false;
  }

  function lookIfSeen(): void {
    if (isVisible()) void run();
  }

  if (signal.aborted) return;
  whenActivated(() => {
    if (document.readyState === 'loading') listen('DOMContentLoaded', plan, signal);
    else plan();
  }, signal);
  onNavigate(() => {
    if (address === addressOf(location)) return;
    address = addressOf(location);
    isFresh = false;
    plan();
  }, signal);
  onShow(restored => {
    isFresh ||= restored;
    if (restored || isOpen) plan();
  }, signal);
  onHide(() => void run(), signal);
  signal.addEventListener('abort', () => {
    for (const timer of timers) clearTimeout(timer);
  });
}

/**
 * What makes a page another: all its parameters count, for they may say which product it is about, and a fragment where it
 * looks like a path.
 */
function addressOf({ pathname, search, hash }: Location): string {
  return pathname + search + (/^#!?\//.test(hash) ? hash : '');
}
