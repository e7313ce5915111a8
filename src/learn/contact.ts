import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { textOf } from './items-of.js';
import type {} from './prompts.js';

/** How the visitor wants to be contacted, in the visitor's own words. */
export interface ContactWish {
  /** The channels that are wished, the dearest first, at most 10; empty for any. */
  readonly channels: readonly string[];
  /** The channels that the visitor unsubscribed from since, at most 10. */
  readonly without: readonly string[];
  /** How often a week at most, all channels together; 0 for never, `null` while not said. */
  readonly perWeek: number | null;
}

/** What is known of the visitor by how contact was used and answered. */
export interface Contact {
  /** What the visitor declared last. */
  readonly wish: ContactWish;
  /** The 12 channels that were last about, newest first. */
  readonly channels: readonly {
    /** Name of the channel, such as `email`, at most 40 characters. */
    readonly channel: string;
    /** How often something was said by it, by either side. */
    readonly used: number;
    /** How often of these the visitor answered or began. */
    readonly answered: number;
    /** How often of these the visitor waved it away. */
    readonly refused: number;
  }[];
}

/** One channel, and what speaks for it. */
export interface RankedChannel {
  readonly channel: string;
  /** 0 to 1: (answered + 1) / (used + refused + 2), Laplace's rule of succession; what was waved away counts twice. */
  readonly score: number;
  readonly used: number;
  readonly answered: number;
  /** In plain words. */
  readonly reason: string;
}

/** Which way to talk to the visitor, and how often. */
export interface ContactAnswer {
  /** What the visitor declared. */
  readonly wish: ContactWish;
  /** Wished channels in the order of the wish, then the others by score; none that the visitor wants no contact by. */
  readonly ranking: readonly RankedChannel[];
}

export interface ContactOptions {
  /** Ways to reach a person beside `page`, `email`, `push`, `sms`, `phone`, `chat`, `store` and `post`. */
  readonly channels?: readonly string[];
}

export interface ContactPlugin extends Plugin {
  /** Pure. Which channel the visitor uses and answers, and what was declared. */
  contact(profile: Profile): ContactAnswer;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The visitor said how to be contacted; it takes the place of all that was said before, so one without fields takes it back. */
    contact_wish: {
      /** One channel or several, the dearest first, each a word of at most 40 letters; an empty list for any. */
      readonly channel?: string | readonly string[];
      /** How often a week at most, 0 or more; 0.5 is every other week. */
      readonly perWeek?: number;
      /** No contact at all. */
      readonly none?: true;
    };
    /** The visitor wants to hear no more by a channel; what else was said still holds. */
    unsubscribe: {
      /** The channel, a word of at most 40 letters. Default `email`. */
      readonly channel?: string;
    };
  }
}

declare module '../core/profile.js' {
  interface SliceMap {
    contact: Contact;
  }
}

type Known = Contact['channels'][number];
type Change = Partial<Pick<Known, 'used' | 'answered' | 'refused'>>;

const CHANNELS = 12;
const WISHES = 10;
const WORD = /^[\w:-]{1,40}$/;
const WAYS = ['page', 'email', 'push', 'sms', 'phone', 'chat', 'store', 'post'];
const EMPTY: Contact = { wish: { channels: [], without: [], perWeek: null }, channels: [] };
/** Both sides at once: who comes by a channel has answered it. */
const ANSWER: Change = { used: 1, answered: 1 };
const CHANGES = { show_nudge: { used: 1 }, dismiss_nudge: { refused: 1 }, convert_nudge: { answered: 1 } } as const;

/**
 * Which channel the visitor uses and answers, and how often contact is wished. Counts prompts and their answers, arrivals
 * by a way to reach a person, questions to support by their `method`, and whatever was tracked with a `channel`. What the
 * visitor declares (`contact_wish`, `unsubscribe`) comes first, and `nudge()` and `sequences()` obey it. Stands after
 * `prompts()`. Ends with a logout.
 */
