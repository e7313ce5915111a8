import type { ConsentState } from './consent.js';

/** What the visitor says while everything is erased. */
export interface Meanwhile {
  /** Hears it from now on; what was said before goes with the rest. */
  begin(): void;
  /** Says it again once all choices are forgotten, and hears no more; answers whether there was anything. */
  end(): boolean;
}

/** An erasure forgets every choice at its end, but not one that was made after it was asked for. */
export function createMeanwhile(consent: ConsentState): Meanwhile {
  const { choose, pause } = consent;
  let said: (() => boolean)[] = [];

  function heard(say: () => boolean): boolean {
    said.push(say);
    return say();
  }

  return {
    begin() {
      said = [];
      consent.choose = record => {
        // The site may go on with its own.
        const own = { ...record, choice: { ...record.choice } };
        return heard(() => choose(own));
      };
      consent.pause = (isPaused, at) => heard(() => pause(isPaused, at));
    },
    end() {
      Object.assign(consent, { choose, pause });
      for (const say of said.splice(0)) say();
      const { unsaved, isPaused } = consent;
      return isPaused || Object.keys(unsaved?.choice ?? {}).length > 0;
    },
  };
}
