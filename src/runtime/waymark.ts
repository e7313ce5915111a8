import { accept } from '../core/accept.js';
import { checkIdentity } from '../core/kernel.js';
import type { CaptureContext, Plugin, TrackOptions } from '../core/plugin.js';
import { blame, guard, type Problem, WaymarkError } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { Choice } from '../core/purpose.js';
import { gatherRules, initialProfile, type Rules } from '../core/rules.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { whenActivated } from '../platform/activation.js';
import { bare } from '../platform/bare.js';
import { drawId } from '../platform/id.js';
import { nextTask } from '../platform/next-task.js';
import { hasPrivacyControl } from '../platform/privacy-control.js';
import { call, createBus } from './bus.js';
import { createCauses } from './causes.js';
import { createConsent, mistakeOf } from './consent.js';
import { leaveEarly } from './early.js';
import type { Waymark, WaymarkOptions } from './face.js';
import { createHold } from './held.js';
import { join, register } from './join.js';
import { createRate } from './rate.js';
import { createReading } from './reading.js';
import { total } from './records.js';
import { createRoster } from './roster.js';
import type { Engine, Shell } from './shell.js';

/** Touchpoints a second. */
const RATE = 10;

/**
 * Starts Waymark for a site. Throws `WaymarkError` for a combination of options that cannot work; after that nothing
 * throws into the page. On a server it returns an instance that does nothing; a second call for the same site on a
 * page returns the first instance, with the plugins it lacked.
 */
export function createWaymark(given: WaymarkOptions = {}): Waymark {
  // What a page hung on Object.prototype is no option, and no grant.
  const options = bare({ ...given, consent: bare(bare(given).consent) });
  const mistake = mistakeOf(options.consent?.default);
  if (mistake) throw new WaymarkError('consent-odd', mistake);
  const rules = gatherRules(options.plugins ?? [], options);
  const isInert = options.enabled === false || typeof document === 'undefined';
  const site = options.site ?? (isInert ? '' : location.hostname);
  return (!isInert && join(site, options.plugins ?? [])) || start(site, rules, options, isInert);
}

