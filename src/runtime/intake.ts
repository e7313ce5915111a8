import { accept } from '../core/accept.js';
import type { TrackOptions } from '../core/plugin.js';
import { blame, guard, type Problem } from '../core/problem.js';
import type { Rules } from '../core/rules.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { Bus } from './bus.js';
import type { Causes } from './causes.js';
import type { ConsentState } from './consent.js';
import type { WaymarkOptions } from './face.js';
import type { Hold } from './held.js';
import { createRate } from './rate.js';

export interface IntakeOptions {
  readonly options: WaymarkOptions;
  readonly bus: Bus;
  readonly consent: ConsentState;
  readonly causes: Causes;
  /** Counts what is refused. */
  readonly hold: Hold;
  now(): number;
  draw(): string;
  rules(): Rules;
  /** Whether anything is taken; asked first. */
  isOpen(): boolean;
  /** It is taken. */
  keep(touchpoint: Touchpoint): void;
}

/** Takes in what is tracked, or says why not. */
export interface Intake {
  /** The id of the touchpoint, or `null` where it was not taken. Never throws, not even where the page has broken what we need. */
  track(by: string, type: string, data: unknown, options?: TrackOptions | null): string | null;
  /** What is still to be said of what was too much is said now. */
  hurry(): void;
  stop(): void;
}

/** Touchpoints a second. */
const RATE = 10;

export function createIntake(given: IntakeOptions): Intake {
  const { options, bus, consent, causes, hold, now, draw, rules, isOpen, keep } = given;
  const rate = createRate(options.rate ?? RATE, now, count => void track('kernel', 'overflow', { count }));

  function track(...candidate: Parameters<Intake['track']>): string | null {
    try {
      return take(...candidate);
    } catch (cause) {
      bus.problem(blame('waymark', 'track', cause));
      return hold.refuse('failed');
    }
  }

  function take(by: string, type: string, data: unknown, trackOptions?: TrackOptions | null): string | null {
    if (!isOpen()) return null;
    if (!consent.granted.length && !consent.isPending) return hold.refuse('consent');
    if (by !== 'kernel' && consent.isPaused) return hold.refuse('paused');
    if (causes.isLoop) return looped(type);
    if (!rate.take(type)) return hold.refuse('rate');
    const id = draw();
    let touchpoint: Touchpoint | null = null;
    causes.within([], () => {
      const problems: Problem[] = [];
      const at = guard(problems, 'options', 'at', now(), () => trackOptions?.at ?? now());
      const channel = guard(problems, 'options', 'channel', undefined, () => trackOptions?.channel);
      const context = guard(problems, 'options', 'context', undefined, () => options.context?.());
      const admission = accept(rules(), { id, at, url: location.href, by, channel, type, data, context });
      [...problems, ...admission.problems].forEach(bus.problem);
      ({ touchpoint } = admission);
    });
    if (!touchpoint) return hold.refuse('refused');
    causes.mark(id);
    keep(touchpoint);
    return id;
  }

  function looped(type: string): null {
    const message = `Touchpoint "${type}" was not taken: what tracks it is called by it. Take \`track\` out of there.`;
    causes.within([], () => bus.problem({ code: 'track-loop', message }));
    return hold.refuse('loop');
  }

  return { track, hurry: rate.tell, stop: rate.stop };
}
