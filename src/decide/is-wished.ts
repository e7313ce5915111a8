import type { ContactWish } from '../learn/contact.js';

/** Whether the visitor wants to hear by a channel. Whoever names channels leaves out others, but not the page. Pure. */
export function isWished(wish: ContactWish | undefined, channel: string): boolean {
  const { channels = [], without = [], perWeek } = wish ?? {};
  const isNamed = !channels[0] || ['page', ...channels].includes(channel);
  return perWeek !== 0 && isNamed && !without.includes(channel);
}
