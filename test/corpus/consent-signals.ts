import { consentMode } from '../../src/capture/consent/consent-mode.js';
import { cookieYes } from '../../src/capture/consent/cookie-yes.js';
import { cookiebot } from '../../src/capture/consent/cookiebot.js';
import { didomi } from '../../src/capture/consent/didomi.js';
import { gpp } from '../../src/capture/consent/gpp.js';
import { klaro } from '../../src/capture/consent/klaro.js';
import { oneTrust } from '../../src/capture/consent/one-trust.js';
import { shopifyPrivacy } from '../../src/capture/consent/shopify-privacy.js';
import { tcf } from '../../src/capture/consent/tcf.js';
import { usercentrics } from '../../src/capture/consent/usercentrics.js';
import { type ConsentSource, PURPOSES, type Purpose } from '../../src/core/purpose.js';

/** Values by the documented name of the field; `ABSENT` and `THROWS` are not values. */
export type Fields = Readonly<Record<string, unknown>>;

/** A signal as its documentation has it, and a page on which it can be given any answer. */
export interface Signal {
  readonly source: () => ConsentSource;
  /** Globals of the page that hold it. */
  readonly globals: readonly string[];
  /** What consent is asked for, and which purposes need it. */
  readonly consents: Readonly<Record<string, readonly Purpose[]>>;
  /** How such a field says yes, and no. */
  readonly yes: unknown;
  readonly no: unknown;
  /** What else the answer holds when the visitor has answered, and while not. */
  readonly answered: Fields;
  readonly asking: Fields;
  /** Puts the platform on the page, or another in its place, with this answer. */
  stage(fields: Fields): void;
  /** The platform says that something changed. */
  tell(): void;
}

export const ABSENT: unique symbol = Symbol('absent');
export const THROWS: unique symbol = Symbol('throws');

const page = globalThis as unknown as Record<string, unknown>;
const STORAGE: readonly Purpose[] = PURPOSES;

/** An object of these fields. */
export function built(fields: Fields): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const get = (): never => {
      throw new Error('A platform breaks.');
    };
    if (value === THROWS) Object.defineProperty(object, name, { enumerable: true, get });
    else if (value !== ABSENT) object[name] = value;
  }
  return object;
}

/** The value, unless reading it throws. */
function told(value: unknown): unknown {
  return built({ value }).value;
}

/** All of their fields, those that throw included. */
function joined(...objects: readonly object[]): Record<string, unknown> {
  return Object.defineProperties({}, Object.assign({}, ...objects.map(Object.getOwnPropertyDescriptors)));
}

function pick(fields: Fields, names: readonly string[]): Record<string, unknown> {
  return built(Object.fromEntries(names.map(name => [name, Object.hasOwn(fields, name) ? fields[name] : ABSENT])));
}

function renamed(fields: Fields, from: string, to: string): object {
  return built({ [to]: Object.hasOwn(fields, from) ? fields[from] : ABSENT });
}

type Listener = (data: unknown, isOk: boolean) => void;

function dataLayer(): unknown[] {
  page.dataLayer ??= [];
  return page.dataLayer as unknown[];
}

/** An API of the IAB: a function that takes listeners, which outlive its replacement. */
function listened(global: string, dataOf: (fields: Fields) => unknown) {
  let fields: Fields = {};
  let listeners: Listener[] = [];
  const tell = (): void => {
    for (const listener of [...listeners]) listener(dataOf(fields), true);
  };
  return {
    stage(next: Fields) {
      fields = next;
      if (!page[global]) listeners = [];
      page[global] = (...values: unknown[]) => {
        const listener = values.find(value => typeof value === 'function') as Listener;
        if (values[0] !== 'addEventListener') return;
        listeners.push(listener);
        listener(dataOf(fields), true);
      };
    },
    tell,
  };
}

const dispatch = (name: string, target: EventTarget = window) => {
  target.dispatchEvent(new Event(name));
};

