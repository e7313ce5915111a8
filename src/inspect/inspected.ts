import type { Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Consent } from '../core/purpose.js';
import type { Likelihood, Stage } from '../core/stage.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';

export type Status = 'starting' | 'pending' | 'ready' | 'memory' | 'stopped';

/** How many, by reason. */
export type Counts = Readonly<Record<string, number>>;

interface Options {
  readonly signal?: AbortSignal;
}

/** What the panel reads of an instance; what `createWaymark` returns is one. */
export interface Inspected {
  readonly status: Status;
  readonly profile: Profile;
  readonly stage: Stage | null;
  readonly likelihood: Likelihood | null;
  readonly consent: Consent;
  readonly plugins: readonly Plugin[];
  on(name: 'touchpoint', listener: (touchpoint: Touchpoint) => unknown, options?: Options): () => void;
  on(name: 'decision', listener: (decision: Decision) => unknown, options?: Options): () => void;
  subscribe(listener: () => void): () => void;
  diagnostics(): {
    readonly tracked: number;
    readonly dropped: Counts;
    readonly destinations: Readonly<
      Record<string, { readonly delivered: number; readonly stored: number; readonly dropped: Counts }>
    >;
  };
}
