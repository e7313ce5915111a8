// Clocks, timers, chance and promises that are gone, mocked or wrong.
export const TIMING = {
  'setTimeout runs at once': ({ set }) => set(window, 'setTimeout', run => void run()),
  'setTimeout never runs': ({ set }) => set(window, 'setTimeout', () => 1),
  'setTimeout answers an object': ({ set }) => {
    const { setTimeout } = window;
    set(window, 'setTimeout', (run, ms) => ({ id: setTimeout(run, ms) }));
  },
  'setTimeout throws': ({ set, refuse }) => set(window, 'setTimeout', refuse('timers')),
  'setTimeout is gone': ({ set }) => set(window, 'setTimeout', undefined),
  'clearTimeout is gone': ({ set }) => set(window, 'clearTimeout', undefined),
  'queueMicrotask is gone': ({ set }) => set(window, 'queueMicrotask', undefined),
  'queueMicrotask runs at once': ({ set }) => set(window, 'queueMicrotask', run => run()),
  'queueMicrotask throws': ({ set, refuse }) => set(window, 'queueMicrotask', refuse('microtasks')),
  'requestIdleCallback throws': ({ set, refuse }) => set(window, 'requestIdleCallback', refuse('idle')),
  'requestAnimationFrame never runs': ({ set }) => set(window, 'requestAnimationFrame', () => 0),
  'performance is gone': ({ set }) => set(window, 'performance', undefined),
  'performance.now stands still': ({ set }) => set(Performance.prototype, 'now', () => 0),
  'PerformanceObserver throws': ({ set, refuse }) => set(window, 'PerformanceObserver', refuse('observers')),
  'Date.now stands at 1970': ({ set }) => set(Date, 'now', () => 0),
  'Date.now is NaN': ({ set }) => set(Date, 'now', () => Number.NaN),
  'Date.now is a Date': ({ set }) => set(Date, 'now', () => new Date()),
  'Date.now throws': ({ set, refuse }) => set(Date, 'now', refuse('time')),
  'Date.now jumps': ({ set }) => {
    let n = 0;
    set(Date, 'now', () => 1.7e12 + (n++ % 2 ? 1 : -1) * 3.6e6);
  },
  'Date is mocked at a day of 2099': ({ set }) => {
    class Fixed extends Date {
      static now = () => 4.1e12;
      constructor(...parts) {
        super(...(parts.length ? parts : [4.1e12]));
      }
    }
    set(window, 'Date', Fixed);
  },
  'Date.prototype.toISOString throws': ({ set, refuse }) => set(Date.prototype, 'toISOString', refuse('dates')),
  'Math.random is constant': ({ set }) => set(Math, 'random', () => 0.5),
  'Math.random is 1': ({ set }) => set(Math, 'random', () => 1),
  'Math.random throws': ({ set, refuse }) => set(Math, 'random', refuse('chance')),
  'Math.max knows two numbers only': ({ set }) => set(Math, 'max', (a, b) => (a > b ? a : b)),
  'Promise is gone': ({ set }) => set(window, 'Promise', undefined),
  'Promise is a polyfill of thenables': ({ set }) => {
    class Deferred {
      constructor(run) {
        run(
          value => {
            this.value = value;
          },
          () => {},
        );
      }
      // biome-ignore lint/suspicious/noThenProperty: that is what it is.
      then(run) {
        return Deferred.resolve(run?.(this.value));
      }
      static resolve(value) {
        return new Deferred(done => done(value));
      }
    }
    set(window, 'Promise', Deferred);
  },
  'Promise.prototype.then is wrapped': ({ set }) => {
    const { then } = Promise.prototype;
    set(Promise.prototype, 'then', function (...runs) {
      return then.apply(this, runs);
    });
  },
  'Promise.prototype.then does nothing': ({ set }) => set(Promise.prototype, 'then', () => {}),
  'Promise.prototype.then throws': ({ set, refuse }) => set(Promise.prototype, 'then', refuse('then')),
  'Promise.prototype.finally is gone': ({ set }) => set(Promise.prototype, 'finally', undefined),
  'Promise.prototype.catch is gone': ({ set }) => set(Promise.prototype, 'catch', undefined),
  'Promise.all and race are gone': ({ set }) =>
    ['all', 'race', 'any', 'allSettled'].map(name => set(Promise, name, undefined)),
  'Promise.resolve answers undefined': ({ set }) => set(Promise, 'resolve', () => undefined),
};