/** The front: answers at once, from the memory of this page, and hands on to the engine. */
function start(site: string, firstRules: Rules, options: WaymarkOptions, isInert: boolean): Waymark {
  const { now = Date.now } = options;
  const draw = (): string => drawId(options.random);
  const drawVisitor = (): string => (globalThis.navigator?.webdriver ? 'robot' : '') + draw();
  const bus = createBus();
  const isRefused = options.consent?.globalPrivacyControl !== false && hasPrivacyControl();
  const consent = createConsent(options.consent?.default ?? {}, isRefused ? { advertising: 'denied' } : {}, now);
  const life = new AbortController();
  const hold = createHold();
  const causes = createCauses();
  const rate = createRate(options.rate ?? RATE, now, count => void track('kernel', 'overflow', { count }));
  const roster = createRoster(contextOf, failed);
  const reading = createReading(now, bus.problem);
  let rules = firstRules;
  let isStopped = isInert;
  let engine: Engine | undefined;
  let isNotifying = false;
  let starting: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 1_000;
  let blank = initialProfile(rules, '');
  const shell: Shell = {
    site,
    options,
    bus,
    consent,
    get rules() {
      return rules;
    },
    get blank() {
      return blank;
    },
    now,
    draw,
    drawVisitor,
    context: roster.context,
    failed,
    track,
    get held() {
      return hold.rows;
    },
    release: hold.release,
    forgo: hold.forgo,
    hurry: rate.tell,
    causing: causes.within,
    consented,
    notify,
  };

  function failed({ name }: Plugin, member: string, cause: unknown): void {
    bus.problem(blame(name, member, cause));
  }

  async function open(): Promise<void> {
    try {
      // The page goes on first: to begin a load takes as long as the rest of the call, and on a slow phone both are a long task.
      await nextTask();
      const { createEngine } = await import('./engine.js');
      if (starting) sync();
      engine = createEngine(shell);
      await engine.open();
      if (isStopped) engine.stop();
    } catch (cause) {
      bus.problem(blame('waymark', 'start', cause));
      // Without its file a page forgets all it tracks: it is tried again, each time after twice as long.
      waitMs *= 2;
      const retry = (): void => {
        again = setTimeout(open, waitMs);
      };
      // Where timers are refused, too, that was all.
      if (!engine && !isStopped) void call(retry);
    }
  }

  /** Nothing throws into the page, not even where the page has broken what we need. */
  function track(...candidate: Parameters<Shell['track']>): string | null {
    try {
      return take(...candidate);
    } catch (cause) {
      bus.problem(blame('waymark', 'track', cause));
      return hold.refuse('failed');
    }
  }

  function take(by: string, type: string, data: unknown, trackOptions?: TrackOptions | null): string | null {
    if (starting) sync();
    if (isStopped) return null;
    if (!consent.granted.length && !consent.isPending) return hold.refuse('consent');
    if (by !== 'kernel' && consent.isPaused) return hold.refuse('paused');
    if (causes.isLoop) return looped(type);
    if (!rate.take(type)) return hold.refuse('rate');
    const id = draw();
    let touchpoint: Touchpoint | null = null;
    causes.within([], () => {
      const problems: Problem[] = [];
      const at = guard(problems, 'options', 'at', now(), () => trackOptions?.at ?? now());
      const channel = guard(problems, 'options', 'channel', undefined, () => trackOptions?.channel);
      const context = guard(problems, 'options', 'context', undefined, () => options.context?.());
      const admission = accept(rules, { id, at, url: location.href, by, channel, type, data, context });
      [...problems, ...admission.problems].forEach(bus.problem);
      ({ touchpoint } = admission);
    });
    if (!touchpoint) return hold.refuse('refused');
    causes.mark(id);
    if (!engine?.append(touchpoint)) hold.add({ touchpoint, purposes: consent.granted });
    notify();
    return id;
  }

  function looped(type: string): null {
    const message = `Touchpoint "${type}" was not taken: what tracks it is called by it. Take \`track\` out of there.`;
    causes.within([], () => bus.problem({ code: 'track-loop', message }));
    return hold.refuse('loop');
  }

  function contextOf(plugin: Plugin, signal: AbortSignal): CaptureContext {
    // It is the plugin's own, and what delivers reads it too.
    return Object.freeze({
      signal,
      site,
      get profile() {
        return profile();
      },
      problem: (code, message) => bus.problem({ code, message, plugin: plugin.name }),
      track: (type, data, trackOptions) => track(plugin.name, type, data, trackOptions),
    } satisfies CaptureContext);
  }

  function profile(): Profile {
    return engine?.profile ?? blank;
  }

  function notify(): void {
    if (isNotifying) return;
    isNotifying = true;
    const tell = causes.later(() => {
      if (bus.isHeard('profile')) bus.emit('profile', profile());
      bus.emit('change', null);
    });
    queueMicrotask(() => {
      isNotifying = false;
      tell();
    });
  }

  /** Starts and stops plugins. What captures starts in a task of its own, unless the site is quicker: it never tracks before them. */
  function sync(): void {
    clearTimeout(starting);
    starting = undefined;
    roster.sync(isStopped || consent.isPaused ? [] : rules.plugins, consent.granted, consent.isPending && !isStopped);
  }

  function consented(): void {
    if (!consent.granted.length && !consent.isPending) for (const _ of hold.release()) hold.refuse('consent');
    sync();
    bus.emit('consent', consent.current);
    notify();
  }

  function changed(source: string): void {
    if (isStopped) return;
    consented();
    engine?.changed(source);
  }

  async function flush(isStoredEnough?: boolean): Promise<void> {
    await waymark.ready;
    await engine?.flush(isStoredEnough);
  }

  function pause(isPaused: boolean): void {
    if (!isStopped && consent.pause(isPaused, now())) changed('site');
  }

  function renew(plugins: readonly Plugin[]): boolean {
    try {
      rules = gatherRules(plugins, options);
    } catch (cause) {
      bus.problem({ code: 'plugins-refused', message: (cause as Error).message, cause });
      return false;
    }
    blank = initialProfile(rules, '');
    sync();
    engine?.renew();
    notify();
    return true;
  }

  const waymark: Waymark = {
    site,
    get status() {
      return isStopped ? 'stopped' : (engine?.status ?? 'starting');
    },
    ready: new Promise(resolve => {
      // A page that is stopped before it is shown is as ready as it will be.
      life.signal.addEventListener('abort', () => resolve());
      if (isInert) resolve();
      else
        whenActivated(() => {
          // What fails here fails the engine, too, which says so.
          void call(() => leaveEarly(shell, () => engine !== undefined, life.signal));
          void open().then(resolve);
        }, life.signal);
    }),
    get profile() {
      return profile();
    },
    get stage() {
      return profile().stage;
    },
    get likelihood() {
      return reading(rules, profile());
    },
    get consent() {
      return consent.current;
    },
    get plugins() {
      return rules.plugins;
    },
    track: (type, data, trackOptions) => track('site', type, data, trackOptions),
    page(data = {}) {
      const pages = rules.plugins.find(
        (plugin): plugin is Plugin & { page(data?: object): string | null } => 'page' in plugin,
      );
      if (!pages || isInert) return waymark.track('page_view', data);
      const id = pages.page(data);
      if (!starting) return id;
      // It counts as it begins, with what it was just told.
      sync();
      return pages.page();
    },
    identify(userId, traits) {
      const last = profile().slices.identity?.userId;
      // An id that is refused begins nothing.
      const isId = typeof checkIdentity({ user_id: userId }) === 'object';
      if (isId && last && `${last}` !== `${userId}`) void waymark.reset();
      waymark.track('identify', { user_id: userId, ...(traits && { traits }) });
    },
    reset() {
      track('kernel', 'reset', { visitor_id: drawVisitor() });
      return flush(true);
    },
    correct: (slice, value) => void waymark.track('correct', { slice, value }),
    on: bus.on,
    subscribe: listener => bus.on('change', listener),
    setConsent(choice, about) {
      if (isStopped) return;
      try {
        const mistake = mistakeOf(choice);
        if (mistake) bus.problem({ code: 'consent-odd', message: mistake });
        const { source = 'site', textVersion } = about ?? {};
        const by = String(source);
        const record = { choice, at: now(), source: by, ...(textVersion && { textVersion: String(textVersion) }) };
        if (consent.choose(record)) changed(by);
        // A choice that changes nothing is kept all the same: the default may change.
        else if (consent.unsaved) engine?.changed(by);
      } catch (cause) {
        bus.problem(blame('site', 'setConsent', cause));
      }
    },
    get paused() {
      return consent.isPaused;
    },
    pause: () => pause(true),
    resume: () => pause(false),
    use(plugin) {
      const others = (): readonly Plugin[] => rules.plugins.slice(1).filter(other => other !== plugin);
      let isUsed = !isStopped && renew([...others(), plugin]);
      return () => {
        if (isUsed) isUsed = !renew(others());
      };
    },
    flush: () => flush(),
    async export() {
      await waymark.ready;
      return engine?.export() ?? {};
    },
    async import(exported) {
      await waymark.ready;
      return engine?.import(exported) ?? { imported: 0, skipped: 0, reasons: {} };
    },
    async erase() {
      await waymark.ready;
      return engine?.erase() ?? { verified: isInert, failed: [], records: 0 };
    },
    async forget(touchpointId) {
      await waymark.ready;
      return engine?.forget(touchpointId) ?? false;
    },
    async why(name) {
      await waymark.ready;
      return engine?.why(name) ?? null;
    },
    async preview(name) {
      await waymark.ready;
      return engine?.preview(name) ?? false;
    },
    diagnostics() {
      const { rows, refused } = hold;
      return (
        engine?.diagnostics(refused) ?? {
          tracked: rows.length + total(refused),
          stored: rows.length,
          dropped: refused,
          destinations: {},
        }
      );
    },
    stop() {
      if (isStopped) return;
      isStopped = true;
      life.abort();
      clearTimeout(again);
      rate.stop();
      sync();
      unregister();
      engine?.stop();
    },
  };
  if (isInert) return waymark;

  const unregister = register(site, waymark);
  starting = setTimeout(sync);
  for (const source of [options.consent?.sources ?? []].flat()) {
    const oops = (cause: unknown): void => bus.problem(blame(source.name, 'watch', cause));
    const hear = (choice: Choice): void =>
      void call(() => consent.hear(choice, source.name) && changed(source.name), oops);
    void call(() => source.watch(hear, life.signal), oops);
  }
  return waymark;
}
