import { BUILT_INS } from './hosts/built-ins.mjs';
import { DOCUMENTS } from './hosts/documents.mjs';
import { NEIGHBOURS } from './hosts/neighbours.mjs';
import { NETWORK } from './hosts/network.mjs';
import { OBJECTS } from './hosts/objects.mjs';
import { STORAGE } from './hosts/storage.mjs';
import { TIMING } from './hosts/timing.mjs';
import { VALUES } from './hosts/values.mjs';

/** What the script of a host gets: `set` and `get` replace a property, `refuse` makes what throws. */
const TOOLS = `{
  set: (target, key, value) => Object.defineProperty(target, key, { __proto__: null, value, configurable: true, writable: true }),
  get: (target, key, get) => Object.defineProperty(target, key, { __proto__: null, get, configurable: true }),
  refuse: what => function () { throw new DOMException(what + ' is refused here.', 'SecurityError'); },
}`;
/** Members of the document and globals that a form may be called like. */
const NAMES =
  'currentScript documentElement createElement cookie addEventListener removeEventListener title referrer visibilityState prerendering body head getElementById querySelector dispatchEvent hidden readyState';
/** What every property descriptor inherits. */
const KEYS = 'get set value writable configurable enumerable';

/** Where nothing can work, and why: there Waymark may refuse to start, and makes no other noise. */
const DEGRADED = {
  'URL is gone': 'no destination can be checked',
  'URL always throws': 'no destination can be checked',
  'AbortController is gone': 'nothing could be stopped again',
  'globalPrivacyControl throws': 'a refusal that cannot be read is not taken for none',
  'setTimeout throws': 'nothing can be timed',
  'setTimeout is gone': 'nothing can be timed',
  'clearTimeout is gone': 'no timer can be stopped',
  'navigator.locks never grants': 'nobody can tell whether another tab sends',
  'prerendering is a lie': 'the page says that it is not shown yet',
  'Date.now is NaN': 'without a time nothing has a place in a journey',
  'Date.now is a Date': 'the time is no number',
  'Date.now throws': 'without a time nothing has a place in a journey',
  'Promise is gone': 'nothing can be waited for',
  'Promise is a polyfill of thenables': 'nothing can be waited for',
  'Promise.prototype.then does nothing': 'nothing can be waited for',
  'Promise.prototype.then throws': 'nothing can be waited for',
  'Promise.prototype.catch is gone': 'nothing that fails can be caught',
  'Promise.all and race are gone': 'an engine below the floor',
  'Promise.resolve answers undefined': 'nothing can be waited for',
  'Object.prototype has names of plugins': 'a plugin cannot be told from a wrong one',
  'Object.prototype has accessors that throw': 'no option can be read',
  'Object.entries and fromEntries are gone': 'an engine below the floor',
  'Object.hasOwn is gone': 'an engine below the floor',
  'Object.freeze throws': 'nothing can be handed out safely',
  'Reflect is gone': 'an engine below the floor',
  'Array.prototype.filter answers nothing': 'no list can be read',
  'Array.prototype.map throws': 'no list can be read',
  'Array.prototype.at is gone': 'an engine below the floor',
  'Array.prototype.flat, flatMap and toSorted are gone': 'an engine below the floor',
  'Array.isArray answers false': 'a list cannot be told from an object',
  'Array iteration is broken': 'no list can be read',
  'RegExp.prototype.test always says yes': 'every key looks unsafe and is left out',
  'JSON.stringify throws': 'nothing can be compared or kept',
  'Number.isFinite and isSafeInteger are gone': 'an engine below the floor',
  'navigator.webdriver refuses to be read': 'nobody can tell whether a program drives the browser',
  ...lacking('Array.prototype.forEach', 'no list can be read'),
  ...lacking('Object.fromEntries', 'an engine below the floor'),
  ...lacking('Object.getPrototypeOf', 'a plugin cannot be told from what it inherits'),
  ...lacking('AbortController.prototype.abort', 'nothing could be stopped again'),
};

/** What these break is needed to be silent: there an error reaches the page. Nobody but a test does that to a page. */
const LOUD = [
  'clearTimeout is gone',
  'Promise.prototype.catch is gone',
  'Promise.prototype.then does nothing',
  'Promise is a polyfill of thenables',
  ...Object.keys(lacking('Object.getPrototypeOf', '')),
];

/** Without this built-in nothing works, however it is lacking. */
function lacking(name, why) {
  return Object.fromEntries(['is gone', 'throws', 'refuses to be read'].map(way => [`${name} ${way}`, why]));
}

const named = NAMES.split(' ').map(name => {
  const markup = `<form name="${name}"><input name="${name}"></form>`;
  return [`an element is called "${name}"`, `() => document.write('${markup}')`];
});
const inherited = KEYS.split(' ').map(key => {
  return [
    `Object.prototype has "${key}"`,
    `() => { Object.prototype.${key} = ${key.length > 5 ? false : '() => {}'}; }`,
  ];
});

/**
 * Pages that are hard to live in. `script` runs before Waymark; `degraded` says why nothing can work there, else `null`.
 * A `loud` one cannot even be left in peace.
 *
 * @typedef {{ name: string, script: string, degraded: string | null, loud: boolean }} Host
 * @type {readonly Host[]}
 */
export const HOSTS = [
  ...Object.entries({
    ...STORAGE,
    ...NETWORK,
    ...TIMING,
    ...OBJECTS,
    ...VALUES,
    ...DOCUMENTS,
    ...NEIGHBOURS,
    ...BUILT_INS,
  }),
  ...named,
  ...inherited,
].map(([name, run]) => ({
  name,
  script: `(${run})(${TOOLS});`,
  degraded: DEGRADED[name] ?? null,
  loud: LOUD.includes(name),
}));
