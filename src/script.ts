import type { Plugin } from './core/plugin.js';
import { EVERYTHING } from './core/purpose.js';
import type { Waymark, WaymarkOptions } from './runtime/face.js';
import { createWaymark } from './runtime/waymark.js';
import type { StorefrontOptions } from './storefront.js';

/** Configuration of a script tag: from `data-*`, a JSON element, or the first plain object of the queue. */
export interface ScriptConfig extends Pick<WaymarkOptions, 'site' | 'view' | 'automation' | 'share'> {
  /** `auto` asks the consent platforms of the page, `granted` grants everything; default: pending until `setConsent`. */
  readonly consent?: 'auto' | 'granted' | 'pending' | NonNullable<WaymarkOptions['consent']>['default'];
  /** Where rows are posted: the `url` of the add-on `http`. */
  readonly collect?: string;
  readonly storefront?: StorefrontOptions;
  /** Add-ons by name with their options, loaded as `waymark-<name>.js` from beside the script; `markup: false`: none is read. */
  readonly plugins?: Readonly<Record<string, object | boolean>>;
  /** Opens the panel. */
  readonly debug?: boolean;
}

type Task = (waymark: Waymark) => void;

/** What a file of an add-on holds. */
interface AddOn {
  plugin(options: object, present: readonly Plugin[], waymark: Waymark): Plugin;
}

type Words = typeof import('./script-words.js');

// The build puts these two before the file: the script element and a resolver for files beside it.
declare const waymarkScript: HTMLScriptElement | null;
declare const waymarkBeside: (file: string) => string;

start().catch(error => complain('The script could not start', error));

async function start(): Promise<void> {
  const host = window as unknown as { waymark?: unknown };
  // An element with the id "waymark", or a frame of that name, is a property of the window, too, and is not ours.
  if (!(host.waymark instanceof Object) || host.waymark instanceof Element) host.waymark = [];
  const config = readConfig(Array.isArray(host.waymark) ? host.waymark : []);
  const [{ scriptPlugins }, consent] = await insist(() =>
    Promise.all([import('./script-plugins.js'), consentOf(config.consent)]),
  );
  // A tag that fires again without its attributes means the Waymark that is there.
  const { site } = host.waymark as ScriptConfig;
  // The rest is for `createWaymark`, which says what nobody knows.
  const { storefront: _, collect: __, debug, ...options } = config;
  const waymark = createWaymark({
    ...(site && { site }),
    ...options,
    consent,
    plugins: scriptPlugins(config),
  });
  // Until now calls were queued; a second script on the page finds the queue empty.
  const queue = Array.isArray(host.waymark) ? host.waymark.splice(0) : [];
  host.waymark = Object.assign(waymark, { push: (task: unknown) => run(waymark, task) });
  // They load at the same time and are taken in their order: what one remembers the next may read.
  let before: Promise<void> | undefined;
  for (const [name, options] of Object.entries(config.plugins))
    if (options) before = addOn(waymark, name, options, before);
  if (debug) void openPanel(waymark);
  for (const task of queue) run(waymark, task);
}

/** Until its files are there what the page queues only waits: they are asked for again, each time after twice as long. */
async function insist<T>(files: () => Promise<T>, waitMs = 2_000): Promise<T> {
  try {
    return await files();
  } catch (error) {
    complain('A file is asked for again', error);
    await new Promise(resolve => setTimeout(resolve, waitMs));
    return insist(files, waitMs * 2);
  }
}

function readConfig(queue: readonly unknown[]): ScriptConfig & Required<Pick<ScriptConfig, 'plugins'>> {
  const { dataset = {} as DOMStringMap } = waymarkScript ?? {};
  // Of a script only: what a visitor may write into a page has ids, too.
  const element = document.querySelector('script#waymark-config');
  const json = element && (JSON.parse(element.textContent as string, withoutNulls) as ScriptConfig | null);
  const pushed = queue.find(entry => entry && typeof entry === 'object') as ScriptConfig | undefined;
  const { site, view, consent, collect, debug, automation, ...others } = dataset;
  if (Object.keys(others)[0]) say(({ saySlips }) => saySlips(others, dataset));
  const config: ScriptConfig = {
    ...(site && { site }),
    ...(view && { view }),
    ...(collect && { collect }),
    consent: consent as 'auto',
    automation: automation as 'allow',
    debug: (debug ?? 'false') !== 'false',
    ...json,
    ...pushed,
  };
  // Without an address there is none, and `false` turns it off.
  const http = (config.collect && { url: config.collect }) as object;
  return { ...config, plugins: { http, ...json?.plugins, ...pushed?.plugins } };
}

/** A template that has nothing to say writes `null`; in `names` it says that something is not told. */
function withoutNulls(name: string, value: Record<string, unknown>): unknown {
  if (name !== 'names') for (const key in value) if (value[key] === null) delete value[key];
  return value;
}

async function consentOf(consent: ScriptConfig['consent']): Promise<NonNullable<WaymarkOptions['consent']>> {
  if (consent === 'granted') return { default: EVERYTHING };
  if (typeof consent === 'object') return { default: consent };
  if (consent !== 'auto') {
    if (consent && consent !== 'pending') say(({ sayOdd }) => sayOdd(consent));
    return {};
  }
  const { autoConsent } = await import('./capture/consent/auto-consent.js');
  return { sources: [autoConsent({ waiting: () => say(({ sayWaiting }) => sayWaiting()) })] };
}

async function addOn(waymark: Waymark, name: string, options: object | true, before?: Promise<void>): Promise<void> {
  try {
    const { plugin } = await load<AddOn>(name).catch(async error => (await words()).refuse(name, error));
    await before;
    // What two of them bring, such as `recent`, the first one brings for both.
    waymark.use(plugin(options === true ? {} : options, waymark.plugins, waymark));
  } catch (error) {
    complain(`Add-on "${name}" was left out`, error);
  }
}

async function openPanel(waymark: Waymark): Promise<void> {
  try {
    await waymark.ready;
    const { plugin } = await load<{ plugin(waymark: Waymark): unknown }>('panel');
    // A tag that fires again asks again.
    (waymark as { panel?: unknown }).panel ??= plugin(waymark);
  } catch (error) {
    complain('The panel could not be opened', error);
  }
}

/** Says that something is wrong; what cannot be loaded is not said. */
function say(how: (words: Words) => void): void {
  void words().then(how, () => {});
}

function words(): Promise<Words> {
  return import('./script-words.js');
}

function load<T>(name: string): Promise<T> {
  return import(`waymark-${name}.js`) as Promise<T>;
}

function run(waymark: Waymark, task: unknown): void {
  try {
    if (typeof task === 'function') (task as Task)(waymark);
  } catch (error) {
    complain('A queued function failed', error);
  }
}

function complain(what: string, error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: a script tag has nobody else to tell.
  console.error(`[waymark] ${what}: ${(error as Error).message}`);
}
