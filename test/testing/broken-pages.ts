import { ACTING, acting, type Broken, type Context, capturing, OFFER, odd } from './broken.js';

const AT_ONCE = 'leaves nothing on a page when it is stopped at once';
const USED = 'leaves nothing on a page after it was used, and hears nothing any more';
const DECLARED = 'tracks only what a vocabulary declares, with data it takes';
const ACTED = 'leaves nothing on a page when it is stopped after it acted';

/** Plugins that leave on a page what they brought, or do on it what they may not. */
export const BROKEN_PAGES: readonly Broken[] = [
  [
    AT_ONCE,
    'a listener without a signal',
    capturing(() => addEventListener('click', add4)),
    /it still hears "click" of `window`/,
  ],
  [
    AT_ONCE,
    'a listener of the document',
    capturing(() => document.addEventListener('click', add4)),
    /it still hears "click" of `document`/,
  ],
  [AT_ONCE, 'an interval', capturing(() => setInterval(() => {}, 60_000)), /`setInterval` of 60000 ms is still due/],
  [AT_ONCE, 'a late timer', capturing(() => setTimeout(() => {}, 60_000)), /`setTimeout` of 60000 ms is still due/],
  [
    AT_ONCE,
    'a timer that sets itself again',
    capturing(function again(): void {
      setTimeout(again, 100);
    }),
    /`setTimeout` of 100 ms is still due/,
  ],
  [
    AT_ONCE,
    'an observer',
    capturing(() => new MutationObserver(() => {}).observe(document, { childList: true })),
    /a MutationObserver still runs/,
  ],
  [AT_ONCE, 'an element', capturing(() => document.body.append('x')), /the markup of the page is not as it was/],
  [
    AT_ONCE,
    'a global',
    capturing(() => Object.assign(globalThis, { acmeGlobal: 1 })),
    /the global `acmeGlobal` is not as it was/,
  ],
  [
    AT_ONCE,
    'a patched history',
    capturing(() => {
      history.pushState = () => {};
    }),
    /`history\.pushState` is not as it was/,
  ],
  [
    AT_ONCE,
    'a patched `fetch`',
    capturing(() => {
      globalThis.fetch = async () => new Response();
    }),
    /`fetch` is not as it was/,
  ],
  [AT_ONCE, 'something stored', capturing(() => localStorage.setItem('acme', '1')), /`localStorage` is not as it was/],
  [
    AT_ONCE,
    'a cookie',
    capturing(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: plugins write it like this.
      document.cookie = 'acme=1';
    }),
    /`document\.cookie` is not as it was/,
  ],
  [
    AT_ONCE,
    'a handler',
    capturing(() => {
      window.onresize = () => {};
    }),
    /`window\.onresize` is not as it was/,
  ],
  [
    AT_ONCE,
    'a throw',
    capturing(() => {
      throw new Error('no Acme here');
    }),
    /threw out of `capture`: no Acme here/,
  ],
  [
    USED,
    'touchpoints after the stop',
    capturing(({ track, signal }: Context) =>
      signal.addEventListener('abort', () => void setTimeout(() => track('page_view' as never, {} as never))),
    ),
    /tracked `page_view` after it was stopped/,
  ],
  [
    USED,
    'a click that is held up',
    capturing(({ signal }: Context) => addEventListener('click', event => event.preventDefault(), { signal })),
    /kept "click" from doing what it does/,
  ],
  [
    DECLARED,
    'a type of nobody',
    capturing(({ track }: Context) => void track('acme_trade' as never, {} as never)),
    /`acme_trade`, which no vocabulary declares/,
  ],
  [
    DECLARED,
    'data that its check refuses',
    odd({
      vocabulary: { acme_trade: () => '`model` is missing' },
      capture: ({ track }: Context) => void track('acme_trade' as never, {} as never),
    }),
    /`model` is missing/,
  ],
  [
    ACTING,
    'an element that comes late',
    acting(async () => {
      await Promise.resolve();
      document.body.append('offer');
    }),
    /the markup of the page is not as it was/,
    OFFER,
  ],
  [
    ACTED,
    'an element that stays',
    acting(() => document.body.append('offer')),
    /the markup of the page is not as it was/,
    OFFER,
  ],
  [
    ACTED,
    'a request after the stop',
    acting(async (_, { signal }: Context) => {
      signal.addEventListener('abort', () => void fetch('/late'));
    }),
    /went on after its grant was gone/,
    OFFER,
  ],
  [
    ACTED,
    'a throw',
    acting(() => {
      throw new Error('no Acme here');
    }),
    /failed to act on `acme\.offer`/,
    OFFER,
  ],
];

/** What a broken plugin left is taken away again. */
export async function tidily(run: () => Promise<void>): Promise<void> {
  const { pushState } = history;
  const { fetch } = globalThis;
  const { body } = document;
  try {
    await run();
  } finally {
    history.pushState = pushState;
    globalThis.fetch = fetch;
    window.onresize = null;
    removeEventListener('click', add4);
    document.removeEventListener('click', add4);
    Reflect.deleteProperty(globalThis, 'acmeGlobal');
    Reflect.deleteProperty(Object.prototype, 'acmeHung');
    localStorage.clear();
    // biome-ignore lint/suspicious/noDocumentCookie: happy-dom has nothing else.
    document.cookie = 'acme=; max-age=0';
    body.replaceChildren();
  }
}

function add4(): void {}
