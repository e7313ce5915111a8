import type { Choice, ConsentSource, Grant, Purpose } from '../../core/purpose.js';
import { listen } from '../../platform/listen.js';
import { whenPresent } from '../../platform/when-present.js';
import { heed } from './heed.js';

/** Which of a platform's categories a purpose needs, all of them. */
export type Categories = { readonly [purpose in Purpose]?: string | readonly string[] };

export interface PlatformOptions {
  /** Where the site has categories of its own. What is left out keeps its default. */
  readonly categories?: Categories;
}

/** What a platform keeps of the visitor's answer. */
export interface Standing {
  /** Whether the visitor was asked and has answered. */
  readonly isAnswered: boolean;
  /** `true` is allowed, `false` is not; anything else says nothing. */
  allows(category: string): unknown;
}

export interface Platform {
  readonly name: string;
  /** The usual ones. */
  readonly categories: Categories;
  /** Events that tell of a change, on the document or the window. */
  readonly events?: readonly string[];
  /** `null` where the platform is not on the page. */
  read(): Standing | null;
  /** Listens where there are no events, once the platform is there. */
  hear?(look: () => void): void;
}

/** A platform that keeps the answer in the page. What it allows is granted; what it does not is denied once the visitor has answered. */
export function platform(
  { name, categories, events = [], read, hear }: Platform,
  { categories: others }: PlatformOptions = {},
): ConsentSource {
  const needed = { ...categories, ...others };
  return {
    name,
    watch(set, signal) {
      const look = (): boolean =>
        !signal.aborted &&
        heed(set, () => {
          const standing = read();
          return standing && choiceOf(needed, standing);
        });
      for (const event of events) listen(event, look, signal);
      return whenPresent(() => {
        if (!look()) return false;
        hear?.(look);
        return true;
      }, signal);
    },
  };
}

/** A purpose of several categories has the least of what they allow. */
export function choiceOf(categories: Categories, { isAnswered, allows }: Standing): Choice {
  const grant = (needed: string | readonly string[]): Grant => {
    const answers = [needed].flat().map(allows);
    if (answers.every(answer => answer === true)) return 'granted';
    return answers.includes(false) && isAnswered ? 'denied' : 'pending';
  };
  return Object.fromEntries(Object.entries(categories).map(([purpose, needed]) => [purpose, grant(needed)]));
}
