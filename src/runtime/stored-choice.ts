import type { Profile } from '../core/profile.js';
import type { Key } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { Shell } from './shell.js';
import { jsonOf } from './whole.js';

/** The visitor's choice as the database has it, beside what this page knows of it. */
export interface StoredChoice {
  readonly record: ConsentRecord | undefined;
  /** What stays when everything else goes. */
  readonly refusal: readonly (readonly [Key, unknown])[];
  /** The database has this one. Like the next, it answers whether the standing changed. */
  adopt(record: ConsentRecord): boolean;
  /** Another page or subdomain has this one, which counts if it is later. */
  hear(record?: ConsentRecord): boolean;
  /** Puts the standing into the log, and with it a choice that is not stored yet. */
  log(source: string): void;
  /** The same where a choice was made before the log could be written, or something is known that was refused between two visits. */
  logOwed(known: Profile): void;
  /** The last choice, a refusal, replaces everything that is stored. */
  replace(): ConsentRecord | undefined;
  /** The store was emptied, but for this one. */
  forget(left?: ConsentRecord): void;
}

export function createStoredChoice(shell: Shell): StoredChoice {
  const { consent, track } = shell;
  // What is heard from elsewhere was not said here.
  const { choose } = consent;
  let record: ConsentRecord | undefined;

  function adopt(stored: ConsentRecord): boolean {
    record = stored;
    return consent.adopt(stored);
  }

  function log(source: string): void {
    const { unsaved } = consent;
    const { textVersion: text_version, paused } = unsaved ?? {};
    track('kernel', 'consent_update', {
      choice: consent.current,
      source,
      text_version,
      ...(paused && { paused }),
    });
    record = unsaved ?? record;
    consent.saved();
  }

  return {
    get record() {
      return record;
    },
    get refusal() {
      return record ? [['consent', record] as const] : [];
    },
    adopt,
    hear: told => told !== undefined && told.at > (record?.at ?? 0) && choose(told),
    log,
    logOwed(known) {
      if (consent.unsaved) log(consent.unsaved.source);
      else if (knowsTooMuch(shell, known)) log('site');
    },
    replace() {
      record = consent.unsaved;
      consent.saved();
      return record;
    },
    forget(left) {
      record = undefined;
      consent.forget();
      if (left) adopt(left);
    },
  };
}

/** What was learned for a purpose that is refused now is still there. */
function knowsTooMuch({ consent, rules }: Shell, { slices }: Profile): boolean {
  return rules.plugins.some(
    ({ purpose, slice }) =>
      purpose &&
      slice &&
      consent.current[purpose] === 'denied' &&
      jsonOf(slices[slice.name] ?? slice.initial) !== jsonOf(slice.initial),
  );
}
