import { checkIdentity } from '../core/kernel.js';
import type { CaptureContext, Plugin } from '../core/plugin.js';
import { blame, WaymarkError } from '../core/problem.js';
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
import { createIntake } from './intake.js';
import { join, register } from './join.js';
import { total } from './records.js';
import { createRoster } from './roster.js';
import type { Engine, Shell } from './shell.js';

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
  const intake = createIntake({
    options,
    bus,
    consent,
    causes,
    hold,
    now,
    draw,
    rules: () => rules,
    isOpen() {
      if (starting) sync();
      return !isStopped;
    },
    keep,
  });
  const { track } = intake;
  const roster = createRoster(contextOf, failed);
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
    hurry: intake.hurry,
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

  function keep(touchpoint: Touchpoint): void {
    if (!engine?.append(touchpoint)) hold.add({ touchpoint, purposes: consent.granted });
    notify();
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
    if (!engine) await waymark.ready;
    await engine?.flush(isStoredEnough);
  }

  /** Answers once the engine is there, as only it can. */
  function ask<A extends unknown[], T>(pick: (engine: Engine) => (...asked: A) => Promise<T>, otherwise: T) {
    return async (...asked: A): Promise<T> => {
      if (!engine) await waymark.ready;
      return engine ? pick(engine)(...asked) : otherwise;
    };
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
      // Of a visitor nothing is known of yet there is nothing to say.
      return engine?.likelihood ?? null;
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
    export: ask(engine => engine.export, {}),
    import: ask(engine => engine.import, { imported: 0, skipped: 0, reasons: {} }),
    erase: ask(engine => engine.erase, { verified: isInert, failed: [], records: 0 }),
    forget: ask(engine => engine.forget, false),
    why: ask(engine => engine.why, null),
    preview: ask(engine => engine.preview, false),
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
      intake.stop();
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
