import type { ConsentRecord } from './consent.js';
import { dropGap } from './gap.js';
import type { Meanwhile } from './meanwhile.js';
import { dropOwed } from './owed.js';
import type { Works } from './works.js';

/** What becomes of what is known and stored where the visitor's choice changes, or everything was erased. */
export interface Standing {
  /** The visitor's or a platform's answer changed the standing. */
  changed(source: string): void;
  /** A refusal of everything is remembered where something is stored, or where the site's default would store it again. */
  refused(isStored: boolean): void;
  /** The last grant is gone: what is stored goes with it, but for the refusal itself. */
  withdrawn(): void;
  /** The store was emptied, but for this choice and what was said meanwhile: nothing that was known here holds any more. Only a new touchpoint opens it again. */
  erased(stored?: ConsentRecord, meanwhile?: Meanwhile): void;
  /** All of it but the choice. */
  forget(refusal?: ConsentRecord): void;
}

export function createStanding(works: Works): Standing {
  const { name, shell, ledger, choice, parts, page, withdrawal } = works;
  const { consent, options } = shell;

  function refused(isStored: boolean): void {
    if (isStored || Object.values(options.consent?.default ?? {}).includes('granted')) withdrawn();
  }

  function withdrawn(): void {
    forget(choice.replace());
    withdrawal.withdraw();
  }

  function forget(refusal?: ConsentRecord): void {
    parts.share?.drop(refusal);
    dropGap(name);
    dropOwed(name);
    ledger.forget();
    page.forget();
    works.turn('pending');
    parts.endDelivery();
  }

  function changed(source: string): void {
    if (ledger.isLoaded) parts.delivery?.consented();
    if (!consent.granted.length) {
      // Before anything is read, what is pending here may be granted there.
      if (ledger.isLoaded || !consent.isPending) refused(ledger.isLoaded);
    } else if (ledger.isLoaded) choice.log(source);
    else works.open();
  }

  return {
    changed,
    refused,
    withdrawn,
    erased(stored, meanwhile) {
      shell.release();
      forget(stored);
      choice.forget(stored);
      meanwhile?.again();
      shell.consented();
    },
    forget,
  };
}
