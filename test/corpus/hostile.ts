/** A value made to break whoever reads it. Made anew each time: some can be read once only. */
export type Hostile = readonly [name: string, make: () => unknown];

const MEGABYTE = 1_000_000;

export const hostileValues: readonly Hostile[] = [
  ['a cycle', () => cycle()],
  [
    'a cycle through lists',
    () =>
      Array.from({ length: 3 }, function self(): unknown {
        return self;
      }).concat([lists()]),
  ],
  ['a cycle in a list of itself, many times', () => lists()],
  ['one record a thousand times', () => Array(1_000).fill({ note: 'x'.repeat(1_000) })],
  ['ten thousand levels', () => nested(10_000)],
  ['ten thousand levels of lists', () => Array.from({ length: 10_000 }).reduce<unknown>(inner => [inner], 'leaf')],
  ['ten thousand keys', () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index]))],
  ['a hundred thousand elements', () => Array(100_000).fill('element')],
  ['a megabyte', () => 'x'.repeat(MEGABYTE)],
  ['a megabyte of three-byte letters', () => '漢'.repeat(MEGABYTE)],
  ['a megabyte of pictures', () => '🎸'.repeat(MEGABYTE / 2)],
  ['a megabyte of control characters', () => '\u0001'.repeat(MEGABYTE)],
  ['a megabyte of quotes', () => '"'.repeat(MEGABYTE)],
  ['a megabyte of backslashes', () => '\\'.repeat(MEGABYTE)],
  ['a megabyte of short e-mail addresses', () => 'a@b.de '.repeat(MEGABYTE / 7)],
  ['a megabyte of parameters', () => `/?${'token=1&'.repeat(MEGABYTE / 8)}`],
  ['a megabyte of percent signs', () => '%'.repeat(MEGABYTE)],
  ['a megabyte of escapes of escapes', () => '%25'.repeat(MEGABYTE / 3)],
  ['a megabyte of entities', () => '&amp;'.repeat(MEGABYTE / 5)],
  ['a megabyte of base64', () => 'QUJD'.repeat(MEGABYTE / 4)],
  ['a megabyte of open brackets', () => '[{"a":'.repeat(MEGABYTE / 6)],
  ['a key of a megabyte', () => ({ ['k'.repeat(MEGABYTE)]: 1 })],
  ['half of a letter', () => '\ud83c'],
  [
    'keys of the prototype',
    () =>
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}'),
  ],
  [
    'keys of the prototype, deep',
    () => ({ a: [JSON.parse('{"__proto__":{"polluted":1},"b":{"__proto__":{"polluted":1}}}')] }),
  ],
  ['keys that are methods', () => ({ toString: 'x', valueOf: 'y', hasOwnProperty: 'z', toJSON: 'w', length: 5 })],
  ['no prototype', () => Object.assign(Object.create(null), { a: Object.create(null) })],
  [
    'a getter that throws',
    () => ({
      a: 1,
      get b(): never {
        throw new Error('no');
      },
    }),
  ],
  [
    'a getter that throws nothing',
    () => ({
      get b(): never {
        throw undefined;
      },
    }),
  ],
  [
    'a getter that gives itself',
    () => {
      const self = {
        get self(): unknown {
          return self;
        },
      };
      return self;
    },
  ],
  ['an endless chain of getters', () => endless()],
  ['a setter alone', () => ({ set a(_: unknown) {} })],
  [
    'a proxy that throws at everything',
    () =>
      new Proxy(
        {},
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('no');
            },
          },
        ),
      ),
  ],
  ['a revoked proxy', () => revoked({})],
  ['a revoked proxy of a list', () => revoked([])],
  ['a revoked proxy in a list', () => [1, revoked({}), 2]],
  [
    'a proxy with endless keys',
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => Array.from({ length: 5_000 }, (_, index) => `k${index}`),
          getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
        },
      ),
  ],
  [
    'a proxy of a list that lies about its length',
    () => new Proxy([], { get: (_, key) => (key === 'length' ? 4_294_967_295 : 'x') }),
  ],
  ['a list that is longer than it is', () => Object.assign([], { length: 4_294_967_295 })],
  [
    'a sparse list',
    () => {
      const list: unknown[] = [];
      list[50] = 'x';
      return list;
    },
  ],
  ['a list with names', () => Object.assign(['x'], { note: 'y' })],
  [
    'toJSON that throws',
    () => ({
      a: 1,
      toJSON() {
        throw new Error('no');
      },
    }),
  ],
  [
    'toJSON that gives itself',
    () => {
      const self = { toJSON: (): unknown => self };
      return self;
    },
  ],
  [
    'toString that throws',
    () => ({
      toString() {
        throw new Error('no');
      },
    }),
  ],
  [
    'a primitive that cannot be one',
    () => ({
      [Symbol.toPrimitive]: () => {
        throw new Error('no');
      },
    }),
  ],
  ['symbols', () => ({ [Symbol('key')]: 1, a: Symbol('value') })],
  ['a big integer', () => 10n ** 400n],
  ['numbers that are none', () => [Number.NaN, Infinity, -Infinity, -0, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53]],
  ['functions', () => [() => 1, class {}, async () => 1, function* generate() {}]],
  ['a moment', () => new Date(0)],
  ['a moment that is none', () => new Date(Number.NaN)],
  [
    'a moment with methods of its own',
    () =>
      Object.assign(new Date(0), {
        toISOString: () => ({}),
        valueOf: () => {
          throw new Error('no');
        },
      }),
  ],
  ['a moment without its prototype', () => Object.setPrototypeOf(new Date(0), null)],
  ['maps and sets', () => [new Map([[{}, {}]]), new Set([1]), new WeakMap(), new WeakSet()]],
  [
    'bytes',
    () => [new Uint8Array(1_000_000), new Float64Array(3), new ArrayBuffer(8), new DataView(new ArrayBuffer(8))],
  ],
  ['boxes', () => [Object('text'), Object(1), Object(true), Object(1n), Object(Symbol('s'))]],
  ['a promise', () => Promise.resolve('x')],
  ['an error', () => new Error('no', { cause: cycle() })],
  ['a pattern', () => /(a+)+$/g],
  ['an address object', () => new URL('https://jane:pa55@shop.example/?token=x')],
  ['frozen data', () => Object.freeze({ list: Object.freeze(['a']) })],
  ['sealed data', () => Object.seal({ a: 1 })],
  ['nothing', () => undefined],
  ['null', () => null],
];

function cycle(): object {
  const self: { a: number; self?: unknown } = { a: 1 };
  self.self = self;
  return self;
}

function lists(): unknown[] {
  const list: unknown[] = [];
  for (let index = 0; index < 200; index++) list.push(list);
  return list;
}

function nested(levels: number): object {
  return Array.from({ length: levels }).reduce<object>(inner => ({ inner }), {});
}

function endless(): object {
  return {
    get next(): object {
      return endless();
    },
    note: 'x'.repeat(100),
  };
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
