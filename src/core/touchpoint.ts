import type { Choice, Purpose } from './purpose.js';

/** What a site knows of a signed-in visitor and declares itself: JSON values by name. */
export type Traits = Readonly<Record<string, unknown>>;

/**
 * What can happen: touchpoint types and the shape of their data. Open to declaration merging.
 * Names are GA4's recommended events where GA4 has one, the same snake_case where it has none.
 */
export interface TouchpointMap {
  /** The visitor signed in or was recognised by the site. */
  identify: {
    /** What the site calls the visitor. */
    readonly user_id: string;
    /** What the site says about the visitor. */
    readonly traits?: Traits;
  };
  /** The visitor or the site put a slice right; it outranks what was inferred. */
  correct: {
    /** Name of the slice. */
    readonly slice: string;
    /** What it is from now on. */
    readonly value: unknown;
  };
  /** The choice per purpose as it stands after the change. */
  consent_update: {
    /** The answer for each purpose. */
    readonly choice: Choice;
    /** Who asked. */
    readonly source: string;
    /** Version of the text the visitor agreed to. */
    readonly text_version?: string;
    /** The visitor wanted a pause with it. */
    readonly paused?: boolean;
  };
  /** Logout: a new visitor id and an empty profile; caps stay. */
  reset: {
    /** The new random visitor id. */
    readonly visitor_id: string;
  };
  /** More was tracked than a page may; this many were not taken. */
  overflow: {
    /** How many. */
    readonly count: number;
  };
  /** How the visitor came. A tagged campaign other than the session's opens a new session. */
  campaign_details: {
    /** Channel, such as `paid-search`. */
    readonly channel: string;
    /** `utm_source`, else the host of the referrer. */
    readonly source?: string;
    /** `utm_medium`. */
    readonly medium?: string;
    /** `utm_campaign`. */
    readonly campaign?: string;
    /** `utm_term`. */
    readonly term?: string;
    /** `utm_content`. */
    readonly content?: string;
    /** Names of the click-id parameters that were seen, never their values. */
    readonly click_ids?: readonly string[];
    /** Host of the referrer. */
    readonly referrer?: string;
    /** Name of the app whose link or browser the visitor came with, such as `instagram`, where that was noticed. */
    readonly in_app?: string;
    /** The channel that this arrival was taken for before it was known better; it is no other arrival. */
    readonly refines?: string;
  };
}

export type TouchpointType = keyof TouchpointMap;

/** What every touchpoint carries, whatever its type. */
export interface Envelope {
  /** Unique, drawn when it was tracked. */
  readonly id: string;
  /** Epoch ms, as the device claims. Orders nothing. */
  readonly at: number;
  /** Address of the page, redacted, without fragment. */
  readonly url: string;
  /** Where it happened if not on the site, such as `phone`. */
  readonly channel?: string;
  /** Name of the plugin that tracked it; `'site'` for the site's own code. */
  readonly by: string;
  /** Id of its session; empty until the touchpoint has its place in the log. */
  readonly session: string;
  /** What the site's `context` function returned at that moment. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** No plugin declares this type: its data was bounded and redacted, not checked. */
  readonly unchecked?: true;
}

/** One thing that happened between the visitor and the site. JSON-safe and frozen. */
export type Touchpoint<K extends TouchpointType = TouchpointType> = K extends TouchpointType
  ? Envelope & {
      /** What happened. */
      readonly type: K;
      /** What is known of it, by its type. */
      readonly data: TouchpointMap[K];
    }
  : never;

/** A row of the log. */
export interface Row {
  /** Its place: 1, 2, 3 … over all tabs. */
  readonly seq: number;
  /** The clock of the commit, epoch ms. */
  readonly now: number;
  /** The purposes it was captured under and that still held at the commit. */
  readonly purposes: readonly Purpose[];
  /** `null`: time alone made something due, or the touchpoint was forgotten. */
  readonly touchpoint: Touchpoint | null;
  /** What was decided at this row. */
  readonly decisions: readonly RowDecision[];
  /** It was recorded on another device of the visitor, which this number stands for: nobody is told of it. */
  readonly imported?: number;
}

/** A decision as the log keeps it; `name` and `data` are missing once the row was forgotten. */
export interface RowDecision {
  /** `touchpointId/trigger`, or `seq/trigger` when time alone made it due. */
  readonly id: string;
  /** Name of the trigger that decided. */
  readonly trigger: string;
  /** When it was decided, epoch ms. */
  readonly at: number;
  /** What was decided. */
  readonly name?: string;
  /** What it says to whoever acts on it. */
  readonly data?: unknown;
}
