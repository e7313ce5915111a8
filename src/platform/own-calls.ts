import { listen } from './listen.js';

const NAME = 'waymark-call';
/** Where the other script never answers, the oldest are forgotten. */
const KEPT = 100;

/** Says that Waymark calls another script of the page whose answer is no object that could be marked. */
export function sayOwnCall(call: string): void {
  dispatchEvent(new CustomEvent(NAME, { detail: call }));
}

/** Knows the calls of any copy of Waymark on this page from those of others: as often as one was said, it is ours. */
export function hearOwnCalls(signal: AbortSignal): (call: string) => boolean {
  let said: string[] = [];
  function keep({ detail }: CustomEvent): void {
    said = [...said, String(detail)].slice(-KEPT);
  }

  listen(NAME, keep, signal);
  return call => {
    const place = said.indexOf(call);
    said = said.filter((_, index) => index !== place);
    return place >= 0;
  };
}
