import { type Contact, type ContactWish, type UsedChannel, unusedOf } from './contact-use.js';

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

/** Which way to talk to the visitor, by what was used, answered and declared. Pure. */
export function rankChannels({ wish, channels }: Contact): ContactAnswer {
  const wished = wish.channels;
  const used = channels.map(({ channel }) => channel);
  const all = [...channels, ...wished.filter(name => !used.includes(name)).map(unusedOf)];
  const place = (name: string) => (wished.includes(name) ? wished.indexOf(name) : wished.length);
  const ranking = all
    // Others than the wished ones are ways, too, for whoever has to take one.
    .filter(({ channel }) => wish.perWeek !== 0 && !wish.without.includes(channel))
    .map(one => ranked(one, wished.includes(one.channel) ? 'Wished; answered' : 'Answered'))
    .sort((a, b) => place(a.channel) - place(b.channel) || b.score - a.score || b.used - a.used);
  return { wish, ranking };
}

function ranked({ channel, used, answered, refused }: UsedChannel, verb: string): RankedChannel {
  const score = (answered + 1) / (used + refused + 2);
  return { channel, score, used, answered, reason: `${verb} ${answered} of ${used}, waved away ${refused}` };
}
