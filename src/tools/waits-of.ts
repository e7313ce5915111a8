import type { Row } from '../core/touchpoint.js';
import { type OpenQuestion, type Wait, waited } from '../learn/waited.js';
import { byChannel, type ChannelWaits } from '../learn/waits.js';

/** How long all visitors waited by one channel. */
export interface SiteWaits extends ChannelWaits {
  /** How many visitors asked by it. */
  readonly visitors: number;
  /** Questions that nobody has answered. */
  readonly unanswered: number;
  /** Questions that are not solved. */
  readonly unsolved: number;
}

/**
 * How long visitors waited for support, by channel, as `waits()` counts it on a device. The intervals take each wait for
 * one of its own, also where one visitor waited several times. Pure.
 */
export function waitsOf(visitors: Iterable<readonly Row[]>): readonly SiteWaits[] {
  const answers: Wait[] = [];
  const solutions: Wait[] = [];
  const open: OpenQuestion[] = [];
  const asking = new Map<string, number>();
  for (const rows of visitors) {
    let left: readonly OpenQuestion[] = [];
    const channels = new Set<string>();
    for (const { touchpoint } of rows) {
      if (!touchpoint || !Number.isFinite(touchpoint.at)) continue;
      // What was stored elsewhere may hold no data.
      const told = waited(left, { ...touchpoint, data: Object(touchpoint.data) });
      left = told.open;
      answers.push(...told.answers);
      solutions.push(...told.solutions);
      for (const { channel } of [...left, ...told.answers]) channels.add(channel);
    }
    open.push(...left);
    for (const channel of channels) asking.set(channel, (asking.get(channel) ?? 0) + 1);
  }
  const known = byChannel(answers, solutions);
  const others = [...asking.keys()].filter(name => !known.some(({ channel }) => channel === name)).sort();
  return [...known, ...others.map(channel => ({ channel, answer: null, solution: null }))].map(one => {
    const left = open.filter(({ channel }) => channel === one.channel);
    return {
      ...one,
      visitors: asking.get(one.channel) ?? 0,
      unanswered: left.filter(({ askedAt }) => askedAt !== null).length,
      unsolved: left.length,
    };
  });
}
