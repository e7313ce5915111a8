import type {} from '../capture/commerce.js';
import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { type Contact, type ContactWish, type UsedChannel, unusedOf } from './contact-use.js';
import type {} from './prompts.js';
import { type ContactAnswer, rankChannels } from './rank-channels.js';

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

type Change = Partial<Pick<UsedChannel, 'used' | 'answered' | 'refused'>>;

const KNOWN: Known<ContactOptions> = { channels: 'texts' };
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
 * visitor declares (`contact_wish`, `unsubscribe`) comes first, and `nudge()`, `sequences()`, `reviewInvitation()`
 * and `armedCart()` obey it. Stands after `prompts()`. Ends with a logout.
 */
export function contact(options: ContactOptions = {}): ContactPlugin {
  const { channels = [] } = options;
  const ways = new Set([...WAYS, ...channels]);
  return {
    ...definePlugin({
      name: 'contact',
      options: [options, KNOWN],
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
    contact: ({ slices }) => rankChannels(slices.contact ?? EMPTY),
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
