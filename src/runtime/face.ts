import type { Plugin, PluginList, TrackOptions } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Choice, Consent, ConsentSource } from '../core/purpose.js';
import type { Likelihood, Stage } from '../core/stage.js';
import type { StageView } from '../core/stage-model.js';
import type { TouchpointMap, TouchpointType, Traits } from '../core/touchpoint.js';
import type { Condition, Prompt } from '../core/trigger.js';
import type { Store } from '../platform/store.js';
import type { SignalName, SignalValue } from './bus.js';
import type { Counts } from './records.js';

/** For how long things are kept. A site may shorten it. */
export interface Retention {
  /** Raw touchpoints, days. Older ones live on in the profile only. Default 30. */
  readonly touchpointDays?: number;
  /** Everything, days after the last visit. Default 396, 13 months. */
  readonly profileDays?: number;
}

export interface WaymarkOptions {
  /** Names the database. Default: `location.hostname`. */
  readonly site?: string;
  readonly consent?: {
    /** The site's own answer for purposes nobody was asked about. Default: pending. A stored refusal beats it. */
    readonly default?: Choice;
    /** Whether Global Privacy Control refuses advertising; only the visitor's own choice outranks it. Default `true`. */
    readonly globalPrivacyControl?: boolean;
    /** Consent platforms to listen to. */
    readonly sources?: readonly ConsentSource[];
  };
  /** Name of a stage view, or a view of your own. Default: the model's first. */
  readonly view?: string | StageView;
  /** In order: a plugin reads slices only of plugins before it. */
  readonly plugins?: PluginList;
  /** Read inside `track`; kept at `touchpoint.context`. */
  readonly context?: () => Readonly<Record<string, unknown>>;
  /**
   * Touchpoints a second, ten times as many at once. Default 10. What is too much becomes one `overflow` with its number;
   * orders, refunds, checkouts, consent and identity are always taken. `Infinity` lifts the bound.
   */
  readonly rate?: number;
  readonly retention?: Retention;
  /** `false` makes an instance that does nothing. Default `true`. */
  readonly enabled?: boolean;
  /** What an automated browser and a known crawler get, which is said once: `'memory'` (default) stores and delivers nothing, `'allow'` is for end-to-end tests. */
  readonly automation?: 'memory' | 'allow';
  /**
   * Lets the subdomains of a site know together who the visitor is, what was agreed to and that something was ordered, in
   * one cookie of at most 512 bytes that only exists while something is granted. An order on one closes the cart on all.
   */
  readonly share?: {
    /** The domain above them, such as `shop.example`. All below it must be yours. */
    readonly domain: string;
  };
  /** For tests. */
  readonly store?: Store;
  /** For tests: epoch ms. */
  readonly now?: () => number;
  /** For tests: 0 to 1. */
  readonly random?: () => number;
}

export type Status = 'starting' | 'pending' | 'ready' | 'memory' | 'stopped';

/** The ledger: for every destination `tracked` = `delivered` + `stored` + all `dropped`, its own and the common ones. */
export interface Diagnostics {
  /** Rows since the database was made, and what never became one. */
  readonly tracked: number;
  /** In the log, or on the way there. */
  readonly stored: number;
  /** Never got a place in the log, by reason. */
  readonly dropped: Counts;
  readonly destinations: Readonly<
    Record<string, { readonly delivered: number; readonly stored: number; readonly dropped: Counts }>
  >;
  /**
   * What this page recorded since it was opened: by touchpoint type, how many each plugin tracked (`site`: your own code), and
   * beside them how many a plugin heard that only listens, see `beside()`. Missing as long as nothing could be recorded.
   */
  readonly captured?: Readonly<Record<string, Counts>>;
}

/** What `erase` did. */
export interface EraseReport {
  /** Records removed. */
  readonly records: number;
  /** Nothing of the site's is left: looked up. A busy tab may keep the emptied database until it goes on. */
  readonly verified: boolean;
  /** Plugins whose own erasing failed. */
  readonly failed: readonly string[];
}

/** What `import` did. */
export interface ImportReport {
  /** Touchpoints that were taken. */
  readonly imported: number;
  /** Those that were not. */
  readonly skipped: number;
  /**
   * Why, with how many: `known` (already here), `consent` (no purpose of theirs is granted here), `retention` (too old, or
   * no longer in the log there), `refused`, `identity` (who the visitor is was said there and not here), `not-carried`
   * (choices, logouts and corrections are a device's own), `other-visitor` (before a logout there), `size`, `memory`, `gone`
   * (erased meanwhile).
   */
  readonly reasons: Counts;
}