export function contact({ channels = [] }: ContactOptions = {}): ContactPlugin {
  const ways = new Set([...WAYS, ...channels]);
  return {
    ...definePlugin({
      name: 'contact',
      vocabulary: {
        contact_wish: checkWish,
        unsubscribe: data => (isWord(data.channel ?? 'email') ? data : '`channel` must be a word'),
      },
      slice: {
        name: 'contact',
        version: 1,
        initial: EMPTY,
        reduce(state, touchpoint, { slices }) {
          const { type, data } = touchpoint;
          if (type === 'contact_wish') return { ...state, wish: wishOf(data) };
          if (type === 'unsubscribe') {
            const left = isWord(data.channel) ? data.channel : 'email';
            const without = [...new Set([left, ...state.wish.without])].slice(0, WISHES);
            return { ...state, wish: { ...state.wish, without } };
          }
          if (type === 'show_nudge' || type === 'dismiss_nudge' || type === 'convert_nudge') {
            const told = slices.prompts?.told.find(({ nudge_id }) => nudge_id === textOf(data.nudge_id));
            return counted(state, textOf(data.channel) || told?.channel || 'page', CHANGES[type]);
          }
          const way = wayOf(touchpoint);
          return ways.has(way) ? counted(state, way, ANSWER) : state;
        },
      },
    }),
    contact: ({ slices }) => answerOf(slices.contact ?? EMPTY),
  };
}

function checkWish(data: Readonly<Record<string, unknown>>): object | string {
  const { channel = [], perWeek = 0, none = true } = data;
  const words = [channel].flat();
  if (words.length > WISHES || !words.every(isWord)) return '`channel` must be a word, or a list of at most 10 words';
  if (!isAmount(perWeek)) return '`perWeek` must be a number, 0 or more';
  return none === true ? data : '`none` must be `true`, or left out';
}

/** What was declared, whatever came past the check. */
function wishOf({ channel, perWeek, none }: Readonly<Record<string, unknown>>): ContactWish {
  const channels = [...new Set([channel].flat().filter(isWord))].slice(0, WISHES);
  return { channels, without: [], perWeek: none === true ? 0 : isAmount(perWeek) ? Math.abs(perWeek) : null };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && WORD.test(value);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** The channel by which the visitor came or spoke; empty for the site itself. */
function wayOf({ type, channel = '', data }: Touchpoint): string {
  if (type === 'campaign_details') return textOf(data.channel);
  return channel || (type === 'contact_support' ? textOf(data.method) : '');
}

/** One more of it, by a channel that comes first now. */
function counted({ wish, channels }: Contact, name: string, change: Change): Contact {
  const channel = name.slice(0, 40);
  const known = channels.find(one => one.channel === channel) ?? unusedOf(channel);
  const sum = (field: keyof Change) => known[field] + (change[field] ?? 0);
  const [answered, refused] = [sum('answered'), sum('refused')];
  // What was answered was said, if only elsewhere.
  const next = { channel, used: Math.max(sum('used'), answered, refused), answered, refused };
  return { wish, channels: [next, ...channels.filter(one => one !== known)].slice(0, CHANNELS) };
}

function unusedOf(channel: string): Known {
  return { channel, used: 0, answered: 0, refused: 0 };
}

function answerOf({ wish, channels }: Contact): ContactAnswer {
  const wished = wish.channels;
  const used = channels.map(({ channel }) => channel);
  const all = [...channels, ...wished.filter(name => !used.includes(name)).map(unusedOf)];
  const place = (name: string) => (wished.includes(name) ? wished.indexOf(name) : WISHES);
  const ranking = all
    // Others than the wished ones are ways, too, for whoever has to take one.
    .filter(({ channel }) => wish.perWeek !== 0 && !wish.without.includes(channel))
    .map(one => ranked(one, wished.includes(one.channel) ? 'Wished; answered' : 'Answered'))
    .sort((a, b) => place(a.channel) - place(b.channel) || b.score - a.score || b.used - a.used);
  return { wish, ranking };
}

function ranked({ channel, used, answered, refused }: Known, verb: string): RankedChannel {
  const score = (answered + 1) / (used + refused + 2);
  return { channel, score, used, answered, reason: `${verb} ${answered} of ${used}, waved away ${refused}` };
}
