import { advance } from '../core/advance.js';
import { freeze } from '../core/freeze.js';
import type { Profile } from '../core/profile.js';
import type { Row, Touchpoint } from '../core/touchpoint.js';
import type { Ledger } from './ledger.js';
import type { InboxRow } from './records.js';
import type { Shell } from './shell.js';

/** What is known with what was tracked since the last commit. */
export interface View {
  /** Computed when read, the same reference until something changed. */
  profile(): Profile;
  /** The rows that wait, as the next commit places them if no other tab comes between: for a page that is leaving. */
  ahead(): readonly Row[];
}

/** `hide` takes out what is personal: what waits in memory is as it was tracked. */
export function createView(shell: Shell, ledger: Ledger, hide: (touchpoint: Touchpoint) => Touchpoint): View {
  let basis: readonly unknown[] = [];
  let latest: Profile;

  function step(before: Profile, { touchpoint, purposes }: Pick<InboxRow, 'touchpoint' | 'purposes'>): Profile {
    return advance(shell.rules, before, shell.now(), touchpoint, { seq: 0, purposes }).profile;
  }

  return {
    profile() {
      const { known, waiting } = ledger;
      const current = [known, waiting, shell.held, shell.rules];
      if (current.some((part, index) => part !== basis[index])) {
        basis = current;
        const { slices } = shell.blank;
        // A plugin that came later is not in the committed profile yet.
        const isWhole = Object.keys(slices).every(name => name in known.profile.slices);
        const profile = isWhole
          ? known.profile
          : freeze({ ...known.profile, slices: { ...slices, ...known.profile.slices } });
        let reached = profile;
        const held = shell.held.map(row => ({ ...row, touchpoint: hide(row.touchpoint) }));
        for (const row of [...waiting, ...held]) reached = step(reached, row);
        // Only a commit decides.
        latest = reached === profile ? profile : freeze({ ...reached, fired: profile.fired });
      }
      return latest;
    },
    ahead() {
      const now = shell.now();
      let { seq, profile } = ledger.known;
      return ledger.waiting.flatMap(({ touchpoint: raw, purposes }) => {
        const made = advance(shell.rules, profile, now, raw, { seq: seq + 1, purposes });
        const { touchpoint, decisions } = made;
        if (!touchpoint) return [];
        ({ profile } = made);
        return [{ seq: ++seq, now, purposes, touchpoint, decisions }];
      });
    },
  };
}
