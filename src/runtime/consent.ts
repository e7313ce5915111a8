import { type Choice, type Consent, type Grant, PURPOSES, type Purpose } from '../core/purpose.js';

/** The visitor's choice as it is stored. */
export interface ConsentRecord {
  /** The answer for each purpose that was asked. */
  readonly choice: Choice;
  /** When it was given, epoch ms. */
  readonly at: number;
  /** Who asked: `'site'` or the name of a consent source. */
  readonly source: string;
  /** Version of the text the visitor agreed to. */
  readonly textVersion?: string;
  /** The visitor wants a pause: nothing is tracked, decided upon or delivered. */
  readonly paused?: boolean;
  /** What that platform said, where it took a grant back: the other pages of the visitor refuse with it. */
  readonly heard?: Choice;
}

/** The one door to storage and network: what may be done, by purpose. */
export interface ConsentState {
  /** Frozen; the same reference until it changes. */
  readonly current: Consent;
  readonly granted: readonly Purpose[];
  /** Nothing is granted, and something may still be. */
  readonly isPending: boolean;
  readonly isPaused: boolean;
  /** The visitor's choice that is not stored yet; what is said once more is no news. */
  readonly unsaved: ConsentRecord | undefined;
  /** The same without what was stored before it was said. */
  readonly said: ConsentRecord | undefined;
  /** The visitor's own choice: beats every other answer. Like the three below, it answers whether the standing changed. */
  choose(record: ConsentRecord): boolean;
  /** Begins or ends a pause, which leaves the choice as it is. */
  pause(paused: boolean, at: number): boolean;
  /** A stored choice: beats all but a later one that is not stored yet. */
  adopt(record: ConsentRecord): boolean;
  /** What a consent platform says: beats the site's default. Of several the one that refuses is right. */
  hear(choice: Choice, source?: string): boolean;
  saved(): void;
  /** The purposes that hold beside this stored record. */
  under(record?: ConsentRecord): readonly Purpose[];
  /** Forgets the visitor's choice. */
  forget(): void;
}

/** From what says least to what counts most. */
const GRANTS: readonly string[] = ['pending', 'granted', 'denied'];

/** Pending unless somebody answers. What the browser refuses for the visitor only the visitor grants. */
export function createConsent(initial: Choice, refusal: Choice, now: () => number = Date.now): ConsentState {
  /** By platform, and when one spoke last, or this page began. */
  let heard: Readonly<Record<string, Choice>> = {};
  let heardAt = now();
  let chosen: Choice = {};
  let standing: ConsentRecord | undefined;
  let unsaved: ConsentRecord | undefined;
  let isPaused = false;
  let current = resolve(chosen);

  function resolve(choice: Choice, said = heard): Consent {
    const answers = { ...initial, ...leastOf(said), ...refusal, ...choice };
    return Object.freeze({
      functional: 'pending',
      analytics: 'pending',
      personalization: 'pending',
      advertising: 'pending',
      ...readable(answers),
    });
  }

  /** What platforms say, with what one that took a grant back said to another page since. */
  function heardWith({ at, source, heard: told }: ConsentRecord): typeof heard {
    return told && at > heardAt ? { ...heard, [source]: told } : heard;
  }

  function renew(choice: Choice): boolean {
    chosen = choice;
    const next = resolve(chosen);
    const isChanged = PURPOSES.some(purpose => next[purpose] !== current[purpose]);
    if (isChanged) current = next;
    const isTurned = isPaused !== (standing?.paused === true);
    if (isTurned) isPaused = !isPaused;
    return isChanged || isTurned;
  }

  return {
    get current() {
      return current;
    },
    get granted() {
      return having(current, 'granted');
    },
    get isPending() {
      return !having(current, 'granted').length && having(current, 'pending').length > 0;
    },
    get isPaused() {
      return isPaused;
    },
    get unsaved() {
      // It may have been said before what is stored was read, and replaces that record.
      return unsaved && { ...unsaved, choice: chosen, ...(isPaused && { paused: true }) };
    },
    get said() {
      return unsaved;
    },
    choose(record) {
      const choice = { ...chosen, ...readable(record.choice) };
      const isNews = record.textVersion !== standing?.textVersion;
      if (isNews || PURPOSES.some(purpose => choice[purpose] !== chosen[purpose]))
        standing = unsaved = { ...record, choice, ...(isPaused && { paused: true }) };
      return renew(choice);
    },
    pause(paused, at) {
      if (paused === isPaused) return false;
      const { paused: _, ...rest } = standing ?? { source: 'site' };
      standing = unsaved = { ...rest, choice: chosen, at, ...(paused && { paused }) };
      return renew(chosen);
    },
    adopt(record) {
      // What a page could not store gives way to what the visitor said elsewhere since; a moment to come is no later one.
      if (unsaved && record.at > unsaved.at && record.at <= now())
        unsaved = { ...unsaved, choice: { ...unsaved.choice, ...record.choice } };
      standing = unsaved ? { ...(record.paused && { paused: true }), ...unsaved } : record;
      heard = heardWith(record);
      return renew({ ...chosen, ...record.choice, ...unsaved?.choice });
    },
    hear(choice, source = '') {
      const before = current;
      heard = { ...heard, [source]: { ...heard[source], ...choice } };
      heardAt = now();
      const isChanged = renew(chosen);
      const isTaken = having(before, 'granted').some(purpose => current[purpose] !== 'granted');
      // Where everything is refused, something may still be stored.
      if (isTaken || (isChanged && having(current, 'denied').length === PURPOSES.length))
        unsaved = { ...standing, choice: chosen, at: heardAt, source, heard: readable(heard[source]) };
      return isChanged;
    },
    saved() {
      unsaved = undefined;
    },
    under: record =>
      having(
        record ? resolve({ ...chosen, ...record.choice, ...unsaved?.choice }, heardWith(record)) : current,
        'granted',
      ),
    forget() {
      standing = unsaved = undefined;
      renew({});
    },
  };
}

/** What is wrong with an answer, or `undefined`. Throws what hostile data throws. */
export function mistakeOf(choice?: Choice): string | undefined {
  // One word for all has no purpose by a name.
  const answer = typeof (choice || {}) === 'object' ? { ...choice } : { all: choice };
  const odd = Object.entries(answer).find(one => !isReadable(one));
  return odd && `Consent to "${odd[0]}" is "${odd[1]}". Purposes are ${PURPOSES}, answers ${GRANTS}.`;
}

/** What of it is an answer, from own properties. */
function readable(choice?: Choice): Choice {
  return Object.fromEntries(Object.entries({ ...choice }).filter(isReadable));
}

/** Only the three words count; anything else is no answer. */
function isReadable([purpose, grant]: readonly [string, unknown]): boolean {
  return PURPOSES.includes(purpose as Purpose) && GRANTS.includes(grant as Grant);
}

/** Of several answers the one that allows least. Who waits for one says nothing against who has it. */
function leastOf(heard: Readonly<Record<string, Choice>>): Choice {
  const said = Object.values(heard).flatMap(choice => Object.entries(choice));
  return Object.fromEntries(said.sort((one, other) => GRANTS.indexOf(one[1]) - GRANTS.indexOf(other[1])));
}

function having(consent: Consent, grant: Grant): readonly Purpose[] {
  return PURPOSES.filter(purpose => consent[purpose] === grant);
}
