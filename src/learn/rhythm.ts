import { definePlugin, type Plugin } from '../core/plugin.js';

/** When the visitor comes back, by the visitor's own rhythm; epoch ms, `null` before the first return. */
export interface Rhythm {
  /** The last 8 pauses of 12 hours and more, ms, oldest first. */
  readonly pauses: readonly number[];
  /** When the visitor was last here. */
  readonly lastAt: number | null;
  /** When the next visit is due. */
  readonly expectedAt: number | null;
  /** From when on the silence is unusual. */
  readonly riskFrom: number | null;
  /** From when on the visitor counts as gone. */
  readonly lapsesAt: number | null;
}

export interface RhythmOptions {
  /** Days between two visits of a visitor nothing is known about. Default 14. */
  readonly days?: number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    rhythm: Rhythm;
  }
}

const PAUSES = 8;
const DAY_MS = 86_400_000;
/** Less is the same occasion. */
const PAUSE_MS = DAY_MS / 2;
/** What is usual counts as this many pauses of the visitor. */
const WORTH = 2;
/** Spread of the logarithm of pauses that is usual: two of three lie between half and double. */
const SPREAD = 0.7;
/** It counts as this many, for the deviation of a few pauses is too small. */
const SPREAD_WORTH = 4;
/** A median deviation is this much of a standard deviation. */
const NORMAL = 1.4826;
/** Spreads beyond the expected pause: one pause in 44 is longer than two, one in 740 than three. */
const RISK = 2;
const LAPSE = 3;

/**
 * Learns how often the visitor comes. With n pauses, m the median of their logarithms and s its median deviation × 1.4826:
 * expected = exp((2 ln usual + n m) / (2 + n)), spread = (4 × 0.7 + (n − 1) s) / (3 + n) × √(1 + 1 / n); unusual after
 * expected × e^(2 spread), gone after expected × e^(3 spread). Says nothing before the first return.
 */
export function rhythm({ days = 14 }: RhythmOptions = {}): Plugin {
  return definePlugin({
    name: 'rhythm',
    slice: {
      name: 'rhythm',
      version: 1,
      initial: { pauses: [], lastAt: null, expectedAt: null, riskFrom: null, lapsesAt: null },
      reduce(state, { at }, { lastSeenAt }) {
        const before = state.lastAt ?? at;
        // A clock that was far ahead and is put right leaves a last time behind that would not come for long.
        const isLate = at <= before && before - (lastSeenAt ?? at) < PAUSE_MS;
        if (state.lastAt !== null && isLate) return state;
        const pauses = at - before < PAUSE_MS ? state.pauses : [...state.pauses, at - before].slice(-PAUSES);
        if (!pauses.length) return { ...state, lastAt: at };
        const logs = pauses.map(Math.log);
        const own = logs.length;
        const middle = median(logs);
        const usual = (WORTH * Math.log(days * DAY_MS) + own * middle) / (WORTH + own);
        const deviation = NORMAL * median(logs.map(log => Math.abs(log - middle)));
        const shrunk = (SPREAD_WORTH * SPREAD + (own - 1) * deviation) / (SPREAD_WORTH + own - 1);
        // A middle of few pauses is itself in doubt.
        const spread = shrunk * Math.sqrt(1 + 1 / own);
        const after = (spreads: number) => Math.round(at + Math.exp(usual + spreads * spread));
        return { pauses, lastAt: at, expectedAt: after(0), riskFrom: after(RISK), lapsesAt: after(LAPSE) };
      },
    },
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
}
