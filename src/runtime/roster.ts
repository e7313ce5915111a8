import type { CaptureContext, Plugin } from '../core/plugin.js';
import { isPermitted, type Purpose } from '../core/purpose.js';
import { call } from './bus.js';

export interface Roster {
  /** Starts and stops plugins so that those run that may. While it `isPending` what is tracked waits. */
  sync(plugins: readonly Plugin[], granted: readonly Purpose[], isPending: boolean): void;
  /** What a running plugin works with, or `undefined` while it may not run. */
  context(plugin: Plugin): CaptureContext | undefined;
}

/** Which plugins run now, of those that do something. `open` makes the context a plugin works with. */
export function createRoster(
  open: (plugin: Plugin, signal: AbortSignal) => CaptureContext,
  failed: (plugin: Plugin, member: string, cause: unknown) => void,
): Roster {
  const running = new Map<Plugin, { readonly context: CaptureContext; stop(isKept: boolean): void }>();

  function start(plugin: Plugin): void {
    const controller = new AbortController();
    const context = open(plugin, controller.signal);
    let cleanup: unknown;
    running.set(plugin, {
      context,
      stop(isKept) {
        running.delete(plugin);
        controller.abort();
        call(
          () => typeof cleanup === 'function' && cleanup(isKept),
          cause => failed(plugin, 'cleanup', cause),
        );
      },
    });
    call(
      () => {
        cleanup = plugin.capture?.(context);
        return cleanup;
      },
      cause => failed(plugin, 'capture', cause),
    );
  }

  return {
    sync(plugins, granted, isPending) {
      const may = plugins.filter(({ purpose, capture, act, deliver }) => {
        return (capture || act || deliver) && (purpose ? isPermitted(purpose, granted) : isPending || granted.length);
      });
      for (const [plugin, { stop }] of [...running])
        if (!may.includes(plugin)) stop((isPending && !plugin.purpose) || granted.length > 0);
      for (const plugin of may) if (!running.has(plugin)) start(plugin);
    },
    context: plugin => running.get(plugin)?.context,
  };
}
