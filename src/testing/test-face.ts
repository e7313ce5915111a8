import type { PluginList } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import type { Row } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import type { Store } from '../platform/store.js';
import type { Waymark, WaymarkOptions } from '../runtime/face.js';
import type { FakeClock } from './fake-clock.js';
import type { Respond, SentRequest } from './fake-network.js';
import type { PageDetails } from './fake-page.js';
import type { JourneyStep } from './play.js';

export interface TestOptions extends Omit<WaymarkOptions, 'plugins' | 'store' | 'now' | 'random'>, PageDetails {
  /** A function makes new ones for every page. */
  readonly plugins?: PluginList | (() => PluginList);
  /** Default: empty. The one of another test instance is what another tab, or a later visit, finds. */
  readonly store?: Store;
  /** Default: Monday, 2026-01-05T10:00:00Z. */
  readonly clock?: FakeClock;
  /** Default 1; the same one draws the same ids. */
  readonly seed?: number;
  /** Default `https://shop.example/`, or where the document of the test is. */
  readonly url?: string;
  /** What servers answer. Default: 200. */
  readonly respond?: Respond;
}

/** Everything an instance did, in order. */
export interface Captured {
  /** Rows as a destination without a purpose is given them. */
  readonly rows: readonly Row[];
  readonly decisions: readonly Decision[];
  readonly requests: readonly SentRequest[];
  readonly problems: readonly Problem[];
}

/** Waymark under test. */
export interface TestWaymark {
  /** The instance of the page that is shown. */
  readonly waymark: Waymark;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly captured: Captured;
  /** Time goes by, ms or `"20 min"`: everything that becomes due meanwhile happens when it is due. */
  pass(time: number | string): Promise<void>;
  /** Goes to an address within the page, as a router does; takes 100 ms. */
  go(url: string, details?: PageDetails): Promise<void>;
  /** Leaves the page, and loads another one with the same store: another instance. */
  load(url?: string, details?: PageDetails): Promise<void>;
  /** The visitor turns to another tab. */
  hide(): Promise<void>;
  /** The visitor comes back; `restored` from the back/forward cache. */
  show(restored?: boolean): Promise<void>;
  /** Plays a journey. Answers what was decided meanwhile. */
  replay(journey: readonly JourneyStep[]): Promise<readonly Decision[]>;
  /** Throws unless the visitor is in this stage: its name, its micro-stage or its label. */
  expectStage(stage: string): void;
  /** Stops the instance, and puts back what was there; of two instances, the later one first. */
  stop(): Promise<void>;
}
