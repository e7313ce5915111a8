const LIMIT = 50;

/** @type {[type: string, data: object][]} */
const waiting = [];
/** @type {((type: string, data: object) => void)[]} */
const listeners = [];

/**
 * Says that something happened in the shop. The shop does not know who listens: with Waymark in the page it becomes a
 * touchpoint, without it nothing comes of it.
 */
export function tell(type, data = {}) {
  if (!listeners.length && waiting.length < LIMIT) waiting.push([type, data]);
  for (const listener of listeners) listener(type, data);
}

/** Hears what happens, and what happened before it began to listen. */
export function hear(listener) {
  listeners.push(listener);
  for (const [type, data] of waiting.splice(0)) listener(type, data);
}
