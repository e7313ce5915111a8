import type { ConsentSource } from '../../core/purpose.js';
import { listen } from '../../platform/listen.js';
import { heed } from './heed.js';
import { own } from './own.js';
import { type Categories, choiceOf, type PlatformOptions } from './platform.js';
import { whenPushed } from './when-pushed.js';

export interface UsercentricsOptions extends PlatformOptions {
  /** The window event that is named in the admin interface. Default `ucEvent`. */
  readonly event?: string;
}

/** Usercentrics counts measuring among the functional technologies, and what follows interests to marketing. */
const CATEGORIES: Categories = {
  functional: 'functional',
  analytics: 'functional',
  personalization: 'marketing',
  advertising: 'marketing',
};

/** Usercentrics: `consent_status` in the data layer or as a window event. Source: Usercentrics, Web CMP events. */
export function usercentrics({ categories, event = 'ucEvent' }: UsercentricsOptions = {}): ConsentSource {
  const needed = { ...CATEGORIES, ...categories };
  return {
    name: 'usercentrics',
    watch(set, signal) {
      const hear = (status: unknown): boolean =>
        heed(set, () => {
          if (!isStatus(status)) return null;
          const type = own(status, 'type');
          const isAnswered = type === 'explicit' || type === 'EXPLICIT';
          return choiceOf(needed, { isAnswered, allows: category => own(status, 'ucCategory', category) });
        });
      listen<CustomEvent>(event, told => void hear(told.detail), signal);
      return whenPushed(isStatus, hear, signal);
    },
  };
}

function isStatus(entry: unknown): boolean {
  return own(entry, 'event') === 'consent_status';
}
