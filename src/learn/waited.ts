import type {} from '../capture/commerce.js';
import type {} from '../capture/support.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** A question to support that is not solved. */
export interface OpenQuestion {
  /** By which channel it was asked, such as `chat`, at most 40 characters; `other` where that is not said. */
  readonly channel: string;
  /** When it was asked, epoch ms. */
  readonly openAt: number;
  /** Since when it waits for its first answer, epoch ms; `null` once it has one. */
  readonly askedAt: number | null;
  /** When something was said last, epoch ms; `null` once the chat ended. */
  readonly saidAt: number | null;
}

/** A wait that is over. */
export interface Wait {
  /** By which channel it was asked. */
  readonly channel: string;
  /** How long it took, ms. */
  readonly ms: number;
}

/** What is open after a touchpoint, and which waits ended with it. */
export interface Waited {
  readonly open: readonly OpenQuestion[];
  readonly answers: readonly Wait[];
  readonly solutions: readonly Wait[];
}

const QUESTIONS = 12;
/** A conversation goes on for so long after what was said last. */
const SITTING_MS = 30 * 60_000;
/** Afterwards a question counts as given up, as an issue does in `care()`. */
const GIVEN_UP_MS = 14 * 86_400_000;
const NONE: readonly Wait[] = [];

/**
 * What of support is open after one more touchpoint, at most 12 questions, newest first, and which waits ended with it. A
 * question opens with `contact_support`; what is said within 30 minutes by the same channel belongs to it. It is answered
 * by `chat_answer` and `answer_support` and closed by `solve_issue`. A chat that was answered while the visitor was away is
 * answered when the page hears of it, so beyond 30 minutes that is no wait. What is open for 14 days is given up. Pure; the
 * same `open` when nothing changed.
 */
export function waited(open: readonly OpenQuestion[], touchpoint: Touchpoint): Waited {
  const { type, at } = touchpoint;
  const isNow = ({ openAt }: OpenQuestion): boolean => openAt <= at && at - openAt <= GIVEN_UP_MS;
  switch (type) {
    case 'contact_support':
      return { open: asked(open, channelOf(touchpoint) || 'other', at), answers: NONE, solutions: NONE };
    case 'chat_answer':
    case 'answer_support':
      return answered(open.filter(isNow), open, touchpoint);
    case 'chat_end':
      return { open: ended(open), answers: NONE, solutions: NONE };
    case 'solve_issue': {
      const solutions = open.filter(isNow).map(({ channel, openAt }) => ({ channel, ms: at - openAt }));
      // What is asked later than it is solved was told too early.
      const left = open.filter(({ openAt }) => openAt > at);
      return { open: left.length < open.length ? left : open, answers: NONE, solutions };
    }
    default:
      return { open, answers: NONE, solutions: NONE };
  }
}

/** The channel a touchpoint came by or speaks of; empty where neither is said. */
function channelOf({ channel = '', data }: Touchpoint): string {
  const { method } = data as { readonly method?: unknown };
  return (channel || textOf(method)).slice(0, 40);
}

function asked(open: readonly OpenQuestion[], channel: string, at: number): readonly OpenQuestion[] {
  const known = open.find(one => one.channel === channel && at - one.openAt <= GIVEN_UP_MS);
  const { openAt = at, askedAt = at, saidAt = at } = known ?? {};
  const isAnother = askedAt === null && (saidAt === null || at - saidAt > SITTING_MS);
  const next = {
    channel,
    // What is told late may have been said before.
    openAt: Math.min(openAt, at),
    askedAt: isAnother ? at : askedAt === null ? null : Math.min(askedAt, at),
    saidAt: Math.max(saidAt ?? at, at),
  };
  return [next, ...open.filter(one => one.channel !== channel)].slice(0, QUESTIONS);
}

function answered(candidates: readonly OpenQuestion[], open: readonly OpenQuestion[], touchpoint: Touchpoint): Waited {
  const { type, at, data } = touchpoint;
  const isChat = type === 'chat_answer';
  const channel = isChat ? 'chat' : channelOf(touchpoint);
  const told = toldOf(data);
  const found = candidates.filter(one => !channel || one.channel === channel);
  const waits = found.flatMap(({ channel, askedAt }) => {
    const ms = askedAt === null ? Number.NaN : (told ?? at - askedAt);
    return ms >= 0 && (told !== null || !isChat || ms <= SITTING_MS) ? { channel, ms } : [];
  });
  // One that nobody remembers to have asked, but whoever answered it knows since when.
  const answers = !found.length && channel && told !== null ? [{ channel, ms: told }] : waits;
  const next = open.map(one =>
    found.includes(one) ? { ...one, askedAt: null, saidAt: Math.max(one.saidAt ?? at, at) } : one,
  );
  return { open: found.length ? next : open, answers, solutions: NONE };
}

/** How long whoever answered says that it took; `null` for nothing that could be. */
function toldOf(data: object): number | null {
  const { waited_ms } = data as { readonly waited_ms?: unknown };
  return typeof waited_ms === 'number' && waited_ms >= 0 && waited_ms <= GIVEN_UP_MS ? Math.abs(waited_ms) : null;
}

function ended(open: readonly OpenQuestion[]): readonly OpenQuestion[] {
  return open.some(({ channel, saidAt }) => channel === 'chat' && saidAt !== null)
    ? open.map(one => (one.channel === 'chat' ? { ...one, saidAt: null } : one))
    : open;
}
