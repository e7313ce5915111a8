import { blame, type Problem } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { Consent } from '../core/purpose.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { Decision, DecisionName, Prompt } from '../core/trigger.js';

/** What can be listened to beside decision names. */
export interface Signals {
  touchpoint: Touchpoint;
  decision: Decision;
  consent: Consent;
  profile: Profile;
  problem: Problem;
  /** Anything changed. */
  change: null;
}

/** A decision name, or one of `touchpoint`, `decision`, `consent`, `profile`, `problem`. */
export type SignalName = keyof Signals | DecisionName;

export type SignalValue<N extends SignalName> = N extends DecisionName
  ? Decision<N>
  : N extends keyof Signals
    ? Signals[N]
    : never;

export interface Bus {
  on<N extends SignalName>(
    name: N,
    listener: (value: SignalValue<N>, prompt: Prompt) => unknown,
    options?: { readonly signal?: AbortSignal },
  ): () => void;
  /** `prompt` goes with a decision that is said to the visitor. Whether each listener did its work; none of them rejects. */
  emit(name: string, value: unknown, prompt?: Prompt): readonly Promise<boolean>[];
  /** Whether somebody listens, for values that cost something to make. */
  isHeard(name: string): boolean;
  /** Reports a problem: to listeners, else to the console, once a code and plugin. */
  problem(problem: Problem): void;
}

const NESTED = 8;

/** Hands values to listeners. A listener that throws or rejects stops nobody and becomes a problem. */
export function createBus(): Bus {
  const listeners = new Map<string, Set<(value: never, prompt: never) => unknown>>();
  const said = new Set<string>();
  let nested = 0;

  function emit(name: string, value: unknown, prompt?: Prompt): readonly Promise<boolean>[] {
    const done: Promise<boolean>[] = [];
    // A listener that sets off what it listens to would never end.
    if (nested < NESTED) {
      nested++;
      for (const listener of [...(listeners.get(name) ?? [])])
        done.push(
          call(
            () => listener(value as never, ...((prompt ? [prompt] : []) as [never])),
            // What a listener of problems does wrong is no problem to tell it of.
            cause => name === 'problem' || problem(blame(name, 'listener', cause)),
          ),
        );
      nested--;
    }
    return done;
  }

  function isHeard(name: string): boolean {
    return !!listeners.get(name)?.size;
  }

  function problem(value: Problem): void {
    if (isHeard('problem')) emit('problem', value);
    else if (!said.has(`${value.code} ${value.plugin}`)) {
      said.add(`${value.code} ${value.plugin}`);
      try {
        // biome-ignore lint/suspicious/noConsole: nobody listens, so it is said once where a developer looks.
        console.warn(`[waymark] ${value.message}`);
      } catch {
        // The page has no console, and then there is nobody to tell.
      }
    }
  }

  return {
    emit,
    isHeard,
    problem,
    on(name, listener, options) {
      const signal = options?.signal;
      const set = listeners.get(name) ?? new Set();
      if (!signal?.aborted) listeners.set(name, set.add(listener));
      const stop = (): void => void set.delete(listener);
      signal?.addEventListener('abort', stop);
      return stop;
    },
  };
}

/** Runs somebody else's function; what it throws, now or later, goes to `failed`, if anywhere. Settles with whether it did its work. */
export function call(run: () => unknown, failed?: (cause: unknown) => void): Promise<boolean> {
  const fail = (cause: unknown): false => {
    failed?.(cause);
    return false;
  };
  try {
    return Promise.resolve(run()).then(() => true, fail);
  } catch (cause) {
    return Promise.resolve(fail(cause));
  }
}
