import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import { type Median, medianOf } from './median-of.js';
import { type OpenQuestion, type Wait, waited } from './waited.js';

/** How long the visitor waited for support. */
export interface Waits {
  /** Questions that are not solved, at most 12, newest first. */
  readonly open: readonly OpenQuestion[];
  /** The last 50 waits for a first answer, oldest first. */
  readonly answers: readonly Wait[];
  /** The last 50 times from a question to its solution, oldest first. */
  readonly solutions: readonly Wait[];
}

/** How long it takes by one channel, in ms. */
export interface ChannelWaits {
  /** Name of the channel, such as `chat`. */
  readonly channel: string;
  /** To the first answer; `null` where none was given. */
  readonly answer: Median | null;
  /** To the solution; `null` where none was found. */
  readonly solution: Median | null;
}

export interface WaitsPlugin extends Plugin {
  /** How long the visitor waited, by channel: of the last 50 answers and the last 50 solutions. Pure. */
  waits(profile: Profile): readonly ChannelWaits[];
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** Somebody answered a question to support, the first time; `support()` tells of chats by itself. */
    answer_support: {
      /** By which channel it was asked, such as `email`; all that have no answer where it is left out. */
      readonly method?: string;
      /** How long the visitor waited, ms; since the question where it is left out. */
      readonly waited_ms?: number;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    waits: Waits;
  }
}

const KEPT = 50;
const NOTHING: Waits = { open: [], answers: [], solutions: [] };

/**
 * How long the visitor waits for a first answer of support and for a solution, by channel: from `contact_support` to
 * `chat_answer` or `answer_support`, and to `solve_issue`. Ends with a logout. `waymark-waits` says the same of all visitors.
 */
export function waits(): WaitsPlugin {
  return {
    ...definePlugin({
      name: 'waits',
      vocabulary: {
        answer_support: checkAnswer,
      },
      slice: {
        name: 'waits',
        version: 1,
        initial: NOTHING,
        reduce(state, touchpoint) {
          const { open, answers, solutions } = waited(state.open, touchpoint);
          if (open === state.open && !answers.length && !solutions.length) return state;
          return {
            open,
            answers: [...state.answers, ...answers].slice(-KEPT),
            solutions: [...state.solutions, ...solutions].slice(-KEPT),
          };
        },
      },
    }),
    waits: ({ slices: { waits: { answers, solutions } = NOTHING } }) => byChannel(answers, solutions),
  };
}

function checkAnswer(data: Readonly<Record<string, unknown>>): object | string {
  const { waited_ms = 0 } = data;
  const isTime = typeof waited_ms === 'number' && Number.isFinite(waited_ms) && waited_ms >= 0;
  return isTime ? data : '`waited_ms` must be a number, 0 or more';
}

/** Waits by channel, those with the most first. Pure. */
export function byChannel(answers: readonly Wait[], solutions: readonly Wait[]): readonly ChannelWaits[] {
  const msOf = (waits: readonly Wait[], name: string): readonly number[] =>
    waits.flatMap(({ channel, ms }) => (channel === name ? ms : []));
  const channels = [...new Set([...answers, ...solutions].map(({ channel }) => channel))];
  return channels
    .map(channel => ({
      channel,
      answer: medianOf(msOf(answers, channel)),
      solution: medianOf(msOf(solutions, channel)),
    }))
    .sort((a, b) => countOf(b) - countOf(a) || (a.channel < b.channel ? -1 : 1));
}

function countOf({ answer, solution }: ChannelWaits): number {
  return (answer?.count ?? 0) + (solution?.count ?? 0);
}