function tcfSignal(): Signal {
  const consents = { 1: STORAGE, 3: ['advertising'], 4: ['advertising'], 5: ['personalization'] } as const;
  const more = { 6: ['personalization'], 8: ['analytics'], 9: ['analytics'] } as const;
  const all = { ...consents, ...more };
  return {
    source: tcf,
    globals: ['__tcfapi'],
    consents: all,
    yes: true,
    no: false,
    answered: { gdprApplies: true, eventStatus: 'useractioncomplete', cmpStatus: 'loaded', tcfPolicyVersion: 5 },
    asking: { gdprApplies: true, eventStatus: 'cmpuishown', cmpStatus: 'loaded', tcfPolicyVersion: 5 },
    ...listened('__tcfapi', fields =>
      joined(pick(fields, ['gdprApplies', 'eventStatus', 'cmpStatus', 'tcfPolicyVersion']), {
        listenerId: 4,
        // A legitimate interest is claimed for everything, and counts for nothing.
        purpose: {
          consents: pick(fields, Object.keys(all)),
          legitimateInterests: Object.fromEntries(Object.keys(all).map(id => [id, true])),
        },
      }),
    ),
  };
}

function gppSignal(): Signal {
  const consents = {
    SaleOptOut: ['advertising'],
    SharingOptOut: ['advertising'],
    TargetedAdvertisingOptOut: ['advertising'],
  } as const;
  return {
    source: gpp,
    globals: ['__gpp'],
    consents,
    yes: 2,
    no: 1,
    answered: { signalStatus: 'ready', applicableSections: [7] },
    asking: { signalStatus: 'not ready', applicableSections: [7] },
    ...listened('__gpp', fields => ({
      listenerId: 4,
      eventName: 'sectionChange',
      pingData: joined(pick(fields, ['signalStatus', 'applicableSections']), {
        parsedSections: {
          usnat: [
            joined({ Version: 1, SaleOptOutNotice: 1 }, pick(fields, Object.keys(consents))),
            pick(fields, ['Gpc']),
          ],
        },
      }),
    })),
  };
}

function consentModeSignal(): Signal {
  const consents = {
    functionality_storage: ['functional'],
    analytics_storage: ['analytics'],
    personalization_storage: ['personalization'],
    ad_storage: ['advertising'],
    ad_user_data: ['advertising'],
    ad_personalization: ['advertising'],
  } as const;
  let waiting: (() => void) | undefined;
  return {
    source: consentMode,
    globals: ['dataLayer'],
    consents,
    yes: 'granted',
    no: 'denied',
    answered: { command: 'update' },
    asking: { command: 'default' },
    stage(fields) {
      const layer = dataLayer();
      const states = pick(fields, Object.keys(consents));
      waiting = () => layer.push(joined({ 0: 'consent', 2: states, length: 3 }, renamed(fields, 'command', '1')));
      // What is there before anybody listens was pushed before, too.
      if (!layer.length) this.tell();
    },
    tell() {
      waiting?.();
      waiting = undefined;
    },
  };
}

function cookiebotSignal(): Signal {
  const consents = {
    preferences: ['functional', 'personalization'],
    statistics: ['analytics'],
    marketing: ['advertising'],
  } as const;
  return {
    source: cookiebot,
    globals: ['Cookiebot'],
    consents,
    yes: true,
    no: false,
    answered: { hasResponse: true },
    asking: { hasResponse: false },
    stage(fields) {
      page.Cookiebot = joined(pick(fields, ['hasResponse']), { consent: pick(fields, Object.keys(consents)) });
    },
    tell: () => dispatch('CookiebotOnConsentReady'),
  };
}

function cookieYesSignal(): Signal {
  const consents = {
    functional: ['functional', 'personalization'],
    analytics: ['analytics'],
    advertisement: ['advertising'],
  } as const;
  return {
    source: cookieYes,
    globals: ['getCkyConsent'],
    consents,
    yes: true,
    no: false,
    answered: { isUserActionCompleted: true },
    asking: { isUserActionCompleted: false },
    stage(fields) {
      page.getCkyConsent = () =>
        joined(pick(fields, ['isUserActionCompleted']), { categories: pick(fields, Object.keys(consents)) });
    },
    tell: () => dispatch('cookieyes_consent_update', document),
  };
}

function oneTrustSignal(): Signal {
  const consents = { C0002: ['analytics'], C0003: ['functional', 'personalization'], C0004: ['advertising'] } as const;
  return {
    source: oneTrust,
    globals: ['OneTrust', 'OnetrustActiveGroups'],
    consents,
    yes: true,
    no: false,
    answered: { isClosed: true },
    asking: { isClosed: false },
    stage(fields) {
      // A group is active or is not: there is nothing between.
      const active = () => Object.keys(consents).filter(group => told(fields[group]) === true);
      page.OneTrust = { IsAlertBoxClosed: () => told(fields.isClosed) };
      Object.defineProperty(page, 'OnetrustActiveGroups', {
        configurable: true,
        get: () => (Object.hasOwn(fields, 'groups') ? told(fields.groups) : `,C0001,${active().join()},`),
      });
    },
    tell: () => dispatch('OneTrustGroupsUpdated'),
  };
}

