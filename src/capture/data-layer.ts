import { definePlugin, type Plugin } from '../core/plugin.js';
import type { TouchpointMap, TouchpointType } from '../core/touchpoint.js';
import { watchDataLayer } from '../platform/data-layer.js';
import { isOwn } from '../platform/own-push.js';
import { putRight } from './check-commerce.js';
import type {} from './commerce.js';
import { COMMERCE_TYPES } from './commerce-types.js';

interface Told {
  /** To the Google tag (`gtag`), not to the tag manager. */
  readonly toTag: boolean;
  readonly about: string;
  readonly at: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** What is told to both is told in one go, or one click later at the most. */
const ECHO_MS = 1_000;
/** Fields that speak to the tag manager, not of what happened. */
const COMMANDS = /^(event|gtm|send_to|groups|non_interaction|_)/;

/**
 * Touchpoints from `window.dataLayer`: GA4 events of `gtag('event', …)` and of GTM's `{ event, ecommerce }`, pushed before
 * or after the start. Only names `commerce()` declares; their data is copied. What `ga4()` pushed is left alone, and what a
 * page tells both within a second counts once.
 */
export function dataLayer(): Plugin {
  const known: readonly string[] = Object.values(COMMERCE_TYPES).flat();
  let isFirst = true;

  /** What was told last, by type. */
  const last = new Map<string, Told>();

  /** A page that feeds two tags says all of it twice, once to each. */
  function isEcho(type: string, now: Told): boolean {
    const { toTag, about, at } = last.get(type) ?? now;
    const isTwice = toTag !== now.toTag && about === now.about && Math.abs(now.at - at) < ECHO_MS;
    if (!isTwice) last.set(type, now);
    return isTwice;
  }

  return definePlugin({
    name: 'data-layer',
    capture({ track, signal }) {
      // What was pushed while it might not run is not caught up with.
      const readsPast = isFirst;
      isFirst = false;
      watchDataLayer((entry, isPast) => {
        const [type, data, toTag] = read(entry);
        if ((isPast && !readsPast) || !known.includes(type) || isOwn(data)) return;
        const fields = named(type, tidy(data));
        if (isEcho(type, { toTag, about: aboutOf(fields), at: Date.now() })) return;
        // The vocabulary knows the type, and its check looks at the data.
        track(type as TouchpointType, fields as TouchpointMap[TouchpointType]);
      }, signal);
    },
  });
}

/** Name and data of an event, both empty when the entry is none, and whether it is told to the Google tag, not to the tag manager. */
function read(entry: unknown): readonly [type: string, data: object, toTag: boolean] {
  const { 0: command, 1: name, 2: data, event, ecommerce } = Object(entry) as Record<string, unknown>;
  return command === 'event' ? [String(name), Object(data), true] : [String(event), Object(ecommerce ?? entry), false];
}

/** Which products, in so many pieces; else what was searched for. */
function aboutOf({ items = [], search_term }: Fields): string {
  const list = items as readonly Fields[];
  return JSON.stringify([
    search_term,
    list.map(({ item_id, item_name, quantity }) => [item_id ?? item_name, quantity]),
  ]);
}

/** What cannot be put right is left out; a touchpoint whose other fields are right stays one. */
function tidy(data: object): Fields {
  const fields = Object.entries(data).filter(
    ([name, value]) => !COMMANDS.test(name) && typeof value !== 'function' && putRight(name, value) !== null,
  );
  const tidied = Object.fromEntries(fields);
  if (tidied.items) tidied.items = [tidied.items].flat().map(tidy);
  // An amount in an unknown currency is worth nothing.
  if (!tidied.currency) delete tidied.value;
  return tidied;
}

/**
 * Without `items` where nobody can name one of them: a cart without it is another cart. What is about items keeps them, to be
 * refused. A promotion may be said as such an item. Source: GA4's reference of events, `view_promotion`.
 */
function named(type: string, fields: Fields): Fields {
  const { items = [], ...others } = fields;
  const list = items as readonly Fields[];
  const needs: readonly string[] = COMMERCE_TYPES.items;
  if (needs.includes(type) || list.every(({ item_id, item_name }) => `${item_id ?? ''}${item_name ?? ''}`))
    return fields;
  return type.endsWith('promotion') ? { ...list[0], ...others } : others;
}
