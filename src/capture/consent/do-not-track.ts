import type { ConsentSource, Purpose } from '../../core/purpose.js';

export interface DoNotTrackOptions {
  /** What it refuses. Default: analytics, personalization and advertising. */
  readonly refuses?: readonly Purpose[];
}

/** Do Not Track, where the browser sends it: a refusal that only the visitor's own choice outranks. */
export function doNotTrack({
  refuses = ['analytics', 'personalization', 'advertising'],
}: DoNotTrackOptions = {}): ConsentSource {
  return {
    name: 'do-not-track',
    watch(set) {
      const isOn = navigator.doNotTrack === '1';
      if (isOn) set(Object.fromEntries(refuses.map(purpose => [purpose, 'denied'])));
      return isOn;
    },
  };
}
