import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import { sumOf } from '../core/sum.js';
import type { Traits } from '../core/touchpoint.js';

/** One part of a score. */
export interface LeadReason {
  /** The reason in plain words. */
  readonly text: string;
  /** Points, above 0. */
  readonly weight: number;
}

/** How promising the visitor is as a customer to talk to. */
export interface Lead {
  /** The sum of `reasons`, 0 to 100 with the built-in signs. */
  readonly score: number;
  /** One for each sign that was met, the largest first. */
  readonly reasons: readonly LeadReason[];
}

/** What a sign is worth: plain words, points each time, and the most it can be worth. */
export type LeadSign = readonly [text: string, points: number, most: number];

export interface LeadOptions {
  /** Signs by touchpoint type beside the built-in ones, or instead of them; `pricing` is a view of a page of prices. */
  readonly signs?: Readonly<Record<string, LeadSign>>;
  /** Pure. Whether a page speaks of prices, by its address. Default: `pricing`, `prices` or `plans` begins a part of it. */
  readonly isPricing?: (url: string) => boolean;
  /** Pure. 0 to 1: how well what the visitor declared fits. Default: 0, for nothing is inferred. Worth 10 points. */
  readonly fits?: (traits: Traits) => number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    lead: Lead;
  }
}

const FIT = 10;
/** Set by hand; the most they can be worth is 100 together with what fits. */
const SIGNS: Readonly<Record<string, LeadSign>> = {
  generate_lead: ['Asked for an offer', 35, 35],
  sign_up: ['Made an account', 10, 10],
  identify: ['Is known to the site', 10, 10],
  contact_support: ['Asked a question', 5, 10],
  pricing: ['Looked at prices', 4, 8],
  view_item: ['Looked at products', 1, 7],
  compare_items: ['Compared products', 2, 4],
  file_download: ['Downloaded a file', 3, 6],
};

/**
 * Scores how promising the visitor is: for every sign the smaller of times × points and its most, summed. Never falls but
 * when declared traits no longer fit; nothing about the visitor is inferred.
 */
export function lead({
  signs = {},
  isPricing = url => /\/(pricing|prices|plans)\b/.test(url),
  fits = () => 0,
}: LeadOptions = {}): Plugin {
  const known = new Map(Object.entries({ ...SIGNS, ...signs }));
  return definePlugin({
    name: 'lead',
    slice: {
      name: 'lead',
      version: 1,
      initial: { score: 0, reasons: [] },
      reduce(state, { type, url }, { slices }: Profile) {
        let { reasons } = state;
        const add = ([text, points, most]: LeadSign = ['', 0, 0]) => {
          const weight = Math.min(most, (reasons.find(reason => reason.text === text)?.weight ?? 0) + points);
          reasons = withReason(reasons, { text, weight });
        };
        add(known.get(type));
        if (type === 'page_view' && isPricing(url)) add(known.get('pricing'));
        if (type === 'identify') {
          const weight = FIT * Math.max(0, Math.min(1, fits(slices.identity?.traits ?? {}) || 0));
          reasons = withReason(reasons, { text: 'Fits', weight });
        }
        return reasons === state.reasons ? state : { score: sumOf(reasons.map(({ weight }) => weight)), reasons };
      },
    },
  });
}

/** Another weight for a reason, none at 0; the same list when it has that weight. */
function withReason(reasons: readonly LeadReason[], reason: LeadReason): readonly LeadReason[] {
  const old = reasons.find(({ text }) => text === reason.text);
  if ((old?.weight ?? 0) === reason.weight) return reasons;
  const others = reasons.filter(other => other !== old);
  return [...others, ...(reason.weight > 0 ? [reason] : [])].sort((a, b) => b.weight - a.weight);
}
