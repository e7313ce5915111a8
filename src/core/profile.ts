import type { Stage } from './stage.js';
import type { Touchpoint, Traits } from './touchpoint.js';

/** What is known about the visitor, slice by slice. Open to declaration merging. */
export interface SliceMap {
  /** Who the site says the visitor is. Owned by the kernel. */
  identity: {
    /** What the site calls the visitor; `null` while nobody signed in. */
    readonly userId: string | null;
    /** What the site says about the visitor. */
    readonly traits: Traits;
  };
}

export type SliceName = keyof SliceMap;

/** A visit: ends after 30 minutes of silence, or when another campaign brings the visitor. */
export interface Session {
  /** Id of its first touchpoint. */
  readonly id: string;
  /** 1 for the first visit known. */
  readonly number: number;
  /** When it began, epoch ms. */
  readonly startedAt: number;
  /** When something last happened in it, epoch ms. */
  readonly lastAt: number;
  /** How many there were in it. */
  readonly touchpoints: number;
  /** Source, medium and name of the campaign that opened it, as a JSON list, or `null`. */
  readonly campaign: string | null;
}

/** When a trigger fired last, and how often in that session. */
export interface Fired {
  /** When it fired last, epoch ms. */
  readonly at: number;
  /** Id of the session it fired in. */
  readonly session: string;
  /** How often in that session. */
  readonly count: number;
  /** How often in all. */
  readonly times: number;
}

/** Everything known about the visitor: a fold of the log. JSON-safe and frozen. */
export interface Profile {
  /** Random; another one after a logout or an `erase`. */
  readonly visitorId: string;
  /** Moment of the first touchpoint, epoch ms; `null` before it. */
  readonly firstSeenAt: number | null;
  /** Moment of the last touchpoint, epoch ms. */
  readonly lastSeenAt: number | null;
  /** The visit that goes on, or the last one. */
  readonly session: Session | null;
  /** `null` while no plugin brings a stage model or nothing has happened. */
  readonly stage: Stage | null;
  /** What plugins remember, by name. */
  readonly slices: Partial<SliceMap>;
  /** When each trigger fired last, by its name. */
  readonly fired: Readonly<Record<string, Fired>>;
}

/** A part of the profile with the one function that changes it. */
export interface Slice<K extends SliceName = SliceName> {
  readonly name: K;
  /** Whole number; a change folds the log again. */
  readonly version: number;
  readonly initial: SliceMap[K];
  /** It tells of this device, not of the person, and stays at a logout. Default `false`. */
  readonly outlivesReset?: boolean;
  /** Pure. Returns the same reference when nothing changed. `touchpoint.at` is never after the clock. */
  reduce(state: SliceMap[K], touchpoint: Touchpoint, profile: Profile): SliceMap[K];
  /** Pure. Turns a state of an older version into this one; `null` when it cannot. */
  upgrade?(state: unknown, from: number): SliceMap[K] | null;
}

const IDLE_MS = 30 * 60_000;
const BACKDATED_MS = 30 * 86_400_000;

/** The moment reducers measure by: what the device claims, within 30 days before the last visit and now. Pure. */
export function clampAt(profile: Profile, at: number, now: number): number {
  return Math.min(now, Math.max(at, (profile.lastSeenAt ?? at) - BACKDATED_MS));
}

/** The profile seen at this touchpoint: its times and its session, slices untouched. Pure. */
export function visit(profile: Profile, touchpoint: Touchpoint, now: number): Profile & { readonly session: Session } {
  const { at } = touchpoint;
  const lastSeenAt = Math.min(now, Math.max(profile.lastSeenAt ?? at, at));
  const firstSeenAt = Math.min(profile.firstSeenAt ?? at, at);
  return { ...profile, firstSeenAt, lastSeenAt, session: nextSession(profile.session, touchpoint, now) };
}

function nextSession(session: Session | null, touchpoint: Touchpoint, now: number): Session {
  const { id, at } = touchpoint;
  const campaign = campaignOf(touchpoint);
  // A clock that was set back leaves moments in the future behind; they count as now.
  const last = Math.min(session?.lastAt ?? -Infinity, now);
  // What is told later of an earlier day opens no visit by which the one that goes on would end.
  const isOther = campaign !== null && campaign !== session?.campaign && last - at <= IDLE_MS;
  if (!session || at - last > IDLE_MS || isOther) {
    return { id, number: (session?.number ?? 0) + 1, startedAt: at, lastAt: at, touchpoints: 1, campaign };
  }
  return {
    ...session,
    startedAt: Math.min(session.startedAt, now),
    lastAt: Math.max(last, at),
    touchpoints: session.touchpoints + 1,
  };
}

/** Only a tagged campaign opens a session of its own; a plain referrer or a typed address does not. */
function campaignOf(touchpoint: Touchpoint): string | null {
  if (touchpoint.type !== 'campaign_details') return null;
  const { source, medium, campaign, click_ids } = touchpoint.data;
  return campaign || click_ids?.length ? JSON.stringify([source, medium, campaign]) : null;
}
