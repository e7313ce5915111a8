import { definePlugin, type Plugin } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import { rest, seen, taps } from './builders.js';
import type { Tab } from './model-world.js';

/** `poison` is what no server takes, `odd` what its check refuses, `unwanted` what `normalize` drops. */
export type Kind = 'plain' | 'poison' | 'odd' | 'unwanted';

export interface Tracked {
  readonly tab: Tab;
  readonly kind: Kind;
  readonly weight: number;
  /** Advertising may hear of it, as far as its tab knew. */
  readonly isShared: boolean;
  /** `maybe`: an erasure came while it was still on its way. */
  isErased: boolean | 'maybe';
}

/** What has to be true, kept apart from how it is done. */
export interface Model {
  readonly tracked: Map<string, Tracked>;
  /** How many were not taken, by tab. */
  readonly refused: Map<Tab, number>;
  /** The log as last seen: it only grows. */
  log: readonly Row[];
  /** Up to where the first destination had answered. */
  cursor: number;
  /** Some tab may still believe in a refusal. */
  isRefused: boolean;
  /** Rows up to here are from before a refusal of advertising, which may have kept them from being told. */
  refusedSeq: number;
  /** How many rows a server had taken when everything was erased; `seq` began anew. */
  takenBefore: { http: number; ads: number };
}

export function createModel(): Model {
  return {
    tracked: new Map(),
    refused: new Map(),
    log: [],
    cursor: 0,
    isRefused: false,
    refusedSeq: 0,
    takenBefore: { http: 0, ads: 0 },
  };
}

const once: Plugin = definePlugin({
  name: 'once',
  triggers: [
    {
      name: 'once',
      decision: 'taps.reach',
      perSession: 1,
      when: ({ touchpoint }) => (touchpoint?.type === 'tap' ? { taps: 1 } : null),
    },
  ],
});

/** The plugins of every tab. */
export function rules(): readonly Plugin[] {
  const checked = taps({
    vocabulary: { tap: data => (data.text === 'odd' ? 'it is odd' : data) },
    normalize: raw => (raw.type === 'tap' && raw.data.text === 'unwanted' ? null : raw),
  });
  return [checked, seen({ purpose: 'advertising' }), once, rest(20 * 60_000)];
}
