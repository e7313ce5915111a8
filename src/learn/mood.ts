import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Care } from './care.js';
import { feelingOf, within } from './feeling-of.js';

/** How the visitor feels about the shop: a reading, not a measurement. */
export interface MoodReading {
  /** −1 (bad) to 1 (good); `null` while unknown. */
  readonly value: number | null;
  /** What the newest part of it comes from. */
  readonly source: 'asked' | 'behaviour' | null;
}

/** The mood as of the last touchpoint, and the last answer behind it. */
export interface Mood extends MoodReading {
  /** How the last answer felt, −1 to 1. */
  readonly asked: number | null;
  /** When it was given, epoch ms. */
  readonly askedAt: number | null;
}

declare module '../core/profile.js' {
  interface SliceMap {
    mood: Mood;
  }
}

const HALF_LIFE_MS = 14 * 86_400_000;
const KNOWN_MS = 60 * 86_400_000;
/** Days before the promise that delight in full. */
const DELIGHT_DAYS = 4;

/**
 * Reads how the visitor feels: asked, or read from frictions, issues and kept promises; unknown otherwise. The sum,
 * within −1 and 1, of the last answer (`feelingOf`) and of what came after it: −(1 − 2^−n) for n frictions open, −0.5 for
 * an open issue, days early / 4 for a delivery. Every part halves in 14 days and is gone after 60. Set by hand.
 */
export function mood(): Plugin {
  return definePlugin({
    name: 'mood',
    needs: ['care'],
    slice: {
      name: 'mood',
      version: 1,
      initial: { value: null, source: null, asked: null, askedAt: null },
      reduce(state, touchpoint, { slices, lastSeenAt }) {
        const { at } = touchpoint;
        const feeling = feelingOf(touchpoint);
        const { asked, askedAt } = feeling === null ? state : { asked: feeling, askedAt: at };
        const { value, source } = read({ asked, askedAt }, slices.care, lastSeenAt ?? at);
        return value === state.value && askedAt === state.askedAt && asked === state.asked && source === state.source
          ? state
          : { value, source, asked, askedAt };
      },
    },
  });
}

/** The mood at a moment. Pure. */
export function moodAt({ slices }: Profile, now: number): MoodReading {
  return read(slices.mood, slices.care, now);
}

function read(answer: Pick<Mood, 'asked' | 'askedAt'> | undefined, care: Care | undefined, now: number): MoodReading {
  const askedAt = answer?.askedAt ?? null;
  const parts: readonly (readonly [at: number | null | undefined, weight: number])[] = [
    [care?.frictionAt, 2 ** -(care?.frictions ?? 0) - 1],
    [care?.issueAt, -0.5],
    [care?.deliveredAt, within((care?.gapDays ?? 0) / DELIGHT_DAYS)],
  ];
  let value: number | null = null;
  let source: MoodReading['source'] = null;
  const add = (at: number | null | undefined, weight: number, from: MoodReading['source']): void => {
    const age = now - (at ?? -Infinity);
    if (age >= KNOWN_MS) return;
    value = (value ?? 0) + weight * 2 ** (-Math.max(0, age) / HALF_LIFE_MS);
    source = from;
  };
  add(askedAt, answer?.asked ?? 0, 'asked');
  // An answer speaks for all that came before it.
  for (const [at, weight] of parts) if ((at ?? 0) > (askedAt ?? 0)) add(at, weight, 'behaviour');
  return { value: value === null ? null : within(value), source };
}
