import { definePlugin, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { attributeOf } from './closest.js';
import type { Playing } from './video-players.js';

/** A video, and how far it was played. */
export interface VideoAct {
  /** Who plays it: `html5`, `youtube` or `vimeo`. */
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

/** Players of others that may be heard. */
const FRAMES = 'iframe[src*="//www.youtube"],iframe[src*="//player.vimeo"]';
const MARKS = [75, 50, 25];
const TYPES: Readonly<Record<number, 'video_start' | 'video_complete'>> = { 0: 'video_start', 100: 'video_complete' };

/**
 * Videos in `<video>` elements, and in frames of YouTube (whose address says `enablejsapi=1`) and of Vimeo: started, at 25, 50
 * and 75 percent, and to the end, each once for what is played. One without sound that starts by itself, or that runs over and
 * over as previews do, is decoration and not told. No script of theirs is loaded, and no frame is changed; those of others are not asked. What hears frames is loaded
 * where there are any.
 */
export function videos(): Plugin {
  return definePlugin({
    name: 'videos',
    vocabulary: { video_start: data => data, video_progress: data => data, video_complete: data => data },
    capture({ signal, track, problem }) {
      const told = new WeakMap<Element, Told>();
      let isHeard = false;

      function tell(element: Element, { provider, source, title, seconds, duration, hasEnded }: Playing): void {
        // A live stream has no end, and what is not loaded yet none that is known.
        const length = duration > 0 && duration < Infinity ? duration : 0;
        const played = length && (100 * seconds) / length;
        const percent = hasEnded ? 100 : (MARKS.find(mark => played >= mark) ?? 0);
        const before = told.get(element);
        if (before?.source === source && percent <= before.percent) return;
        told.set(element, { source, percent });
        track(TYPES[percent] ?? 'video_progress', {
          video_provider: provider,
          ...(title && { video_title: title }),
          video_duration: Math.round(length),
          video_percent: percent,
        });
      }

      for (const event of ['play', 'timeupdate', 'ended'])
        listen(
          event,
          ({ type, target: video }) => {
            if (!(video instanceof HTMLVideoElement) || (video.muted && (video.autoplay || video.loop))) return;
            const { currentSrc: source, currentTime: seconds, duration } = video;
            const title = attributeOf(video, 'title') || attributeOf(video, 'aria-label');
            tell(video, { provider: 'html5', source, title, seconds, duration, hasEnded: type === 'ended' });
          },
          signal,
        );

      function lookForFrames(): void {
        if (isHeard || !document.querySelector(FRAMES)) return;
        isHeard = true;
        import('./embedded-videos.js').then(
          ({ hearEmbeds }) => signal.aborted || hearEmbeds(tell, signal),
          (cause: Error) => problem('videos-unread', `Videos in frames cannot be heard: ${cause.message}.`),
        );
      }

      lookForFrames();
      // Who clicks into a frame leaves the window: so those are found that came late.
      for (const event of ['DOMContentLoaded', 'load', 'blur']) listen(event, lookForFrames, signal);
    },
  });
}
