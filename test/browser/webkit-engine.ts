import { findWebKit } from '../../.ci/browsers.mjs';
import type { Engine, Tab } from './harness.js';
import { command, startDriver } from './webkit-driver.js';

/** Sends one command of the session, such as `POST url`. */
type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** What the code in a page has come to: the JSON of its answer, its error, its number while it runs, or none of these. */
interface Outcome {
  readonly json?: string;
  readonly error?: string;
  readonly running?: number;
}

const POLL_MS = 5;

/** Runs code in a page without waiting for its promise: the driver does one thing at a time, tabs do not. */
const RUN = `
  const running = (window.outcomes ??= []).push(null) - 1;
  const outcome = { running };
  window.outcomes[running] = outcome;
  const settle = value => { delete outcome.running; outcome.json = JSON.stringify({ value }); return outcome; };
  try {
    const value = (0, eval)(arguments[0]);
    if (typeof value?.then !== 'function') return settle(value);
    value.then(settle).catch(error => { delete outcome.running; outcome.error = String(error); });
    return outcome;
  } catch (error) {
    return { error: String(error) };
  }`;

/** For the head of a page whose complaints a test reads: WebKit's driver does not tell what the console was told. */
export const RECORDER: string = `<script>
  window.complaints = [];
  for (const level of ['debug', 'info', 'warn', 'error']) {
    const say = console[level];
    console[level] = (...words) => { complaints.push(words.join(' ')); say.apply(console, words); };
  }
  addEventListener('error', ({ error, message, target }) => complaints.push(String(error ?? message ?? 'Not loaded: ' + target.src)), true);
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
</script>`;

/** WebKitGTK by its own driver, on a screen nobody sees. Its windows share one profile, which is kept in memory. */
export async function webkitEngine(): Promise<Engine> {
  const { origin, stop } = await startDriver();
  try {
    const capabilities = {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: findWebKit(), args: ['--automation'] } },
    };
    const { sessionId } = (await command('POST', `${origin}/session`, { capabilities })) as { sessionId: string };
    const send: Send = (method, path, body) => command(method, `${origin}/session/${sessionId}/${path}`, body);
    const inWindow = turns(send);
    // The first window stays: only from a window another can be opened, and the session ends with the last.
    const first = (await send('GET', 'window')) as string;
    return {
      name: 'WebKitGTK',
      async open() {
        // A window, not a tab: a tab behind another is hidden, and its timers are slowed.
        const { handle } = (await inWindow(first, () => send('POST', 'window/new', { type: 'window' }))) as {
          handle: string;
        };
        return openTab(send, work => inWindow(handle, work));
      },
      async close() {
        await command('DELETE', `${origin}/session/${sessionId}`);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs work in a window while no other work is under way: a session has one current window. */
function turns(send: Send): <T>(handle: string, work: () => Promise<T>) => Promise<T> {
  let current = '';
  let last: Promise<unknown> = Promise.resolve();
  return (handle, work) => {
    const turn = last.then(async () => {
      if (current !== handle) await send('POST', 'window', { handle });
      current = handle;
      return work();
    });
    last = turn.catch(() => {});
    return turn;
  };
}

function openTab(send: Send, turn: <T>(work: () => Promise<T>) => Promise<T>): Tab {
  const execute = (script: string, argument: unknown): Promise<Outcome> =>
    turn(() => send('POST', 'execute/sync', { script, args: [argument] })) as Promise<Outcome>;
  const tab: Tab = {
    goto: url => turn(() => send('POST', 'url', { url })),
    async evaluate<T>(run: string | ((argument: never) => T | Promise<T>), argument?: unknown): Promise<T> {
      const code = typeof run === 'string' ? run : `(${run})(${JSON.stringify(argument)})`;
      let outcome = await execute(RUN, code);
      while (outcome.running !== undefined) {
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
        outcome = await execute('return window.outcomes?.[arguments[0]] ?? {};', outcome.running);
      }
      if (outcome.json) return JSON.parse(outcome.json).value;
      throw new Error(outcome.error ?? `The page was left before this had ended: ${code.slice(0, 200)}`);
    },
    complaints: () => tab.evaluate<string[]>('window.complaints ?? []'),
    close: () => turn(() => send('DELETE', 'window')),
  };
  return tab;
}
