import { definePlugin, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { attributeOf } from './closest.js';

/** A video, and how far it was played. */
export interface VideoAct {
  /** Who plays it: `html5`. */
  readonly video_provider: string;
  /** Its title, as the page gives it. */
  readonly video_title?: string;
  /** How long it is, in s; 0 where that is unknown. */
  readonly video_duration: number;
  /** How much of it was played, in percent. */
  readonly video_percent: number;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** A video was started. */
    video_start: VideoAct;
    /** A video was played to 25, 50 or 75 percent. */
    video_progress: VideoAct;
    /** A video was played to its end. */
    video_complete: VideoAct;
  }
}

/** What a video plays, and how much of it was told. */
interface Told {
  readonly source: string;
  readonly percent: number;
}

const MARKS = [75, 50, 25];
const TYPES: Readonly<Record<number, 'video_start' | 'video_complete'>> = { 0: 'video_start', 100: 'video_complete' };

/**
 * Videos in `<video>` elements: started, at 25, 50 and 75 percent, and to the end, each once for what is played. One that
 * starts by itself without sound is decoration and not told. Players in frames of others are not asked.
 */
export function videos(): Plugin {
  return definePlugin({
    name: 'videos',
    vocabulary: { video_start: data => data, video_progress: data => data, video_complete: data => data },
    capture({ signal, track }) {
      const told = new WeakMap<HTMLVideoElement, Told>();
      for (const event of ['play', 'timeupdate', 'ended'])
        listen(
          event,
          ({ type, target: video }) => {
            if (!(video instanceof HTMLVideoElement) || (video.autoplay && video.muted)) return;
            const { currentSrc: source, currentTime, duration } = video;
            // A live stream has no end.
            const length = duration < Infinity ? Math.round(duration) : 0;
            const played = (100 * currentTime) / duration;
            const percent = type === 'ended' ? 100 : (MARKS.find(mark => played >= mark) ?? 0);
            const before = told.get(video);
            if (before?.source === source && percent <= before.percent) return;
            told.set(video, { source, percent });
            const title = attributeOf(video, 'title') || attributeOf(video, 'aria-label');
            track(TYPES[percent] ?? 'video_progress', {
              video_provider: 'html5',
              ...(title && { video_title: title }),
              video_duration: length,
              video_percent: percent,
            });
          },
          signal,
        );
    },
  });
}
