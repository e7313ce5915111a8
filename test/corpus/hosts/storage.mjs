// Storage, identity and channels of a page: gone, refused, empty or lying.
export const STORAGE = {
  'indexedDB is gone': ({ set }) => set(window, 'indexedDB', undefined),
  'indexedDB is null': ({ set }) => set(window, 'indexedDB', null),
  'reading indexedDB throws': ({ get, refuse }) => get(window, 'indexedDB', refuse('indexedDB')),
  'indexedDB.open throws': ({ set, refuse }) => set(IDBFactory.prototype, 'open', refuse('open')),
  'indexedDB.open answers nothing': ({ set }) => set(IDBFactory.prototype, 'open', () => undefined),
  'indexedDB.open never answers': ({ set }) => set(IDBFactory.prototype, 'open', () => ({})),
  'indexedDB.databases rejects': ({ set }) => set(IDBFactory.prototype, 'databases', () => Promise.reject(Error('no'))),
  'indexedDB.databases lies': ({ set }) => set(IDBFactory.prototype, 'databases', () => 'none'),
  'IDBKeyRange is gone': ({ set }) => set(window, 'IDBKeyRange', undefined),
  'a put into a database throws': ({ set, refuse }) => set(IDBObjectStore.prototype, 'put', refuse('put')),
  'transaction.commit is gone': ({ set }) => set(IDBTransaction.prototype, 'commit', undefined),
  'a transaction cannot be begun': ({ set, refuse }) => set(IDBDatabase.prototype, 'transaction', refuse('it')),
  'localStorage is null': ({ set }) => set(window, 'localStorage', null),
  'reading localStorage throws': ({ get, refuse }) => get(window, 'localStorage', refuse('localStorage')),
  'localStorage answers nonsense': ({ set }) =>
    set(Storage.prototype, 'getItem', () => '{"rows":[7,null,"x"],"id":{}}'),
  'every store is refused': ({ get, refuse }) => {
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches', 'cookieStore'])
      get(window, name, refuse(name));
  },
  'crypto is gone': ({ set }) => set(window, 'crypto', undefined),
  'crypto.getRandomValues throws': ({ set, refuse }) => set(Crypto.prototype, 'getRandomValues', refuse('random')),
  'crypto.getRandomValues answers nothing': ({ set }) => set(Crypto.prototype, 'getRandomValues', () => undefined),
  'crypto.randomUUID is gone': ({ set }) => set(Crypto.prototype, 'randomUUID', undefined),
  'navigator.locks is gone': ({ set }) => set(Navigator.prototype, 'locks', undefined),
  'navigator.locks throws': ({ set, refuse }) => set(LockManager.prototype, 'request', refuse('locks')),
  'navigator.locks never grants': ({ set }) => set(LockManager.prototype, 'request', () => new Promise(() => {})),
  'navigator.locks answers at once without working': ({ set }) => set(LockManager.prototype, 'request', () => null),
  'BroadcastChannel is gone': ({ set }) => set(window, 'BroadcastChannel', undefined),
  'BroadcastChannel throws': ({ set, refuse }) => set(window, 'BroadcastChannel', refuse('channels')),
  'BroadcastChannel.postMessage throws': ({ set, refuse }) =>
    set(BroadcastChannel.prototype, 'postMessage', refuse('it')),
  'structuredClone is gone': ({ set }) => set(window, 'structuredClone', undefined),
  'structuredClone answers the same': ({ set }) => set(window, 'structuredClone', value => value),
  'document.cookie throws': ({ get, refuse }) => get(Document.prototype, 'cookie', refuse('cookies')),
};
