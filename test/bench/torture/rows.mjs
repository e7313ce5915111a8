import { pri5 } from './answers.mjs';
import { sec4Beside } from './beside.mjs';
import { bnd2 } from './bounds.mjs';
import { pri1 } from './canaries.mjs';
import { sto6 } from './clocks.mjs';
import { hst7 } from './copies.mjs';
import { dur1 } from './crashes.mjs';
import { pri7 } from './erasure.mjs';
import { hst2 } from './footprint.mjs';
import { sec5 } from './forged.mjs';
import { hst6 } from './frames.mjs';
import { dur10 } from './hostile.mjs';
import { fuz1 } from './hostile-values.mjs';
import { hst1 } from './hosts.mjs';
import { dur2 } from './latency.mjs';
import { dur6 } from './leaving.mjs';
import { fuz2 } from './linear.mjs';
import { bnd1 } from './memory.mjs';
import { hst4 } from './neighbours.mjs';
import { dur9 } from './offline.mjs';
import { pri1Disk } from './on-disk.mjs';
import { dur12 } from './poison.mjs';
import { bnd7 } from './quiet.mjs';
import { bnd3 } from './quota.mjs';
import { pri3 } from './reads.mjs';
import { dur7 } from './restores.mjs';
import { pri8 } from './resurrection.mjs';
import { pri9 } from './retention.mjs';
import { pri2 } from './sabotage.mjs';
import { dur5 } from './senders.mjs';
import { dur3 } from './tabs.mjs';
import { hst7Tags } from './tags.mjs';
import { TESTED } from './tested.mjs';
import { pri4 } from './unconsented.mjs';
import { pri12 } from './unsaid.mjs';
import { sto4 } from './versions.mjs';
import { pri6 } from './withdrawal.mjs';
import { sto5 } from './yields.mjs';

/** Everything that can be run, in the order it is. */
export const ROWS = [
  dur1,
  dur2,
  dur3,
  dur5,
  dur6,
  dur7,
  dur9,
  dur10,
  dur12,
  bnd1,
  bnd2,
  bnd3,
  bnd7,
  sto4,
  sto5,
  sto6,
  hst1,
  hst2,
  hst4,
  hst6,
  hst7,
  hst7Tags,
  pri1,
  pri1Disk,
  pri2,
  pri3,
  pri4,
  pri5,
  pri6,
  pri7,
  pri8,
  pri9,
  pri12,
  sec4Beside,
  sec5,
  fuz1,
  fuz2,
  ...TESTED,
];
