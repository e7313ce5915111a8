/** How a video stands. */
export interface Playing {
  /** Who plays it. */
  readonly provider: string;
  /** What is played. */
  readonly source: string;
  readonly title: string;
  readonly seconds: number;
  /** In s; NaN where it is unknown. */
  readonly duration: number;
  readonly hasEnded: boolean;
}

/** What a message holds. */
export type Fields = Readonly<Record<string, unknown>>;
/** What is known of how a video stands. */
export type Standing = Partial<Playing> & { readonly isOn?: boolean };

/** A player in a frame, and how to talk with it. */
export interface Player {
  readonly name: string;
  /** What it is told, so that it tells how it plays. */
  readonly asks: readonly unknown[];
  /** What a message says; nothing where it is about something else. */
  readonly read: (message: Fields) => Standing;
}

const VIMEO_EVENTS = ['play', 'timeupdate', 'ended'];

/** What Google's own script says to a player with `enablejsapi=1` and hears from it; Google documents the script alone. */
export const youtube: Player = {
  name: 'youtube',
  asks: [JSON.stringify({ event: 'listening', channel: 'widget' })],
  read({ event, info }) {
    const state = event === 'onStateChange' ? info : fieldsOf(info).playerState;
    const { currentTime, duration, videoData } = fieldsOf(info);
    const { video_id, title } = fieldsOf(videoData);
    return {
      ...(typeof state === 'number' && { isOn: state < 2 && state >= 0, hasEnded: state === 0 }),
      ...(typeof currentTime === 'number' && { seconds: currentTime }),
      ...(typeof duration === 'number' && { duration }),
      ...(typeof video_id === 'string' && { source: video_id }),
      ...(typeof title === 'string' && { title: title.slice(0, 100) }),
    };
  },
};

/** Source: github.com/vimeo/player.js, the other side of the same messages. */
const vimeo: Player = {
  name: 'vimeo',
  asks: VIMEO_EVENTS.map(value => ({ method: 'addEventListener', value })),
  read({ event, data }) {
    const { seconds, duration } = fieldsOf(data);
    const isAct = VIMEO_EVENTS.includes(`${event}`) && typeof seconds === 'number' && typeof duration === 'number';
    return isAct ? { isOn: true, hasEnded: event === 'ended', seconds, duration } : {};
  },
};

const PLAYERS: Readonly<Record<string, Player>> = {
  'https://www.youtube.com': youtube,
  'https://www.youtube-nocookie.com': youtube,
  'https://player.vimeo.com': vimeo,
};

/** The player of an address, if we know it. */
export function playerAt(url: string): Player | undefined {
  const origin = /^https:\/\/[\w.-]+/.exec(url)?.[0] ?? '';
  return Object.hasOwn(PLAYERS, origin) ? PLAYERS[origin] : undefined;
}

/** Something of others as an object, whatever it is. */
export function fieldsOf(value: unknown): Fields {
  return Object(value);
}
