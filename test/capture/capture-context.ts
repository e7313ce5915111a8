import type { CaptureContext } from '../../src/core/plugin.js';
import type { Profile } from '../../src/core/profile.js';

/** What a plugin under test tracked and reported, and the way to stop it. */
export interface Captured {
  readonly context: CaptureContext;
  readonly tracked: { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly problems: string[];
  /** Takes nothing more. */
  refuse: boolean;
  stop(): void;
}

const NOBODY: Profile = {
  visitorId: 'visitor',
  firstSeenAt: null,
  lastSeenAt: null,
  session: null,
  stage: null,
  slices: {},
  fired: {},
};

/** A capture context that keeps what it is given; ids are `t1`, `t2`, … */
export function captureContext(): Captured {
  const controller = new AbortController();
  const tracked: { type: string; data: Record<string, unknown> }[] = [];
  const problems: string[] = [];
  const captured: Captured = {
    tracked,
    problems,
    refuse: false,
    stop: () => controller.abort(),
    context: {
      signal: controller.signal,
      site: 'shop',
      profile: NOBODY,
      problem: code => void problems.push(code),
      track: (type, data) =>
        captured.refuse ? null : `t${tracked.push({ type, data: JSON.parse(JSON.stringify(data)) })}`,
    },
  };
  return captured;
}
