// Documents and consoles that are not what they look like.
export const DOCUMENTS = {
  'console is gone': ({ set }) => set(window, 'console', undefined),
  'console.warn throws': ({ set, refuse }) => set(console, 'warn', refuse('the console')),
  'console is empty': ({ set }) => set(window, 'console', {}),
  'window.onerror swallows and answers junk': () => {
    window.onerror = () => ({ junk: true });
  },
  'onunhandledrejection throws': ({ refuse }) => {
    window.onunhandledrejection = refuse('rejections');
  },
  'the body is missing': () => document.body?.remove(),
  'the body is removed while it is parsed': () =>
    document.addEventListener('DOMContentLoaded', () => document.body.remove()),
  'the page was written': () => document.write('<body><h1>Written</h1>'),
  'the base of addresses is elsewhere': () => document.write('<base href="https://elsewhere.invalid/a/b/">'),
  'the base of addresses is no address': () => document.write('<base href="data:,x">'),
  'elements have names of globals': () => {
    const names = 'waymark dataLayer navigation config plugins waymark-config __tcfapi __gpp Shopify gtag';
    for (const id of names.split(' ')) document.write(`<a id="${id}" href="x:y"></a><a id="${id}"></a>`);
  },
  'frames have names of globals': () =>
    document.write('<iframe name="waymark"></iframe><iframe name="dataLayer"></iframe>'),
  'document.title throws': ({ get, refuse }) => get(Document.prototype, 'title', refuse('title')),
  'document.referrer throws': ({ get, refuse }) => get(Document.prototype, 'referrer', refuse('referrer')),
  'document.currentScript throws': ({ get, refuse }) => get(Document.prototype, 'currentScript', refuse('it')),
  'the document is frozen': () => Object.freeze(document),
};
