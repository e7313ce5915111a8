import { advance } from '../core/advance.js';
import { freeze } from '../core/freeze.js';
import type { Profile } from '../core/profile.js';
import type { Ledger } from './ledger.js';
import type { InboxRow } from './records.js';
import type { Shell } from './shell.js';

/** The committed profile with what was tracked since: computed when read, the same reference until something changed. */
export function createView(shell: Shell, ledger: Ledger): () => Profile {
  let basis: readonly unknown[] = [];
  let latest: Profile;

  function step(before: Profile, { touchpoint, purposes }: Pick<InboxRow, 'touchpoint' | 'purposes'>): Profile {
    return advance(shell.rules, before, shell.now(), touchpoint, { seq: 0, purposes }).profile;
  }

  return () => {
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
      const reached = [...waiting, ...shell.held].reduce(step, profile);
      // Only a commit decides.
      latest = reached === profile ? profile : freeze({ ...reached, fired: profile.fired });
    }
    return latest;
  };
}
