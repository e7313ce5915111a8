import type { Choice } from '../../core/purpose.js';

/**
 * Says what `read` makes of a platform, if anything; answers whether it did. Who throws while he is read has granted
 * nothing: every purpose is pending then, and the page does not notice.
 */
export function heed(set: (choice: Choice) => void, read: () => Choice | null): boolean {
  try {
    const choice = read();
    if (choice) set(choice);
    return choice !== null;
  } catch {
    set({ functional: 'pending', analytics: 'pending', personalization: 'pending', advertising: 'pending' });
    return false;
  }
}
