import { listen } from '../platform/listen.js';
import { attributeOf } from './closest.js';
import { type Fields, fieldsOf, type Playing, playerAt, type Standing, youtube } from './video-players.js';

/** When to ask after a frame has loaded: its player may not listen yet. */
const ASKS_MS = [0, 1_000, 3_000];
const MESSAGE = 50_000;

/**
 * Hears the players of YouTube and Vimeo in frames of the page, by the messages they exchange with their own scripts; loads
 * nothing and changes no frame. Only messages of their origins count, from a frame of this page. What starts by itself
 * without sound is left out.
 */
export function hearEmbeds(tell: (frame: Element, playing: Playing) => void, signal: AbortSignal): void {
  const standings = new WeakMap<Element, Standing>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  function ask(frame: Element): void {
    const player = frame instanceof HTMLIFrameElement && playerAt(frame.src);
    // Where Google's own script is on the page, it asks, and the player answers for all to hear.
    if (!player || signal.aborted || standings.has(frame) || (player === youtube && 'YT' in window)) return;
    // Whoever is in that frame may know that somebody listens.
    for (const message of player.asks) frame.contentWindow?.postMessage(message, '*');
  }

  function askSoon(frame: Element): void {
    for (const ms of ASKS_MS) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        ask(frame);
      }, ms);
      timers.add(timer);
    }
  }

  listen<MessageEvent>(
    'message',
    ({ origin, source, data }) => {
      const player = playerAt(origin);
      const frame = player && framesOf().find(({ contentWindow }) => contentWindow === source);
      if (!player || !frame || isDecoration(frame.src)) return;
      const message = readMessage(data);
      if (message.event === 'ready') ask(frame);
      const standing = { ...standings.get(frame), ...player.read(message) };
      if (!Object.keys(standing).length) return;
      standings.set(frame, standing);
      if (!standing.isOn) return;
      const { source: id = frame.src, title = '', seconds = 0, duration = NaN, hasEnded = false } = standing;
      const named = title || attributeOf(frame, 'title');
      tell(frame, { provider: player.name, source: id, title: named, seconds, duration, hasEnded });
    },
    signal,
  );
  try {
    // Events of a frame do not reach the window. A form may be called like a method of the document.
    EventTarget.prototype.addEventListener.call(document, 'load', ({ target }) => askSoon(target as Element), {
      signal,
      capture: true,
    });
  } catch {
    // The page took listening away.
  }
  for (const frame of framesOf()) askSoon(frame);
  signal.addEventListener('abort', () => {
    for (const timer of timers) clearTimeout(timer);
  });
}

function framesOf(): readonly HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')];
}

/** It starts by itself without sound. */
function isDecoration(url: string): boolean {
  return /[?&]background=1/.test(url) || (/[?&]autoplay=1/.test(url) && /[?&]muted?=1/.test(url));
}

function readMessage(data: unknown): Fields {
  try {
    return fieldsOf(typeof data === 'string' ? JSON.parse(data.slice(0, MESSAGE)) : data);
  } catch {
    return {}; // Messages of others are of any form.
  }
}
