import type { ContactWish } from '../learn/contact-use.js';

/** Whether the visitor wants to hear by a channel. Whoever names channels leaves out others, but not the page. Pure. */
export function isWished(wish: ContactWish | undefined, channel: string): boolean {
  const isIn = (names: readonly string[] = []) => names.includes(channel);
  if (wish?.perWeek === 0 || isIn(wish?.without)) return false;
  return channel === 'page' || !wish?.channels[0] || isIn(wish.channels);
}
