// Lists, texts, patterns, JSON and functions: extended or broken by the page.
export const VALUES = {
  'Array.prototype.toJSON is that of Prototype 1.6': () => {
    Array.prototype.toJSON = function () {
      return `[${this.map(each => JSON.stringify(each)).join(', ')}]`;
    };
    String.prototype.toJSON = function () {
      return `"${this}"`;
    };
  },
  'Array.prototype has enumerable extras': () => {
    Array.prototype.each =
      Array.prototype.collect =
      Array.prototype.inject =
        function () {
          return this;
        };
    Array.prototype.last = function () {
      return this[this.length - 1];
    };
  },
  'Array.prototype.reduce is that of Prototype': ({ set }) =>
    set(Array.prototype, 'reduce', function () {
      return this.length > 1 ? this : this[0];
    }),
  'Array.prototype.filter answers nothing': ({ set }) => set(Array.prototype, 'filter', () => []),
  'Array.prototype.map throws': ({ set, refuse }) => set(Array.prototype, 'map', refuse('map')),
  'Array.prototype.at is gone': ({ set }) => set(Array.prototype, 'at', undefined),
  'Array.prototype.flat, flatMap and toSorted are gone': ({ set }) =>
    ['flat', 'flatMap', 'toSorted'].map(name => set(Array.prototype, name, undefined)),
  'Array.prototype.push counts wrong': ({ set }) => {
    const { push } = Array.prototype;
    set(Array.prototype, 'push', function (...values) {
      push.apply(this, values);
    });
  },
  'Array.prototype.indexOf and includes always find': ({ set }) => {
    set(Array.prototype, 'indexOf', () => 0);
    set(Array.prototype, 'includes', () => true);
  },
  'Array.from is that of MooTools': ({ set }) =>
    set(Array, 'from', item => (item == null ? [] : Array.isArray(item) ? item : [item])),
  'Array.from is that of Prototype': ({ set }) =>
    set(Array, 'from', list => {
      const out = [];
      for (let n = 0; n < list.length; n++) out.push(list[n]);
      return out;
    }),
  'Array.isArray answers false': ({ set }) => set(Array, 'isArray', () => false),
  'Array iteration is broken': ({ set }) => set(Array.prototype, Symbol.iterator, undefined),
  'Function.prototype.bind is that of Prototype': ({ set }) =>
    set(Function.prototype, 'bind', function (self, ...first) {
      return (...rest) => this.apply(self, first.concat(rest));
    }),
  'Function.prototype.call and apply are wrapped': ({ set }) => {
    const { apply } = Reflect;
    set(Function.prototype, 'apply', function (self, values) {
      return apply(this, self, values ?? []);
    });
    set(Function.prototype, 'call', function (self, ...values) {
      return apply(this, self, values);
    });
  },
  'Map is a polyfill that knows no iterables': ({ set }) => {
    const Native = Map;
    set(window, 'Map', class extends Native {});
  },
  'Symbol.for answers strings': ({ set }) => set(Symbol, 'for', name => `@@${name}`),
  'String.prototype.replace does nothing': ({ set }) =>
    set(String.prototype, 'replace', function () {
      return `${this}`;
    }),
  'String.prototype.slice and padStart are wrapped': ({ set }) => {
    for (const name of ['slice', 'padStart', 'split']) {
      const native = String.prototype[name];
      set(String.prototype, name, function (...values) {
        return native.apply(this, values);
      });
    }
  },
  'RegExp.prototype.test always says yes': ({ set }) => set(RegExp.prototype, 'test', () => true),
  'RegExp.prototype.test always says no': ({ set }) => set(RegExp.prototype, 'test', () => false),
  'RegExp.prototype.exec answers null': ({ set }) => set(RegExp.prototype, 'exec', () => null),
  'RegExp.prototype[Symbol.replace] is broken': ({ set }) => set(RegExp.prototype, Symbol.replace, text => text),
  'JSON.stringify is wrapped and drops what is nested': ({ set }) => {
    const { stringify } = JSON;
    set(JSON, 'stringify', value => stringify(value, null, 1));
  },
  'JSON.stringify throws': ({ set, refuse }) => set(JSON, 'stringify', refuse('JSON')),
  'JSON.parse throws': ({ set, refuse }) => set(JSON, 'parse', refuse('JSON')),
  'JSON is that of json2.js': ({ set }) => set(window, 'JSON', { stringify: value => `${value}`, parse: text => text }),
  'Number.isFinite and isSafeInteger are gone': ({ set }) =>
    ['isFinite', 'isSafeInteger'].map(name => set(Number, name, undefined)),
  'Error and DOMException have no names': ({ set }) =>
    [Error, DOMException].map(({ prototype }) => set(prototype, 'name', '')),
  'Error.prepareStackTrace throws': ({ refuse }) => {
    Error.prepareStackTrace = refuse('stacks');
  },
  'decodeURIComponent throws': ({ set, refuse }) => set(window, 'decodeURIComponent', refuse('decoding')),
};
