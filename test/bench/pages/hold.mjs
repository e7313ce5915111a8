import { sayDone } from './say-done.mjs';

const isHeld = new URLSearchParams(location.search).has('held');

/** With `?held` the page comes to rest first and starts when it is told to, so that its own start is not taken for Waymark's. */
export async function hold() {
  if (!isHeld) return;
  sayDone();
  await new Promise(resolve => {
    window.go = resolve;
  });
}

/** The page has started. */
export function sayReady() {
  if (isHeld) console.log('ready');
  else sayDone();
}
