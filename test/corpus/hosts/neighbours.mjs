// What other scripts leave on a page: libraries of other years, wrappers, globals.
export const NEIGHBOURS = {
  'dataLayer is frozen': () => {
    window.dataLayer = Object.freeze([{ event: 'x' }]);
  },
  'dataLayer holds what throws': ({ get, refuse }) => {
    window.dataLayer = [get({}, 'event', refuse('event')), null, 7, new Proxy({}, { get: refuse('all') })];
  },
  'dataLayer is an object': () => {
    window.dataLayer = { push() {} };
  },
  'dataLayer.push throws': ({ refuse }) => {
    window.dataLayer = [];
    window.dataLayer.push = refuse('push');
  },
  'window.waymark is a number': () => {
    window.waymark = 7;
  },
  'window.name is a script': () => {
    window.name = '{"consent":"denied","plugins":{"http":{"url":"//evil.invalid"}}}';
  },
  'the window has getters that throw': ({ get, refuse }) =>
    ['gtag', 'dataLayer', 'Shopify', 'ga', 'fbq'].map(name => get(window, name, refuse(name))),
  'module and exports are globals': () => {
    window.module = { exports: {} };
    window.exports = window.module.exports;
    window.require = () => ({});
    window.define = Object.assign(() => {}, { amd: {} });
  },
  'process and global are globals': () => {
    window.process = { env: {} };
    window.global = window;
  },
  '$ and _ are somebody else': () => {
    window.$ = window._ = window.jQuery = () => null;
  },
  'timers and listeners are wrapped by an error tracker': ({ set }) => {
    const wrap = run =>
      typeof run === 'function'
        ? function (...values) {
            return run.apply(this, values);
          }
        : run;
    for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask']) {
      const native = window[name];
      set(window, name, (run, ...rest) => native.call(window, wrap(run), ...rest));
    }
    const { addEventListener } = EventTarget.prototype;
    set(EventTarget.prototype, 'addEventListener', function (type, run, options) {
      return addEventListener.call(this, type, wrap(run), options);
    });
  },
  'classes of Prototype are there': ({ set }) => {
    set(Object, 'extend', (target, source) => {
      for (const key in source) target[key] = source[key];
      return target;
    });
    Object.extend(Function.prototype, { wrap() {}, curry() {}, delay() {}, defer() {}, methodize() {} });
    Object.extend(String.prototype, {
      gsub() {},
      strip() {},
      startsWith(text) {
        return this.lastIndexOf(text, 0) === 0;
      },
    });
    Object.extend(Array.prototype, {
      toArray() {
        return [...this];
      },
      compact() {},
      without() {},
      uniq() {},
      clone() {
        return [...this];
      },
    });
    window.Hash = window.Enumerable = window.Template = () => {};
  },
  'types of MooTools are there': ({ set }) => {
    Function.prototype.implement = function (key, value) {
      this.prototype[key] = value;
      return this;
    };
    Function.prototype.extend = function (key, value) {
      this[key] = value;
      return this;
    };
    Array.implement('flatten', function () {
      return this.flat(9);
    }).implement('clean', function () {
      return this;
    });
    String.implement('contains', function (text) {
      return this.indexOf(text) > -1;
    });
    Number.implement('limit', function (a, b) {
      return Math.min(b, Math.max(a, this));
    });
    set(Event, 'Keys', {});
  },
  'sugar methods are on Object.prototype': () => {
    for (const name of ['keys', 'values', 'has', 'size', 'map', 'filter', 'each']) Object.prototype[name] = () => [];
  },
  'core-js 2 has replaced Symbol and Map': ({ set }) => {
    const Native = Map;
    function Old(list) {
      const map = new Native();
      for (const [key, value] of list ?? []) map.set(key, value);
      return map;
    }
    Old.prototype = Native.prototype;
    set(window, 'Map', Old);
  },
};
