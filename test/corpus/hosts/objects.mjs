// What objects inherit and how they are made: extended, frozen or broken by the page.
export const OBJECTS = {
  'Object.prototype has enumerable extras': () => {
    Object.prototype.extend = () => {};
    Object.prototype.forEach = () => {};
  },
  'Object.prototype has names of options': () => {
    const names = {
      consent: 'granted',
      plugins: [{ name: 'evil' }],
      endpoint: 'x',
      url: 'x',
      site: 'x',
      rate: 0,
      enabled: false,
    };
    for (const [name, value] of Object.entries(names)) Object.prototype[name] = value;
  },
  'Object.prototype has names of plugins': () => {
    for (const name of ['purpose', 'needs', 'slice', 'stageModel', 'triggers', 'deliver', 'acts', 'signal', 'at'])
      Object.prototype[name] = 'x';
  },
  'Object.prototype has accessors that throw': ({ get, refuse }) => {
    for (const name of ['data', 'type', 'items', 'once', 'capture', 'passive'])
      get(Object.prototype, name, refuse(name));
  },
  'Object.prototype.toJSON is there': () => {
    Object.prototype.toJSON = () => 'x';
  },
  'Object.prototype is frozen': () => Object.freeze(Object.prototype),
  'every intrinsic is frozen': () => {
    for (const name of Object.getOwnPropertyNames(window)) {
      if (!/^[A-Z]/.test(name) || typeof window[name] !== 'function' || !/native/.test(window[name])) continue;
      try {
        Object.freeze(window[name]);
        if (window[name].prototype) Object.freeze(window[name].prototype);
      } catch {}
    }
    for (const value of [Math, JSON, Reflect, Symbol, Promise.prototype.then]) Object.freeze(value);
  },
  'Object.keys counts inherited keys': ({ set }) =>
    set(Object, 'keys', object => {
      const keys = [];
      for (const key in object) keys.push(key);
      return keys;
    }),
  'Object.entries and fromEntries are gone': ({ set }) =>
    ['entries', 'fromEntries'].map(name => set(Object, name, undefined)),
  'Object.hasOwn is gone': ({ set }) => set(Object, 'hasOwn', undefined),
  'Object.assign copies nothing': ({ set }) => set(Object, 'assign', target => target),
  'Object.freeze throws': ({ set, refuse }) => set(Object, 'freeze', refuse('freezing')),
  'Object.freeze does nothing': ({ set }) => set(Object, 'freeze', value => value),
  'Object.defineProperty refuses the document': ({ set }) => {
    const { defineProperty } = Object;
    set(Object, 'defineProperty', (target, ...rest) => {
      if (target === document) throw new TypeError('no');
      return defineProperty(target, ...rest);
    });
  },
  'Reflect is gone': ({ set }) => set(window, 'Reflect', undefined),
  'Proxy and WeakMap are gone': ({ set }) =>
    ['Proxy', 'WeakMap', 'WeakRef', 'WeakSet'].map(name => set(window, name, undefined)),
};