/** How a trigger stands, for people who ask why something was said, or was not. */
export interface Why {
  /** Name of the trigger. */
  readonly name: string;
  /** Whether it would decide now, apart from what competes with it. */
  readonly holds: boolean;
  /** What has to hold, with the value at this moment and its threshold. */
  readonly conditions: readonly Condition[];
  /** The same in one sentence. */
  readonly sentence: string;
}

/** A touchpoint type no plugin in view declares: taken unchecked. */
export type UndeclaredType = string & { readonly undeclared?: never };

export interface Waymark {
  readonly site: string;
  readonly status: Status;
  /** The stored profile is in memory. Never rejects. */
  readonly ready: Promise<void>;
  /** Snapshots: frozen, and the same reference until they change. What is tracked shows at once. */
  readonly profile: Profile;
  readonly stage: Stage | null;
  /** How likely an order is in this visit; `null` before anything happened and without a stage model that tells it. Silence with a cart changes it, at most every ten seconds. */
  readonly likelihood: Likelihood | null;
  readonly consent: Consent;
  /** The plugins of this instance, the kernel first. */
  readonly plugins: readonly Plugin[];
  /** Records a touchpoint. Never throws. Its id, or `null` when it was not taken. */
  track<K extends TouchpointType | UndeclaredType>(
    type: K,
    data: K extends TouchpointType ? TouchpointMap[K] : object,
    options?: TrackOptions,
  ): string | null;
  /** Counts a page view; on a URL already counted in this navigation it updates that view. */
  page(data?: object): string | null;
  /** The visitor is known to the site. Another known id than before does `reset` first. */
  identify(userId: string, traits?: Traits): void;
  /** Logout: new visitor id, empty profile; caps and consent stay. Settles once that is stored, and waits for no destination. */
  reset(): Promise<void>;
  /**
   * Puts a slice right; outranks what was inferred. `segments` and `personas` are worked out anew at every touchpoint. A
   * value of another kind than the slice begins with, such as a text for a list, is refused and becomes a `problem`.
   */
  correct(slice: string, value: unknown): void;
  /** Any decision name, or `touchpoint`, `decision`, `consent`, `profile`, `problem`. With a decision that is said to the visitor comes how to answer. Returns stop. */
  on<N extends SignalName>(
    name: N,
    listener: (value: SignalValue<N>, prompt: Prompt) => unknown,
    options?: { readonly signal?: AbortSignal },
  ): () => void;
  /** Called after any change. Returns stop. */
  subscribe(listener: () => void): () => void;
  /** The visitor's choice. A refusal of everything removes what is stored. */
  setConsent(choice: Choice, options?: { readonly source?: string; readonly textVersion?: string }): void;
  /** The visitor wanted a pause; kept over pages and tabs once something is granted. */
  readonly paused: boolean;
  /** Nothing is tracked, decided upon or delivered until `resume`; what is stored stays. Tracked meanwhile: dropped, counted as `paused`; but a logout counts. */
  pause(): void;
  resume(): void;
  /** Adds a plugin later. Its slice is folded from the log, its triggers count from now. Returns stop. */
  use(plugin: Plugin): () => void;
  /** Everything recorded so far is committed and offered to the destinations; what comes meanwhile goes out later. */
  flush(): Promise<void>;
  /**
   * Everything that is stored about the visitor, as versioned JSON, with what plugins add. Waits for no destination; a
   * plugin's part that takes more than 5 s or is no JSON is left out and becomes a `problem`.
   */
  export(): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Takes in what `export` answered on another device of the visitor, or in the app around a web view, as it is or as JSON:
   * its touchpoints count as if they had happened here, in the order of the clocks, each once, so that both devices know
   * the same whoever imports. They decide nothing and nobody is told of them. Visitor id, consent and corrections stay.
   * Call it after `identify`. What is no export, or another visitor's, becomes a `problem`.
   */
  import(exported: unknown): Promise<ImportReport>;
  /** Removes everything that is stored; every tab follows. */
  erase(): Promise<EraseReport>;
  /** Forgets one touchpoint and what followed from it. `false`: it is not in the log any more; only `erase` removes it. */
  forget(touchpointId: string): Promise<boolean>;
  /**
   * Why a trigger or a nudge, by its name, would decide now or would not; prints it as one sentence. `null` for a name
   * that is not known.
   */
  why(name: string): Promise<Why | null>;
  /** Shows what a nudge would say, in this tab, whatever holds: without log, caps or delivery. Whether somebody shows it. */
  preview(name: string): Promise<boolean>;
  diagnostics(): Diagnostics;
  /** Leaves nothing behind on the page. What is stored stays. */
  stop(): void;
}
