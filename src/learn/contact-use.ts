/** How the visitor wants to be contacted, in the visitor's own words. */
export interface ContactWish {
  /** The channels that are wished, the dearest first, at most 10; empty for any. */
  readonly channels: readonly string[];
  /** The channels that the visitor unsubscribed from since, at most 10. */
  readonly without: readonly string[];
  /** How often a week at most, all channels together; 0 for never, `null` while not said. */
  readonly perWeek: number | null;
}

/** What is known of the visitor by how contact was used and answered. */
export interface Contact {
  /** What the visitor declared last. */
  readonly wish: ContactWish;
  /** The 12 channels that were last about, newest first. */
  readonly channels: readonly UsedChannel[];
}

/** How one channel was used. */
export interface UsedChannel {
  /** Name of the channel, such as `email`, at most 40 characters. */
  readonly channel: string;
  /** How often something was said by it, by either side. */
  readonly used: number;
  /** How often of these the visitor answered or began. */
  readonly answered: number;
  /** How often of these the visitor waved it away. */
  readonly refused: number;
}

/** A channel of which nothing is known yet. Pure. */
export function unusedOf(channel: string): UsedChannel {
  return { channel, used: 0, answered: 0, refused: 0 };
}
