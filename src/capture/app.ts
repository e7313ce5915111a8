import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import { isVisible, onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { markOwn } from '../platform/own-push.js';
import { closest } from './closest.js';
import { isVisit } from './is-visit.js';

/** How a site looks that was opened from a home screen or a desktop. Source: W3C Web Application Manifest, display modes. */
export type AppMode = 'standalone' | 'minimal-ui' | 'fullscreen' | 'window-controls-overlay';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The site was opened as an app; once a visit. */
    open_app: {
      /** How it is shown. */
      readonly mode: AppMode;
    };
    /** The site was installed as an app. */
    install_app: { readonly [name: string]: never };
    /** A link to an app, or to its page in a store, was followed. */
    open_store: {
      /** Where the app comes from; `app` is a link that opens it where it is installed. */
      readonly store: 'google-play' | 'app-store' | 'app';
      /** Its id there, such as `com.example.shop` or `id123456789`; at most 100 characters. */
      readonly app_id?: string;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** Id of the visit in which the site was last opened as an app; empty where it never was. */
    app: string;
  }
}

const MODES: readonly AppMode[] = ['standalone', 'minimal-ui', 'fullscreen', 'window-controls-overlay'];
/** Links to apps, and ids in them. Sources: Google Play "Linking to Google Play", Android intents of Chrome, App Store links of Apple. */
const STORES = [
  ['google-play', /^(market:|https?:\/\/play\.google\.com\/store\/apps\/)/, /[?&]id=([\w.]{1,100})/],
  ['app-store', /^(itms-appss?:|https?:\/\/apps\.apple\.com\/)/, /\/(id\d{1,20})/],
  ['app', /^(intent|android-app):/, /(?:;package=|^android-app:\/\/)([\w.]{1,100})/],
] as const;

/**
 * The site as an app: that it was opened from a home screen (`open_app`), was installed (`install_app`), and links to apps
 * and their pages in stores (`open_store`). Put it before `links()`, which then leaves those links. A browser that fills
 * the screen by a key of its own looks like an app in `fullscreen`. Nothing is delayed, and nothing else of the device is
 * read.
 */
export function app(): Plugin {
  return definePlugin({
    name: 'app',
    vocabulary: { open_app: data => data, install_app: data => data, open_store: data => data },
    capture(context) {
      const { signal, track } = context;
      const tell = (): void => {
        const mode = modeOf();
        if (mode && !isTold(context.profile, Date.now())) track('open_app', { mode });
      };
      tell();
      // An app is seldom closed: it comes back out of the background, or is touched again after an hour.
      onShow(() => isVisible() && tell(), signal);
      const hear = (event: Event): void => {
        tell();
        follow(event, track);
      };
      listen('click', hear, signal);
      listen<MouseEvent>('auxclick', event => event.button === 1 && hear(event), signal);
      listen('appinstalled', () => track('install_app', {}), signal);
    },
    normalize: (touchpoint, profile) =>
      touchpoint.type === 'open_app' && isTold(profile, touchpoint.at) ? null : touchpoint,
    slice: {
      name: 'app',
      version: 1,
      initial: '',
      reduce: (state, { type }, { session }) => (type === 'open_app' && session ? session.id : state),
    },
  });
}

/** How the site is shown; nothing in a browser. Safari asks for another way where the site has no manifest. */
function modeOf(): AppMode | undefined {
  // A film that fills the screen says the same.
  if (document.fullscreenElement) return;
  if ('standalone' in navigator && navigator.standalone === true) return 'standalone';
  return MODES.find(mode => matchMedia(`(display-mode: ${mode})`).matches);
}

/** Whether it was told in the visit that goes on at this moment. Pure. */
function isTold(profile: Profile, at: number): boolean {
  return isVisit(profile, profile.slices.app ?? '', at);
}

function follow(event: Event, track: CaptureContext['track']): void {
  const link = closest(event, 'a[href]');
  if (!(link instanceof HTMLAnchorElement)) return;
  const { href } = link;
  for (const [store, address, id] of STORES)
    if (address.test(href)) {
      const app_id = id.exec(href)?.[1];
      markOwn(event);
      track('open_store', { store, ...(app_id && { app_id }) });
    }
}
