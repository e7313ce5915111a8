import type { Sequence, SequenceChannel } from './sequence.js';

/** The steps of the thank-you sequence, in order. */
export type ThankYouStep = 'note' | 'check-in' | 'guide' | 'invitation';

export interface ThankYouOptions {
  /** Days after the step before, by step; `0` for the note is right after the order. Default 0, 4, 5 and 14. */
  readonly days?: Readonly<Partial<Record<ThankYouStep, number>>>;
  /** What the site wants to say, by step. */
  readonly content?: Readonly<Partial<Record<ThankYouStep, Readonly<Record<string, unknown>>>>>;
  /** Where all but the note reach the visitor; the note is for the page of the order. Default `page`. */
  readonly channel?: SequenceChannel;
  /** From one to the next. Default 30. */
  readonly everyDays?: number;
}

const DAYS = { note: 0, 'check-in': 4, guide: 5, invitation: 14 };

/**
 * What follows an order, for `sequences()`: a note of thanks, a check-in, a guide, an invitation to what customers share.
 * Ends with a refund; an open issue stops it where slice `care` is there.
 */
export function thankYou({ days, content = {}, channel = 'page', everyDays = 30 }: ThankYouOptions = {}): Sequence {
  const after = { ...DAYS, ...days };
  // The keys are written above.
  const names = Object.keys(DAYS) as ThankYouStep[];
  return {
    start: { on: 'purchase' },
    exit: { on: 'refund' },
    everyDays,
    steps: names.map(name => {
      const own = content[name];
      const where = name === 'note' ? 'page' : channel;
      return { name, afterDays: after[name], channel: where, ...(own && { content: own }) };
    }),
  };
}
