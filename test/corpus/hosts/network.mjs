// What fetches, listens and navigates: gone, wrapped by others, or lying about the page.
export const NETWORK = {
  'fetch is gone': ({ set }) => set(window, 'fetch', undefined),
  'fetch throws': ({ set, refuse }) => set(window, 'fetch', refuse('fetch')),
  'fetch rejects with undefined': ({ set }) => set(window, 'fetch', () => Promise.reject()),
  'fetch answers undefined': ({ set }) => set(window, 'fetch', () => undefined),
  'fetch answers what is no promise': ({ set }) => set(window, 'fetch', () => ({ ok: true, status: 200 })),
  'fetch answers a bare object': ({ set }) => set(window, 'fetch', async () => ({})),
  'fetch never answers': ({ set }) => set(window, 'fetch', () => new Promise(() => {})),
  'fetch is wrapped and wants a Request': ({ set }) => {
    const { fetch } = window;
    set(window, 'fetch', (input, init) => fetch(new Request(input, { ...init, keepalive: false })));
  },
  'fetch is an accessor that throws': ({ get, refuse }) => get(window, 'fetch', refuse('fetch')),
  'sendBeacon is gone': ({ set }) => set(Navigator.prototype, 'sendBeacon', undefined),
  'sendBeacon throws': ({ set, refuse }) => set(Navigator.prototype, 'sendBeacon', refuse('beacons')),
  'XMLHttpRequest is gone': ({ set }) => set(window, 'XMLHttpRequest', undefined),
  'Headers answer null': ({ set }) => set(Headers.prototype, 'get', () => null),
  'Blob is gone': ({ set }) => set(window, 'Blob', undefined),
  'URL is gone': ({ set }) => set(window, 'URL', undefined),
  'URL always throws': ({ set, refuse }) => set(window, 'URL', refuse('URL')),
  'URLSearchParams is a stub': ({ set }) => set(window, 'URLSearchParams', function URLSearchParams() {}),
  'AbortController is gone': ({ set }) => set(window, 'AbortController', undefined),
  'AbortSignal listens to nobody': ({ set }) => set(AbortSignal.prototype, 'addEventListener', () => {}),
  'history is wrapped by three libraries': ({ set }) => {
    for (let n = 0; n < 3; n++)
      for (const name of ['pushState', 'replaceState']) {
        const before = history[name];
        set(history, name, (...values) => before.apply(history, values));
      }
  },
  'history.pushState throws': ({ set, refuse }) => set(History.prototype, 'pushState', refuse('history')),
  'navigation is gone': ({ set }) => set(window, 'navigation', undefined),
  'navigation is a stub': ({ set }) => set(window, 'navigation', {}),
  'navigation throws': ({ get, refuse }) => get(window, 'navigation', refuse('navigation')),
  'window.addEventListener is gone': ({ set }) => set(window, 'addEventListener', undefined),
  'window.addEventListener throws': ({ set, refuse }) => set(window, 'addEventListener', refuse('listeners')),
  'addEventListener knows no options': ({ set }) => {
    const { addEventListener } = EventTarget.prototype;
    set(EventTarget.prototype, 'addEventListener', function (type, run, options) {
      addEventListener.call(this, type, run, options === true);
    });
  },
  'document.addEventListener throws': ({ set, refuse }) => set(document, 'addEventListener', refuse('listeners')),
  'navigator.onLine says no': ({ set }) => set(Navigator.prototype, 'onLine', false),
  'navigator.onLine throws': ({ get, refuse }) => get(Navigator.prototype, 'onLine', refuse('onLine')),
  'navigator is a proxy': ({ set }) => set(window, 'navigator', new Proxy({}, { get: () => undefined })),
  'navigator is gone': ({ set }) => set(window, 'navigator', undefined),
  'the browser says that it is driven': ({ set }) => set(Navigator.prototype, 'webdriver', true),
  'visibilityState says hidden': ({ set }) => set(Document.prototype, 'visibilityState', 'hidden'),
  'visibilityState throws': ({ get, refuse }) => get(Document.prototype, 'visibilityState', refuse('it')),
  'prerendering is a lie': ({ set }) => set(Document.prototype, 'prerendering', true),
  'globalPrivacyControl throws': ({ get, refuse }) => get(Navigator.prototype, 'globalPrivacyControl', refuse('GPC')),
};
