import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import { type Choice, PURPOSES } from '../core/purpose.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** A value that conditions compare: a text, a number or a claim. */
export type Scalar = string | number | boolean;

/** A touchpoint in short. */
export interface RecentTouchpoint {
  /** Its type, at most 60 characters. */
  readonly type: string;
  /** When it happened, epoch ms. */
  readonly at: number;
  /** The fields that are kept, with the values its data and its products have for them: at most 5, texts of 100 characters. */
  readonly fields: Readonly<Record<string, readonly Scalar[]>>;
}

/** What conditions need to know of the last while. */
export interface Recent {
  /** The last 100 touchpoints, oldest first. */
  readonly touchpoints: readonly RecentTouchpoint[];
  /** The last choice that was recorded, by purpose. */
  readonly consent: Choice;
  /** Minutes that the visitor's clock is ahead of UTC; `null` while the site does not say. */
  readonly offsetMinutes: number | null;
}

declare module '../core/profile.js' {
  interface SliceMap {
    recent: Recent;
  }
}

export interface RecentOptions {
  /** Fields of touchpoints and their products to keep beside `item_id`, at most 8. Default `item_category`, `value`. */
  readonly fields?: readonly string[];
}

const TOUCHPOINTS = 100;
const FIELDS = 8;
const VALUES = 5;
const CHARACTERS = 100;
const DAY_MINUTES = 1440;
/** What books or measures. */
const NO_ACT = /^(correct|consent_update|reset|overflow|identify|web_vitals|device_details)$/;

/**
 * Keeps the last 100 touchpoints in short, the last consent, and how far the visitor's clock is ahead of UTC, which the
 * site says as `utc_offset` in its `context`, minutes: `-new Date().getTimezoneOffset()`. Throws `WaymarkError` for fields
 * that are no list.
 */
export function recent({ fields = ['item_category', 'value'] }: RecentOptions = {}): Plugin {
  // Of JSON it may be anything.
  if (!Array.isArray(fields)) throw new WaymarkError('recent-odd', '`recent.fields` must be a list of names.');
  const kept = ['item_id', ...fields.filter(field => field !== 'item_id').slice(0, FIELDS)];
  return definePlugin({
    name: 'recent',
    slice: {
      name: 'recent',
      version: 1,
      initial: { touchpoints: [], consent: {}, offsetMinutes: null },
      reduce(state, touchpoint) {
        const { type, at, context } = touchpoint;
        const offset = context?.utc_offset;
        const isOffset = typeof offset === 'number' && Math.abs(offset) < DAY_MINUTES;
        const offsetMinutes = isOffset ? offset + 0 : state.offsetMinutes;
        if (type === 'consent_update') return { ...state, offsetMinutes, consent: choiceOf(touchpoint) };
        if (NO_ACT.test(type)) return offsetMinutes === state.offsetMinutes ? state : { ...state, offsetMinutes };
        const short = { type: type.slice(0, 60), at, fields: shorten(touchpoint, kept) };
        return { ...state, offsetMinutes, touchpoints: [...state.touchpoints, short].slice(-TOUCHPOINTS) };
      },
    },
  });
}

/** The answers as they are; what is none is left out. */
function choiceOf({ data }: Touchpoint<'consent_update'>): Choice {
  const { choice } = data;
  return Object.fromEntries(
    PURPOSES.flatMap(purpose =>
      /^(granted|denied|pending)$/.test(`${choice?.[purpose]}`) ? [[purpose, choice[purpose]]] : [],
    ),
  );
}

function shorten({ data }: Touchpoint, kept: readonly string[]): RecentTouchpoint['fields'] {
  // A type that no vocabulary checks may hold anything.
  const { items } = data as { readonly items?: unknown };
  const things: readonly unknown[] = [data, ...(Array.isArray(items) ? items : [])];
  return Object.fromEntries(
    kept.flatMap(field => {
      const values = new Set(things.flatMap(thing => scalarOf(thing, field)));
      return values.size ? [[field, [...values].slice(0, VALUES)]] : [];
    }),
  );
}

function scalarOf(thing: unknown, field: string): Scalar | readonly [] {
  const value: unknown = Object.entries(thing ?? {}).find(([name]) => name === field)?.[1];
  if (typeof value === 'string') return value.slice(0, CHARACTERS);
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
  return typeof value === 'boolean' ? value : [];
}
