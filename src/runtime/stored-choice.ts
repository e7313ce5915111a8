import type { Key } from '../platform/store.js';
import type { ConsentRecord } from './consent.js';
import type { Shell } from './shell.js';

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
  /** The last choice, a refusal, replaces everything that is stored. */
  replace(): ConsentRecord | undefined;
  /** The store was emptied, but for this one. */
  forget(left?: ConsentRecord): void;
}

export function createStoredChoice({ consent, track }: Shell): StoredChoice {
  let record: ConsentRecord | undefined;

  function adopt(stored: ConsentRecord): boolean {
    record = stored;
    return consent.adopt(stored);
  }

  return {
    get record() {
      return record;
    },
    get refusal() {
      return record ? [['consent', record] as const] : [];
    },
    adopt,
    hear: told => told !== undefined && told.at > (record?.at ?? 0) && consent.choose(told),
    log(source) {
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
