import type { ConsentRecord, ConsentState } from './consent.js';

/** What the visitor says while everything is erased. */
export interface Meanwhile {
  /** Something is being erased. */
  readonly isOn: boolean;
  /** Hears it from now on; what was said before goes with the rest. */
  begin(): void;
  /** Says it again: all choices are forgotten. */
  again(): void;
  /** One erasure is over. After the last it hears no more, and answers the choice that is to be kept. `isLeft`: nothing was erased. */
  end(isLeft: boolean): ConsentRecord | undefined;
}

/** An erasure forgets every choice at its end, but not one that was made after it was asked for. */
export function createMeanwhile(consent: ConsentState): Meanwhile {
  const { choose, pause } = consent;
  let erasures = 0;
  let said: (() => boolean)[] = [];

  function heard(say: () => boolean): boolean {
    said.push(say);
    return say();
  }

  return {
    get isOn() {
      return erasures > 0;
    },
    begin() {
      erasures++;
      said = [];
      consent.choose = record => {
        // The site may go on with its own.
        const own = { ...record, choice: { ...record.choice } };
        return heard(() => choose(own));
      };
      consent.pause = (isPaused, at) => heard(() => pause(isPaused, at));
    },
    again() {
      for (const say of said) say();
    },
    end(isLeft) {
      if (--erasures) return;
      Object.assign(consent, { choose, pause });
      const { unsaved, isPaused } = consent;
      // Where nothing was erased, the end of a pause and what a platform took back are news, too.
      return isLeft || isPaused || Object.keys(unsaved?.choice ?? {}).length ? unsaved : undefined;
    },
  };
}