function didomiSignal(): Signal {
  const consents = {
    cookies: STORAGE,
    create_ads_profile: ['advertising'],
    select_personalized_ads: ['advertising'],
    create_content_profile: ['personalization'],
    select_personalized_content: ['personalization'],
    measure_content_performance: ['analytics'],
    market_research: ['analytics'],
  } as const;
  const listeners: (() => void)[] = [];
  return {
    source: didomi,
    globals: ['Didomi'],
    consents,
    yes: true,
    no: false,
    answered: { isPartial: false },
    asking: { isPartial: true },
    stage(fields) {
      page.Didomi = {
        getCurrentUserStatus: () => ({
          purposes: Object.fromEntries(
            Object.keys(consents).map(id => [
              id,
              joined({ id }, built({ enabled: Object.hasOwn(fields, id) ? fields[id] : ABSENT })),
            ]),
          ),
        }),
        isUserStatusPartial: () => told(fields.isPartial),
        on: (_: string, listener: () => void) => void listeners.push(listener),
      };
    },
    tell: () => {
      for (const listener of listeners) listener();
    },
  };
}

function klaroSignal(): Signal {
  const consents = {
    chat: ['functional'],
    matomo: ['analytics'],
    recommender: ['personalization'],
    pixel: ['advertising'],
  } as const;
  const watchers: { update(manager: unknown, event: string): void }[] = [];
  return {
    source: klaro,
    globals: ['klaro'],
    consents,
    yes: true,
    no: false,
    answered: { confirmed: true },
    asking: { confirmed: false },
    stage(fields) {
      const services = Object.entries(consents).map(([name, purposes]) => ({ name, purposes }));
      const manager = joined(pick(fields, ['confirmed']), {
        consents: pick(fields, Object.keys(consents)),
        config: { services },
        watch: (watcher: (typeof watchers)[number]) => void watchers.push(watcher),
      });
      page.klaro = { getManager: () => manager };
    },
    tell: () => {
      for (const watcher of watchers) watcher.update({}, 'saveConsents');
    },
  };
}

function usercentricsSignal(): Signal {
  const consents = { functional: ['functional', 'analytics'], marketing: ['personalization', 'advertising'] } as const;
  let waiting: (() => void) | undefined;
  return {
    source: usercentrics,
    globals: ['dataLayer'],
    consents,
    yes: true,
    no: false,
    answered: { type: 'EXPLICIT' },
    asking: { type: 'IMPLICIT' },
    stage(fields) {
      const layer = dataLayer();
      const status = { event: 'consent_status', ucCategory: pick(fields, Object.keys(consents)) };
      waiting = () => layer.push(joined(pick(fields, ['type']), status));
      if (!layer.length) this.tell();
    },
    tell() {
      waiting?.();
      waiting = undefined;
    },
  };
}

function shopifySignal(): Signal {
  const consents = {
    analytics: ['analytics'],
    marketing: ['advertising'],
    preferences: ['functional', 'personalization'],
  } as const;
  return {
    source: shopifyPrivacy,
    globals: ['Shopify'],
    consents,
    yes: true,
    no: false,
    answered: { isAsked: false },
    asking: { isAsked: true },
    stage(fields) {
      const answer = (name: string): string => (fields.isAsked ? '' : fields[name] === false ? 'no' : 'yes');
      page.Shopify = {
        customerPrivacy: {
          currentVisitorConsent: () => Object.fromEntries(Object.keys(consents).map(name => [name, answer(name)])),
          analyticsProcessingAllowed: () => told(fields.analytics),
          marketingAllowed: () => told(fields.marketing),
          preferencesProcessingAllowed: () => told(fields.preferences),
        },
      };
    },
    tell: () => dispatch('visitorConsentCollected', document),
  };
}

/** Every signal, made anew for a page. */
export const SIGNALS: Readonly<Record<string, () => Signal>> = {
  tcf: tcfSignal,
  gpp: gppSignal,
  'consent-mode': consentModeSignal,
  cookiebot: cookiebotSignal,
  'cookie-yes': cookieYesSignal,
  'one-trust': oneTrustSignal,
  didomi: didomiSignal,
  klaro: klaroSignal,
  usercentrics: usercentricsSignal,
  'shopify-privacy': shopifySignal,
};
