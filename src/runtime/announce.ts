import type { Row, Touchpoint } from '../core/touchpoint.js';
import type { Decision, Situation } from '../core/trigger.js';
import { act } from './act.js';
import { createAdvice } from './advice.js';
import { type Captured, capture, sideBySide } from './diagnose.js';
import type { Diagnostics } from './face.js';
import type { Shell } from './shell.js';
import type { View } from './view.js';

/** Tells this page what happened once it has its place: listeners, and the plugins that act. */
export interface Announcer {
  /** The last 100 rows this page gave a place, and logouts in other tabs. */
  readonly recent: readonly Row[];
  /** The last 100 rows this page recorded, for a destination that comes late. */
  readonly own: readonly Row[];
  /** What this page recorded, and beside it what was only heard. */
  readonly captured: NonNullable<Diagnostics['captured']>;
  /** Rules changed. */
  renew(): void;
  /** This page is about to record it. */
  expect(touchpoint: Touchpoint): void;
  /** These rows got their places, some of them (`seen`) in another tab; returns those this page recorded. */
  take(placed: readonly Row[], seen: readonly Row[]): readonly Row[];
  /** Tells of rows this page gave a place. */
  tell(placed: readonly Row[]): void;
  /** How it stands now. */
  situation(touchpoint: Touchpoint | null): Situation;
  /** Something was forgotten or everything erased: none of the rows so far is told once more. */
  forget(): void;
}

const RECENT_ROWS = 100;

/** Until `signal` says that this page stops. */
export function createAnnouncer(shell: Shell, view: View, signal: AbortSignal): Announcer {
  const mine = new Set<string>();
  const captured: Captured = new Map();
  const advice = createAdvice(shell);
  let recent: readonly Row[] = [];
  let own: readonly Row[] = [];
  renew();

  function renew(): void {
    advice.options(shell.rules.plugins);
  }

  function situation(touchpoint: Touchpoint | null): Situation {
    const profile = view.profile();
    return { now: shell.now(), profile, before: profile, touchpoint, stageChange: null };
  }

  return {
    get recent() {
      return recent;
    },
    get own() {
      return own;
    },
    get captured() {
      return sideBySide(captured, shell.rules.plugins);
    },
    renew,
    expect({ id, type, unchecked, data }) {
      mine.add(id);
      if (unchecked) advice.type(type);
      if (type === 'correct') advice.slice(`${data.slice}`);
    },
    take(placed, seen) {
      // A logout in another tab, too: what was before it is not told as of who came after when this page leaves.
      const logouts = seen.filter(({ touchpoint }) => touchpoint?.type === 'reset');
      recent = [...recent, ...logouts, ...placed].slice(-RECENT_ROWS);
      const fresh = [...seen, ...placed].filter(({ touchpoint }) => touchpoint && mine.delete(touchpoint.id));
      for (const { touchpoint } of fresh) if (touchpoint) capture(captured, [touchpoint.type, touchpoint.by]);
      // Nor to a destination that comes late.
      own = [...(logouts.length ? [] : own), ...fresh].slice(-RECENT_ROWS);
      return fresh;
    },
    tell(placed) {
      for (const { touchpoint, decisions } of placed)
        shell.causing([touchpoint?.id], () => {
          if (touchpoint) shell.bus.emit('touchpoint', touchpoint);
          // Decisions just made are whole; only those of forgotten rows hold less.
          for (const decision of decisions as readonly Decision[])
            act(shell, decision, { situation: () => situation(touchpoint), signal });
        });
    },
    situation,
    forget() {
      recent = [];
      own = [];
    },
  };
}
