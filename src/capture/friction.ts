import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { isVisible, onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import type { Clicked } from './clicked.js';
import { closest } from './closest.js';
import { deadClicks } from './dead-clicks.js';
import { type Device, readDevice } from './device-of.js';
import { onPage } from './on-page.js';
import { watchErrors } from './page-errors.js';
import { isLoop, NO_TRAIL, type Trail, withView } from './page-loop.js';
import { rageClicks } from './rage-clicks.js';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The same thing was clicked again and again: three times in a second, within 30 px. */
    rage_click: Clicked;
    /** Something that looks as if it could be clicked was, and nothing happened for a second. */
    dead_click: Clicked;
    /** A script of the site failed. */
    exception: {
      /** Kind of the error and its message, without what stands in quotes there; at most 150 characters. */
      readonly description: string;
      /** Whether the page ended with it. */
      readonly fatal: false;
    };
    /** A click was followed by an error of the site's code within a second. */
    error_click: Clicked;
    /** A request of the site failed; the site says so. */
    request_error: {
      /** Status of the answer; 0 where there was none. */
      readonly status?: number;
      /** What was asked for, in the words of the site. */
      readonly request?: string;
    };
    /** The visitor went back and forth between two pages. */
    page_loop: {
      /** Their addresses, redacted. */
      readonly pages: readonly string[];
    };
    /** On what kind of device the visit is, where the site asks for it: once a visit, and again on the first page where it is another. */
    device_details: {
      /** By CSS alone: no coarse pointer is a `desktop`, a shorter side of the window below 600 px a `mobile`, else a `tablet`. */
      readonly device: Device;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    friction: Trail;
  }
}

export interface FrictionOptions {
  /** Selectors of what may be clicked again and again, or without an answer, beside `[data-waymark-ignore]`. */
  readonly ignore?: string;
  /** Hosts whose scripts are the site's own, with their subdomains, beside the host of the page. */
  readonly own?: readonly string[];
  /** Also tells the class of the device (`device_details`), by which `waymark-frictions` splits. Default `false`. */
  readonly device?: boolean;
}

/** What is made for many clicks, and what answers in ways that are not seen. */
const IGNORED =
  '[data-waymark-ignore],[disabled],input,select,textarea,label,summary,video,audio,canvas,object,embed,[role=slider],[role=spinbutton]';
/** Told of each type on one page. */
const MOST = 5;
/** When to see whether a view made a loop or a visit: it has to be counted first. */
const LOOK_MS = 1_500;

/**
 * What goes wrong for a visitor: rage, dead and error clicks, errors of the site's own scripts (`exception`), pages gone
 * back and forth, and `request_error`, which the site tracks. By tags, ids and names; at most 5 of each type a page.
 * With `device` it tells the class of the device, too, 1.5 s after a page: a layout breaks on one and not on another.
 */
export function friction({ ignore, own = [], device: tellsDevice }: FrictionOptions = {}): Plugin {
  return definePlugin({
    name: 'friction',
    vocabulary: Object.fromEntries(
      ['rage_click', 'dead_click', 'error_click', 'exception', 'request_error', 'page_loop', 'device_details'].map(
        type => [type, (data: object) => data],
      ),
    ),
    slice: { name: 'friction', version: 2, initial: NO_TRAIL, reduce: withView, upgrade: () => NO_TRAIL },
    capture(context) {
      const { signal } = context;
      const ignored = ignore ? `${IGNORED},${ignore}` : IGNORED;
      // Selectors that cannot be read are told now and not at every click.
      document.createElement('i').matches(ignored);
      let told: Record<string, number> = {};
      let timer: ReturnType<typeof setTimeout> | undefined;

      const track: CaptureContext['track'] = (type, data) => {
        told[type] = (told[type] ?? 0) + 1;
        return told[type] > MOST ? null : context.track(type, data);
      };
      const watching = { ...context, signal, track };
      const watchers = [rageClicks(watching), deadClicks(watching), watchErrors(watching, own)];
      // What a script clicks has no place in the run of clicks.
      const hear = (event: MouseEvent): void => {
        if (!event.detail || closest(event, ignored)) return;
        for (const watch of watchers) watch(event);
      };
      const look = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const { pages, device } = context.profile.slices.friction ?? NO_TRAIL;
          if (isLoop(pages)) track('page_loop', { pages: pages.slice(-2) });
          const here = tellsDevice && readDevice();
          // A page that nobody sees opens no visit.
          if (here && here !== device && isVisible()) track('device_details', { device: here });
        }, LOOK_MS);
      };
      listen('click', hear, signal);
      look();
      onShow(look, signal);
      onPage(() => {
        told = {};
        look();
      }, signal);
      return () => clearTimeout(timer);
    },
  });
}
