/** What answers later, of a browser, a context, a page or a session of its protocol. */
const LATER = [
  'addCookies',
  'addInitScript',
  'addScriptTag',
  'bringToFront',
  'close',
  'cookies',
  'detach',
  'evaluate',
  'exposeFunction',
  'goto',
  'newBrowserCDPSession',
  'newCDPSession',
  'newContext',
  'newPage',
  'send',
  'setOffline',
  'waitForEvent',
  'waitForFunction',
  'waitForURL',
];
/** What answers with one of these. */
const OPENS = /^new/;
/** Where a row made the call: a line of its file, or of what it shares with others. */
const PLACE = /(?:torture|neighbours)\/((?!steps|hold)[\w-]+\.mjs:\d+)/;

/** Notes which calls of a row to its browsers have not come back, so that it can be said where one stands still. */
export function watchSteps() {
  const waiting = new Set();
  let last = '';

  /** The same thing; its calls are noted, and those of what it opens. */
  function watched(thing) {
    for (const name of LATER) {
      const original = thing[name];
      if (typeof original !== 'function') continue;
      thing[name] = async (...values) => {
        const step = { what: nameOf(name, values), since: performance.now() };
        waiting.add(step);
        try {
          const answer = await original.apply(thing, values);
          return OPENS.test(name) ? watched(answer) : answer;
        } finally {
          waiting.delete(step);
          last = step.what;
        }
      };
    }
    return thing;
  }

  /** What is waited for, the longest first; else what was done last. */
  function say() {
    const now = performance.now();
    const steps = Array.from(waiting, ({ what, since }) => `${what} for ${((now - since) / 1000).toFixed(0)} s`);
    return steps.length ? steps.join(', ') : `after ${last || 'its start'}`;
  }

  return { watched, say };
}

function nameOf(name, [first]) {
  const [, place = ''] = PLACE.exec(new Error().stack) ?? [];
  const about = typeof first === 'function' ? first.name : typeof first === 'string' ? first.slice(0, 60) : '';
  return `${place} ${name}(${about})`.trim();
}
