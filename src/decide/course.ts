import type { Profile } from '../core/profile.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './fits.js';
import type { Sequence, SequenceChannel, SequenceStep } from './sequence.js';

/** A step with its place in time. */
export interface Timed extends Pick<SequenceStep, 'name' | 'when' | 'content'> {
  readonly channel: SequenceChannel;
  /** Its trigger, where the page decides it. */
  readonly trigger: string;
  /** After the step before it, ms. */
  readonly delay: number;
  /** After the start, ms, when nothing is late. */
  readonly offset: number;
}

/** The steps of a sequence in time, and the names by which its runs are known in `profile.fired`. */
export interface Course {
  readonly begin: string;
  readonly end: string;
  readonly steps: readonly Timed[];
}

const NO_DELAY: { readonly afterDays?: number; readonly afterHours?: number; readonly afterMinutes?: number } = {};

/** Puts the steps of a checked sequence in time. Pure. */
export function courseOf(name: string, { steps }: Sequence): Course {
  const begin = `sequence-${name}`;
  let offset = 0;
  return {
    begin,
    end: `${begin}:exit`,
    steps: steps.map(step => {
      const delay = delayOf(step);
      offset += delay;
      return { channel: 'page', ...step, trigger: `${begin}:${step.name}`, delay, offset };
    }),
  };
}

/** When the run that goes on began, epoch ms; `Infinity` between two. Every run has one start and one exit. Pure. */
export function startOf({ begin, end }: Course, { fired }: Profile): number {
  const { at, times } = fired[begin] ?? { at: 0, times: 0 };
  return times > (fired[end]?.times ?? 0) ? at : Infinity;
}

/** From when the page may decide a step of the run that goes on, once; `Infinity` for not yet, or done. Pure. */
export function dueAt(course: Course, profile: Profile, step: Timed): number {
  const { steps } = course;
  const startedAt = startOf(course, profile);
  const place = steps.indexOf(step);
  // One that a later step has overtaken does not come back with a clock that is set back.
  const isPast = steps.slice(place).some(one => one.channel === 'page' && passedAt(profile, startedAt, one) < Infinity);
  return isPast ? Infinity : passedAt(profile, startedAt, steps[place - 1]) + step.delay;
}

/** When a step is passed: what is handed over when it is due, what is for the page when it was decided. Pure. */
export function passedAt({ fired }: Profile, startedAt: number, step: Timed | undefined): number {
  if (!step) return startedAt;
  if (step.channel !== 'page') return startedAt + step.offset;
  const at = fired[step.trigger]?.at ?? 0;
  return at > startedAt ? at : Infinity;
}

function delayOf(step: SequenceStep): number {
  const { afterDays = 0, afterHours = 0, afterMinutes = 0 } = { ...NO_DELAY, ...step };
  // At once is after the start: the step finds it in the profile, and no other run's step at the same moment is taken for it.
  return Math.max(1, Math.round(afterDays * DAY_MS + afterHours * HOUR_MS + afterMinutes * MINUTE_MS));
}
