import type { CaptureContext, Plugin, TrackOptions } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import type { Rules } from '../core/rules.js';
import type { Likelihood } from '../core/stage.js';
import type { Touchpoint } from '../core/touchpoint.js';
import type { Bus } from './bus.js';
import type { ConsentState } from './consent.js';
import type { Diagnostics, EraseReport, ImportReport, Status, WaymarkOptions, Why } from './face.js';
import type { Counts } from './records.js';

/** A touchpoint on its way to the log, with the purposes it was captured under. */
export interface Held {
  /** What was tracked. */
  readonly touchpoint: Touchpoint;
  /** What was granted when it was tracked. */
  readonly purposes: readonly Purpose[];
}

/** What the front, which answers at once, gives to the engine, which keeps. */
export interface Shell {
  readonly site: string;
  readonly options: WaymarkOptions;
  readonly bus: Bus;
  readonly consent: ConsentState;
  readonly rules: Rules;
  /** The profile of a visitor nothing is known of, under these rules. */
  readonly blank: Profile;
  now(): number;
  draw(): string;
  /** An id for a visitor; one for a machine begins with `robot`, so that it is left out of what is measured. */
  drawVisitor(): string;
  /** What a plugin works with, or `undefined` while it may not run. */
  context(plugin: Plugin): CaptureContext | undefined;
  failed(plugin: Plugin, member: string, cause: unknown): void;
  track(by: string, type: string, data: unknown, options?: TrackOptions | null): string | null;
  /** What was tracked and may not be stored yet. The same reference until it changes. */
  readonly held: readonly Held[];
  /** Empties and returns what is held. */
  release(): readonly Held[];
  /** The page is hidden: what the front still has to say it says now. */
  hurry(): void;
  /** Holds these touchpoints no longer: another page has them. */
  forgo(ids: readonly string[]): void;
  /** Runs what others do about these touchpoints; what they track meanwhile was caused by them. */
  causing(ids: readonly (string | undefined)[], run: () => void): void;
  /** The standing of a purpose changed. */
  consented(): void;
  /** Something that can be read changed. */
  notify(): void;
}

/** Everything that is stored, decided for all tabs and delivered. Loaded right after the start. */
export interface Engine {
  readonly status: Status;
  /** The committed profile with what was tracked since; computed when read. */
  readonly profile: Profile;
  /** How likely an order is; `null` where nobody says. */
  readonly likelihood: Likelihood | null;
  /** Opens storage if something is granted; else looks for a stored choice and leaves nothing behind. */
  open(): Promise<void>;
  /** Whether it took the touchpoint; else the front holds it. */
  append(touchpoint: Touchpoint): boolean;
  /** The visitor's or a platform's answer changed the standing. */
  changed(source: string): void;
  /** Plugins changed. */
  renew(): void;
  /** Commits and offers to destinations; waits for the latter unless it is `isStoredEnough`. */
  flush(isStoredEnough?: boolean): Promise<void>;
  export(): Promise<Readonly<Record<string, unknown>>>;
  import(exported: unknown): Promise<ImportReport>;
  erase(): Promise<EraseReport>;
  forget(touchpointId: string): Promise<boolean>;
  why(name: string): Promise<Why | null>;
  preview(name: string): Promise<boolean>;
  /** The ledger, with what the front refused. */
  diagnostics(refused: Counts): Diagnostics;
  stop(): void;
}
